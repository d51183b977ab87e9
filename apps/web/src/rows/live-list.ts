import type { QueuePage, QueueRow } from '@otklik/contract'
import { byPlace, placeOf } from './queue-place.ts'

/** Rows as they stand on the screen. What arrives waits, what leaves stays greyed: nothing moves under the cursor by itself. */
export type LiveList = {
  readonly rows: readonly QueueRow[]
  /** Behind «3 новых», in no particular order. */
  readonly waiting: readonly QueueRow[]
  /** Ids of rows on the screen that no longer belong to the view. */
  readonly gone: readonly string[]
  readonly nextCursor: string | null
}

export const fromPage = (page: QueuePage): LiveList => ({ rows: page.rows, waiting: [], gone: [], nextCursor: page.nextCursor })

/** The next page below what is shown; a row that moved meanwhile is not shown twice. */
export function extend(list: LiveList, page: QueuePage): LiveList {
  const known = new Set(list.rows.map((row) => row.id))
  const added = page.rows.filter((row) => !known.has(row.id))
  const shown = new Set(added.map((row) => row.id))
  return {
    ...list,
    rows: [...list.rows, ...added],
    waiting: list.waiting.filter((row) => !shown.has(row.id)),
    nextCursor: page.nextCursor,
  }
}

const without = (ids: readonly string[], id: string) => (ids.includes(id) ? ids.filter((one) => one !== id) : ids)
const replaced = (rows: readonly QueueRow[], row: QueueRow) => rows.map((one) => (one.id === row.id ? row : one))

/**
 * A row came from the server or from the person's own press. On the screen it changes in place; new to the view, it waits.
 * `belongs` null: cannot be told here (a search by words), so that only what is shown is brought up to date.
 */
export function receive(list: LiveList, row: QueueRow, belongs: boolean | null): LiveList {
  const shown = list.rows.find((one) => one.id === row.id)
  if (shown !== undefined) {
    // Streams and answers race; the later version is the truth.
    if (row.version < shown.version) return list
    const gone = belongs === null ? list.gone : belongs ? without(list.gone, row.id) : [...without(list.gone, row.id), row.id]
    return { ...list, rows: replaced(list.rows, row), gone }
  }
  const waits = list.waiting.find((one) => one.id === row.id)
  if (waits !== undefined) {
    if (row.version < waits.version) return list
    const waiting = belongs === false ? list.waiting.filter((one) => one.id !== row.id) : replaced(list.waiting, row)
    return { ...list, waiting }
  }
  if (belongs !== true) return list
  // An empty screen has no cursor to jump under.
  if (list.rows.length === 0) return { ...list, rows: [row] }
  return { ...list, waiting: [...list.waiting, row] }
}

/** The person asked for it: what waited is shown, what left goes, and all stand in the order of the queue. */
export function release(list: LiveList): LiveList {
  const gone = new Set(list.gone)
  const rows = byPlace([...list.rows.filter((row) => !gone.has(row.id)), ...list.waiting])
  return { ...list, rows, waiting: [], gone: [] }
}

/**
 * After a lost line: the first page anew, without moving anything. Known rows change in place, unknown ones wait,
 * and of the rows that a page should have had but did not, we say that they left.
 */
export function renew(list: LiveList, page: QueuePage): LiveList {
  let next: LiveList = list
  for (const row of page.rows) next = receive(next, row, true)
  const fresh = new Set(page.rows.map((row) => row.id))
  const whole = page.nextCursor === null
  const last = page.rows.at(-1)
  const expected = (row: QueueRow) => whole || (last !== undefined && placeOf(row) < placeOf(last))
  const left = next.rows.filter((row) => !fresh.has(row.id) && expected(row)).map((row) => row.id)
  return { ...next, gone: [...new Set([...next.gone, ...left])], nextCursor: whole ? null : next.nextCursor }
}
