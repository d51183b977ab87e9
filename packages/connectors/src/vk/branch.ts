import type { VkClient } from './client.ts'
import type { CallResult } from './client.ts'
import { readComment } from './comment.ts'
import type { WallComment } from './comment.ts'
import type { Target } from './place.ts'
import { fieldsOf, isFields, list } from './shape.ts'
import type { Fields } from './shape.ts'

/** VK's largest page. Pages overlap: when a comment is deleted between two of them, the rest moves up and must not slip through. */
const page = 100
const overlap = 10

/** Pages read at most: 900 replies under one comment. Beyond that the answer is "not everything was read". */
const most = 10

export type Branch =
  | {
      readonly kind: 'read'
      readonly comments: readonly WallComment[]
      readonly complete: boolean
      /** The last answer, for names. */
      readonly extended: readonly Fields[]
    }
  | Exclude<CallResult, { kind: 'answered' }>

const unexpected = (method: string): Branch => ({ kind: 'unknown', detail: `${method}: ответ неожиданного вида` })

/** Replies under the comment at the top of the target's thread, newest first; stops early once `enough` says so. */
export async function readBranch(
  client: VkClient,
  target: Target,
  enough: (comments: readonly WallComment[]) => boolean,
  signal: AbortSignal | undefined,
): Promise<Branch> {
  const top = target.thread === 0 ? target.comment : target.thread
  const byId = new Map<number, WallComment>()
  const extended: Fields[] = []
  for (let turn = 0; turn < most; turn += 1) {
    const result = await client.call(
      'wall.getComments',
      {
        owner_id: target.owner,
        post_id: target.post,
        comment_id: top,
        count: page,
        offset: turn * (page - overlap),
        sort: 'desc',
        preview_length: 0,
        extended: 1,
      },
      signal,
    )
    if (result.kind !== 'answered') return result
    const items = fieldsOf(result.response)['items']
    if (!isFields(result.response) || !Array.isArray(items)) return unexpected('wall.getComments')
    extended.push(result.response)
    for (const item of list(items)) {
      const comment = readComment(item)
      if (comment !== null && !comment.deleted) byId.set(comment.id, comment)
    }
    const comments = [...byId.values()]
    if (items.length < page || enough(comments)) return { kind: 'read', comments, complete: true, extended }
  }
  return { kind: 'read', comments: [...byId.values()], complete: false, extended }
}

/** The comment at the top of the thread itself: VK's branch does not include it. Null when it is gone. */
export async function readTop(client: VkClient, target: Target, signal: AbortSignal | undefined): Promise<Branch> {
  const top = target.thread === 0 ? target.comment : target.thread
  const result = await client.call(
    'wall.getComments',
    { owner_id: target.owner, post_id: target.post, start_comment_id: top, count: 1, preview_length: 0, extended: 1 },
    signal,
  )
  if (result.kind !== 'answered') return result
  if (!isFields(result.response)) return unexpected('wall.getComments')
  const comments = list(result.response['items']).flatMap((item) => readComment(item) ?? [])
  return { kind: 'read', comments: comments.filter((each) => each.id === top), complete: true, extended: [result.response] }
}
