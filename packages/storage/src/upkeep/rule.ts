import type { Cutoffs } from '../record/aggregate.ts'

const DAY = 86_400_000

/** Days for which authors are kept unless the organisation says otherwise, and the least it may say. */
export const retentionDays = { usual: 1095, least: 30 } as const

/** Handled events of networks keep their payload, and finished incidents their thread, for so many days: long enough to look into a fault. */
const WORKING_DAYS = 30
/** A press is repeated within minutes: after a week its key is of no use. */
const PRESS_DAYS = 7

/**
 * What is out of its term at `now`. Pure. Days are of 24 hours: retention is no working time.
 * @throws RangeError for fewer days than the least, which would erase people who are still being answered
 */
export function cutoffs(now: number, days: number): Cutoffs {
  if (!Number.isSafeInteger(days) || days < retentionDays.least) {
    throw new RangeError(
      `срок хранения ${days}: нужно целое число дней от ${retentionDays.least}. / retention of ${days}: whole days, at least ${retentionDays.least}.`,
    )
  }
  return { authors: now - days * DAY, working: now - WORKING_DAYS * DAY, presses: now - PRESS_DAYS * DAY }
}
