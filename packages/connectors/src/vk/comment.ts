import type { Attachment } from '@otklik/casework'
import { readAttachments } from './attachments.ts'
import { isFields, list, numbered, whole, wholeSeconds } from './shape.ts'
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
  readonly attachments: readonly Attachment[]
  readonly deleted: boolean
}

/** The end of the year 9999 in seconds: a later date is no date, and milliseconds of it would not be exact numbers any more. */
const lastSecond = 253_402_300_799

/** Reads a comment out of an event or an answer; null when it is not one. */
export function readComment(value: unknown): WallComment | null {
  const read = examineComment(value)
  return 'unclear' in read ? null : read
}

/**
 * The same, or the names of the fields that cannot be read. Read is whatever can mean one thing only: numbers written as texts, a date with
 * a fraction, no text beside a picture. What would have to be guessed (who wrote, when, in which thread) is not.
 */
export function examineComment(value: unknown): WallComment | { readonly unclear: readonly string[] } {
  if (!isFields(value)) return { unclear: ['object'] }
  const id = numbered(value['id'])
  const fromId = whole(value['from_id'])
  const date = dateOf(value['date'])
  const words = wordsOf(value)
  const threadId = threadOf(value['parents_stack'])
  const answered = absent(value['reply_to_comment']) ? 0 : whole(value['reply_to_comment'])
  if (id === null || fromId === null || date === null || words === null || threadId === 'unclear' || answered === null) {
    const read = { id, from_id: fromId, date, text: words, parents_stack: threadId === 'unclear' ? null : 0, reply_to_comment: answered }
    return { unclear: Object.entries(read).flatMap(([field, found]) => (found === null ? [field] : [])) }
  }
  return {
    id,
    fromId,
    date,
    text: words,
    threadId,
    replyTo: answered === 0 ? threadId : answered,
    attachments: readAttachments(value['attachments']),
    deleted: value['deleted'] === true,
  }
}

const absent = (value: unknown): boolean => value === undefined || value === null

function dateOf(value: unknown): number | null {
  const seconds = wholeSeconds(value)
  return seconds !== null && seconds >= 0 && seconds <= lastSecond ? seconds : null
}

/** A picture may come without a text; no text and no picture is nobody's message. */
function wordsOf({ text: words, attachments }: Fields): string | null {
  if (typeof words === 'string') return words
  return words === null && list(attachments).some(isFields) ? '' : null
}

/** Top of the branch; null directly under the post. */
function threadOf(stack: unknown): number | null | 'unclear' {
  if (absent(stack)) return null
  if (!Array.isArray(stack)) return 'unclear'
  return stack.length === 0 ? null : (whole(stack[0]) ?? 'unclear')
}
