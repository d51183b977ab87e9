import type { CallResult, VkClient } from './client.ts'
import { commentPages } from './comment-pages.ts'
import { readComment } from './comment.ts'
import type { WallComment } from './comment.ts'
import type { Target } from './place.ts'
import { isFields, list } from './shape.ts'
import type { Fields } from './shape.ts'

/** Pages read at most: 3 600 replies under one comment, a quarter of a minute at 3 requests a second. Beyond that "not everything was read". */
const most = 40

export type Branch =
  | {
      readonly kind: 'read'
      readonly comments: readonly WallComment[]
      readonly complete: boolean
      /** The answers as they came, for names. */
      readonly extended: readonly Fields[]
    }
  | Exclude<CallResult, { kind: 'answered' }>

const topOf = (target: Target): number => (target.thread === 0 ? target.comment : target.thread)

/** Replies under the comment at the top of the target's thread, newest first; stops early once `enough` says so. */
export async function readBranch(
  client: VkClient,
  target: Target,
  enough: (comments: readonly WallComment[]) => boolean,
  signal: AbortSignal | undefined,
): Promise<Branch> {
  const byId = new Map<number, WallComment>()
  const extended: Fields[] = []
  let complete = false
  const branch = { owner_id: target.owner, post_id: target.post, comment_id: topOf(target), extended: 1 } as const
  for await (const page of commentPages(client, branch, most, signal)) {
    if (page.kind !== 'page') return page
    extended.push(page.response)
    for (const item of page.items) {
      const comment = readComment(item)
      if (comment !== null && !comment.deleted) byId.set(comment.id, comment)
    }
    complete = page.whole || enough([...byId.values()])
    if (complete) break
  }
  return { kind: 'read', comments: [...byId.values()], complete, extended }
}

/** The comment at the top of the thread itself: VK's branch does not include it. Empty when it is gone. */
export async function readTop(client: VkClient, target: Target, signal: AbortSignal | undefined): Promise<Branch> {
  const top = topOf(target)
  const result = await client.call(
    'wall.getComments',
    { owner_id: target.owner, post_id: target.post, start_comment_id: top, count: 1, preview_length: 0, extended: 1 },
    signal,
  )
  if (result.kind !== 'answered') return result
  if (!isFields(result.response)) return { kind: 'unknown', detail: 'wall.getComments: ответ неожиданного вида' }
  const comments = list(result.response['items']).flatMap((item) => readComment(item) ?? [])
  return { kind: 'read', comments: comments.filter((each) => each.id === top), complete: true, extended: [result.response] }
}
