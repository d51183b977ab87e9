import { createHash } from 'node:crypto'
import type { Found, RawEvent } from '../port/port.ts'
import type { VkAccount } from './account.ts'
import { examineComment, readComment } from './comment.ts'
import { visibleText } from './markup.ts'
import { authorUrl, commentKey, commentUrl } from './place.ts'
import { fieldsOf, isFields, list, numbered, text, whole } from './shape.ts'
import type { Fields } from './shape.ts'

const kinds: Readonly<Record<string, RawEvent['kind']>> = {
  wall_reply_new: 'new',
  wall_reply_edit: 'edit',
  wall_reply_delete: 'delete',
  wall_reply_restore: 'restore',
}

const postOf = (object: Fields): number | null => numbered(object['post_id'])
const ownerOf = (object: Fields): number | null => whole(object['post_owner_id']) ?? whole(object['owner_id'])

/**
 * An event of either transport (Callback API, Bots Long Poll) as it is to be stored: the same `event_id` in both, hence the same
 * `dedupeKey`; without one it is known by what it says. Events that are not about wall comments are kept as `other`. A comment, or a whole
 * event, that cannot be read for certain is `unreadable`: kept as it came, for people and for a program that can read it. The secret is left out.
 *
 * @param now moment for events that carry none (deletions, edits), milliseconds.
 */
export function toRawEvent(body: unknown, ownId: number, now: number): RawEvent {
  const { secret: _, ...fields } = fieldsOf(body)
  const type = text(fields['type'])
  const eventId = eventIdOf(fields)
  const kind = kinds[type] ?? 'other'
  const foreign = whole(fields['group_id']) !== ownId
  if (type === '' || foreign || (eventId === null && kind !== 'other')) {
    const raw = isFields(body) ? fields : { update: body ?? null }
    return { dedupeKey: eventId ?? printOf(raw), kind: 'unreadable', occurredAt: now, raw, about: aboutOf(fieldsOf(fields['object'])) }
  }
  const raw = { type, object: fields['object'] ?? null, group_id: ownId, event_id: eventId, v: text(fields['v']) }
  const dedupeKey = eventId ?? printOf(raw)
  if (kind === 'other') return { dedupeKey, kind, occurredAt: now, raw, about: null }
  const object = fieldsOf(fields['object'])
  const about = aboutOf(object)
  const stored = { dedupeKey, kind, occurredAt: now, raw, about }
  if (unclearFields(stored, ownId).length > 0) return { ...stored, kind: 'unreadable' }
  const comment = kind === 'new' ? readComment(object) : null
  if (comment === null) return stored
  return { ...stored, kind: comment.fromId === -ownId ? 'own' : kind, occurredAt: comment.date * 1000 }
}

/** A stored event as this program reads it: another program may have read less of it, or more. Its key and moment stay. */
export function readAgain(event: RawEvent, ownId: number): RawEvent {
  const { dedupeKey, occurredAt } = event
  return { ...toRawEvent(event.raw, ownId, occurredAt), dedupeKey, raw: event.raw }
}

function eventIdOf({ event_id: id }: Fields): string | null {
  const read = typeof id === 'string' ? id : (whole(id)?.toString() ?? '')
  return read === '' || read.length > 200 ? null : read
}

const printOf = (raw: unknown): string => `print:${createHash('sha256').update(JSON.stringify(raw)).digest('hex')}`

/** What an event speaks of, as far as it tells; a deletion does not tell the thread. */
function aboutOf(object: Fields): NonNullable<RawEvent['about']> | null {
  const owner = ownerOf(object)
  const post = postOf(object)
  const id = numbered(object['id'])
  if (owner === null || post === null || id === null) return null
  const { parents_stack: stack, reply_to_comment: answered } = object
  const top = numbered(list(stack)[0]) ?? numbered(answered)
  return { message: commentKey(owner, post, id), thread: top === null ? null : commentKey(owner, post, top) }
}

/** The fields for which an event of a comment is `unreadable`; none for one that can be read, or is about something else. */
export function unclearFields({ raw }: RawEvent, ownId: number): readonly string[] {
  if (!isFields(raw)) return ['object']
  const kind = kinds[text(raw['type'])] ?? 'other'
  const envelope = [
    ...(text(raw['type']) === '' ? ['type'] : []),
    ...(whole(raw['group_id']) === ownId ? [] : ['group_id']),
    ...(eventIdOf(raw) === null ? ['event_id'] : []),
  ]
  if (kind === 'other') return envelope.filter((field) => field !== 'event_id')
  if (!isFields(raw['object'])) return [...envelope, 'object']
  const object = raw['object']
  const place = [...(postOf(object) === null ? ['post_id'] : []), ...(ownerOf(object) === null ? ['owner_id'] : [])]
  if (kind === 'delete') return [...envelope, ...place, ...(numbered(object['id']) === null ? ['id'] : [])]
  const comment = examineComment(object)
  return [...envelope, ...place, ...('unclear' in comment ? comment.unclear : [])]
}

/**
 * The message in a raw event. Mentions stand as names; the author's name is not in the event and stays empty until `describeAuthors`.
 * A deletion carries no text: its message is empty and serves by its key.
 */
export function toFound(event: RawEvent, account: VkAccount, site: string): Found | null {
  if (event.kind === 'other' || event.kind === 'unreadable' || !isFields(event.raw)) return null
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

function removed(event: RawEvent, object: Fields, owner: number, post: number, account: VkAccount, site: string): Found | null {
  const id = numbered(object['id'])
  if (id === null) return null
  return {
    message: { place: place(account, site, owner, post, id, 0), text: '', attachments: [], writtenAt: event.occurredAt },
    author: author(whole(object['user_id']) ?? 0, site),
    threadKey: null,
    inReplyToKey: null,
    own: false,
  }
}

const place = (account: VkAccount, site: string, owner: number, post: number, comment: number, thread: number) => ({
  network: 'vk',
  accountId: account.id,
  key: commentKey(owner, post, comment),
  url: commentUrl(site, owner, post, comment, thread),
  target: { owner, post, comment, thread },
})

const author = (id: number, site: string) => ({ key: String(id), name: '', url: authorUrl(site, id), isCommunity: id < 0 })
