const DAY = 86_400_000

/** Days for which authors are kept unless the organisation says otherwise, and the least it may say. */
export const retentionDays = { usual: 1095, least: 30 } as const

/** Handled events of networks keep their payload, and finished incidents their thread, for so many days: long enough to look into a fault. */
const WORKING_DAYS = 30
/** A press is repeated within minutes: after a week its key is of no use. */
const PRESS_DAYS = 7

/** Moments (milliseconds UTC) before which something is no longer kept. */
export type Cutoffs = {
  /** An author's last message, or an event set aside unhandled. */
  readonly authors: number
  /** When a handled event occurred, or the thread around a finished incident was read. */
  readonly working: number
  /** When a button was pressed, or an alarm rang that nobody waits for any more. */
  readonly presses: number
}

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

/** True when an author is to be forgotten: none of their incidents is open, and their last message is older than the term. */
export function outOfTerm(author: { readonly lastMessageAt: number; readonly openIncidents: number }, { authors }: Cutoffs): boolean {
  return author.openIncidents === 0 && author.lastMessageAt < authors
}
