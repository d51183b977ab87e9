import type { Account, Found, RawEvent } from '../port/port.ts'
import { readComment } from './comment.ts'
import { visibleText } from './markup.ts'
import { authorUrl, commentKey, commentUrl } from './place.ts'
import { fieldsOf, integer, isFields, text } from './shape.ts'
import type { Fields } from './shape.ts'

const kinds: Readonly<Record<string, RawEvent['kind']>> = {
  wall_reply_new: 'new',
  wall_reply_edit: 'edit',
  wall_reply_delete: 'delete',
  wall_reply_restore: 'restore',
}

const postOf = (object: Fields): number | null => integer(object['post_id'])
const ownerOf = (object: Fields): number | null => integer(object['post_owner_id']) ?? integer(object['owner_id'])

/**
 * An event of either transport (Callback API, Bots Long Poll) as it is to be stored: the same `event_id` in both, hence the same
 * `dedupeKey`. Events that are not about wall comments, or that do not look as documented, are kept as `other`: nothing is lost,
 * nothing is refused for ever. The secret is left out.
 *
 * @param now moment for events that carry none (deletions, edits), milliseconds.
 * @returns null when there is no `event_id`, or the event is another community's.
 */
export function toRawEvent(body: unknown, ownId: number, now: number): RawEvent | null {
  if (!isFields(body) || integer(body['group_id']) !== ownId) return null
  const dedupeKey = text(body['event_id'])
  const type = text(body['type'])
  if (dedupeKey === '' || dedupeKey.length > 200 || type === '') return null
  const raw = { type, object: body['object'] ?? null, group_id: ownId, event_id: dedupeKey, v: text(body['v']) }
  const object = fieldsOf(body['object'])
  const kind = kinds[type] ?? 'other'
  if (kind === 'other') return { dedupeKey, kind, occurredAt: now, raw }
  if (kind === 'delete') return { dedupeKey, kind: deletionKey(object) === null ? 'other' : kind, occurredAt: now, raw }
  const comment = readComment(object)
  if (comment === null || postOf(object) === null || ownerOf(object) === null) return { dedupeKey, kind: 'other', occurredAt: now, raw }
  const ours = comment.fromId === -ownId && kind === 'new'
  return { dedupeKey, kind: ours ? 'own' : kind, occurredAt: kind === 'new' ? comment.date * 1000 : now, raw }
}

function deletionKey(object: Fields): string | null {
  const owner = ownerOf(object)
  const post = postOf(object)
  const id = integer(object['id'])
  return owner === null || post === null || id === null ? null : commentKey(owner, post, id)
}

/**
 * The message in a raw event. Mentions stand as names; the author's name is not in the event and stays empty until `describeAuthor`.
 * A deletion carries no text: its message is empty and serves by its key.
 */
export function toFound(event: RawEvent, account: Account, site: string): Found | null {
  if (event.kind === 'other' || !isFields(event.raw)) return null
  const object = fieldsOf(event.raw['object'])
  const owner = ownerOf(object)
  const post = postOf(object)
  if (owner === null || post === null) return null
  if (event.kind === 'delete') return removed(event, object, owner, post, account, site)
  const comment = readComment(object)
  if (comment === null) return null
  const thread = comment.threadId ?? 0
  return {
    message: {
      place: place(account, site, owner, post, comment.id, thread),
      text: visibleText(comment.text),
      attachments: comment.attachments,
      writtenAt: comment.date * 1000,
    },
    author: author(comment.fromId, site),
    threadKey: comment.threadId === null ? null : commentKey(owner, post, comment.threadId),
    inReplyToKey: comment.replyTo === null ? null : commentKey(owner, post, comment.replyTo),
    own: comment.fromId === -account.ownId,
  }
}

function removed(event: RawEvent, object: Fields, owner: number, post: number, account: Account, site: string): Found | null {
  const id = integer(object['id'])
  if (id === null) return null
  return {
    message: { place: place(account, site, owner, post, id, 0), text: '', attachments: [], writtenAt: event.occurredAt },
    author: author(integer(object['user_id']) ?? 0, site),
    threadKey: null,
    inReplyToKey: null,
    own: false,
  }
}

const place = (account: Account, site: string, owner: number, post: number, comment: number, thread: number) => ({
  network: 'vk' as const,
  accountId: account.id,
  key: commentKey(owner, post, comment),
  url: commentUrl(site, owner, post, comment, thread),
  target: { owner, post, comment, thread },
})

const author = (id: number, site: string) => ({ key: String(id), name: '', url: authorUrl(site, id), isCommunity: id < 0 })
