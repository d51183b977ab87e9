import type { Random } from './random.ts'
import { commentView, postView } from './views.ts'
import type { Comment, Happening, World } from './world.ts'

/** An event as both transports carry it; the Callback API adds the secret. */
export type StreamEvent = {
  readonly type: string
  readonly event_id: string
  readonly v: '5.199'
  readonly group_id: number
  readonly object: Readonly<Record<string, unknown>>
}

/** Turns what happened in the community into VK's events. */
export function toEvent(happening: Happening, world: World, base: string, random: Random): StreamEvent {
  const ownerId = -world.groupId
  const { comment, post, type } = happening
  const envelope = { type, event_id: random.hex(40), v: '5.199' as const, group_id: world.groupId }
  if (comment === null) return { ...envelope, object: postView(post, ownerId, 0, base) }
  if (type === 'wall_reply_delete') {
    return { ...envelope, object: { owner_id: ownerId, id: comment.id, user_id: 100, deleter_id: 100, post_id: comment.postId } }
  }
  const find = (id: number): Comment | undefined => world.comments().find((each) => each.id === id)
  return { ...envelope, object: { ...commentView(comment, ownerId, base, find), post_owner_id: ownerId } }
}
