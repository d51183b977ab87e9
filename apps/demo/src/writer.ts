import type { DemoMessage } from '../town/messages.ts'
import { authorId, type Community } from './community.ts'

/** Lets citizens write under the town's posts; a message that follows another stands in its thread. */
export class Writer {
  readonly #community: Community
  readonly #comments: Map<string, number>

  /** @param written messages of earlier runs with their comments */
  constructor(community: Community, written: readonly (readonly [messageId: string, commentId: number])[]) {
    this.#community = community
    this.#comments = new Map(written)
  }

  has(messageId: string): boolean {
    return this.#comments.has(messageId)
  }

  written(): [messageId: string, commentId: number][] {
    return [...this.#comments]
  }

  /** Answers the key that the message has in the network. */
  write(message: DemoMessage): string {
    const { page, posts } = this.#community
    const known = authorId(message.author)
    const before = message.follows === null ? undefined : this.#comments.get(message.follows)
    const { id, key } = page.write({
      postId: posts.get(message.post) ?? 1,
      author: known ?? message.author,
      text: message.text,
      ...(before === undefined ? {} : { replyTo: this.#answered(before) }),
    })
    this.#comments.set(message.id, id)
    return key
  }

  /** A citizen answers the town's reply where there is one, otherwise goes on under their own comment. */
  #answered(commentId: number): number {
    const replies = this.#community.page.comments().filter(({ own, replyTo }) => own && replyTo === commentId)
    return replies.at(-1)?.id ?? commentId
  }
}
