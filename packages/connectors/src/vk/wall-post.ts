import type { Attachment } from '@otklik/casework'
import { readAttachments } from './attachments.ts'
import { isFields, numbered, text, whole, wholeSeconds } from './shape.ts'

/** A post as VK shows it, looked at before use. Dates in seconds since 1970 UTC, VK's clock; `edited` null: nobody has changed it. */
export type WallPost = {
  readonly id: number
  readonly fromId: number
  readonly date: number
  readonly text: string
  readonly edited: number | null
  /** It stands at the top of the wall whatever its date. */
  readonly pinned: boolean
  readonly attachments: readonly Attachment[]
}

/** Reads a post out of an answer; null when it is not one. */
export function readPost(value: unknown): WallPost | null {
  if (!isFields(value)) return null
  const [id, fromId, date] = [numbered(value['id']), whole(value['from_id']), wholeSeconds(value['date'])]
  if (id === null || fromId === null || date === null) return null
  return {
    id,
    fromId,
    date,
    text: text(value['text']),
    edited: wholeSeconds(value['edited']),
    pinned: value['is_pinned'] === 1 || value['is_pinned'] === true,
    attachments: readAttachments(value['attachments']),
  }
}
