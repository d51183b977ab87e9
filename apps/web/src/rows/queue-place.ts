import { queuePlace } from '@otklik/casework/browser'
import type { QueueRow } from '@otklik/contract'

/** Where a row stands in the queue, by the server's own rule. */
export const placeOf = ({ next, ...row }: QueueRow): number => queuePlace({ ...row, due: next?.due ?? null })

/** Rows in the order of the queue. */
export const byPlace = (rows: readonly QueueRow[]): QueueRow[] => rows.toSorted((a, b) => placeOf(a) - placeOf(b) || (a.id < b.id ? -1 : 1))
