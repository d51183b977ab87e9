import type { Attachment } from '@otklik/casework'
import { readAttachments } from './attachments.ts'
import { integer, integers, isFields } from './shape.ts'

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
