import { fieldsOf, integer, integers, isFields, list, text } from './shape.ts'
import type { Fields } from './shape.ts'

/** A wall comment as VK shows it, looked at before use. Dates in seconds since 1970 UTC, VK's clock. */
export type WallComment = {
  readonly id: number
  /** Positive: a person; negative: a community. */
  readonly fromId: number
  readonly date: number
  readonly text: string
  /** Comment at the top of the thread; null when this one stands directly under the post. */
  readonly threadId: number | null
  readonly replyTo: number | null
  readonly attachments: readonly { readonly kind: string; readonly url: string }[]
  readonly deleted: boolean
}

/** The end of the year 9999 in seconds: a later date is no date, and milliseconds of it would not be exact numbers any more. */
const lastSecond = 253_402_300_799

/** Reads a comment out of an event or an answer; null when it is not one. */
export function readComment(value: unknown): WallComment | null {
  if (!isFields(value)) return null
  const id = integer(value['id'])
  const fromId = integer(value['from_id'])
  const date = integer(value['date'])
  if (id === null || fromId === null || date === null || typeof value['text'] !== 'string') return null
  if (date < 0 || date > lastSecond) return null
  const threadId = integers(value['parents_stack'])[0] ?? null
  return {
    id,
    fromId,
    date,
    text: value['text'],
    threadId,
    replyTo: integer(value['reply_to_comment']) ?? threadId,
    attachments: readAttachments(value['attachments']),
    deleted: value['deleted'] === true,
  }
}

/** Attachments with an address a person can open: the largest size of a photo, the page of anything else. */
export function readAttachments(value: unknown): readonly { readonly kind: string; readonly url: string }[] {
  return list(value).flatMap((item) => {
    if (!isFields(item)) return []
    const kind = text(item['type'])
    if (kind === '') return []
    const body = fieldsOf(item[kind])
    const url = kind === 'photo' ? largestPhoto(body) : addressOf(kind, body)
    return [{ kind, url: /^https?:\/\//.test(url) ? url : '' }]
  })
}

const area = (size: Fields): number => (integer(size['width']) ?? 0) * (integer(size['height']) ?? 0)

function largestPhoto(photo: Fields): string {
  const sizes = list(photo['sizes']).filter(isFields)
  const best = sizes.reduce<Fields | null>((top, size) => (top === null || area(size) > area(top) ? size : top), null)
  return text(best?.['url'])
}

function addressOf(kind: string, body: Fields): string {
  if (typeof body['url'] === 'string') return body['url']
  const owner = integer(body['owner_id'])
  const id = integer(body['id'])
  return owner === null || id === null ? '' : `https://vk.com/${kind}${owner}_${id}`
}
