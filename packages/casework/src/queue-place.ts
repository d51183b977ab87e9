import type { Moment } from '@otklik/worktime'
import type { Status } from './state.ts'
import { isFinished } from './status-groups.ts'

/** Places past everything that has a date: larger than any moment that a calendar reaches. */
const WITHOUT_DATE = 4_000_000_000_000_000
const FINISHED = 9_000_000_000_000_000

/** What the place in the queue depends on. `due`: the next term that is owed; null: none has a date. */
type Placed = { readonly status: Status; readonly due: Moment | null; readonly receivedAt: Moment; readonly changedAt: Moment }

/**
 * The one order of the queue, as a number that grows downwards: what is due first stands first; then what is open without a date, by arrival;
 * then what is finished, the latest first. Rows with equal places stand by their ids. Small enough for any page.
 */
export function queuePlace({ status, due, receivedAt, changedAt }: Placed): number {
  if (due !== null) return due
  return isFinished(status) ? FINISHED - changedAt : WITHOUT_DATE + receivedAt
}
