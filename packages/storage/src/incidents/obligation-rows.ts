import type { Recorded } from '@otklik/casework'
import type { Dated, Obligation, planSafely } from '@otklik/regulations'
import type { ObligationRow } from './rows.ts'

/** What obligations are counted by: they keep it, so that a later reader knows why a date was this one. */
export type CountedBy = {
  readonly regulation: string
  readonly edition: string
  readonly scheduleVersion: number
  readonly calendarVersion: string
  /** When an obligation turns amber. */
  readonly soonAt: (obligation: Pick<Dated, 'start' | 'due' | 'clock'>) => number
}

/**
 * Rows of planned obligations. "A changed calendar replans open obligations; closed ones keep the calendar of their day": a row that is
 * no longer pending, and that the new plan ends at the same moment, stays as it stands, also where the new calendar cannot tell its date.
 * A term that is still to be set has no row: the card asks for it by the act.
 * `plan` must be as of a moment before every term: then only what is over is breached, and what is overdue and still owed is pending.
 */
export function obligationRows(
  plan: ReturnType<typeof planSafely>,
  before: readonly ObligationRow[],
  recorded: readonly Recorded[],
  by: CountedBy,
): ObligationRow[] {
  const known = new Map(before.map((row) => [`${row.norm} ${row.occurrence}`, row]))
  const stored = ({ norm, occurrence }: { readonly norm: string; readonly occurrence: number }) => known.get(`${norm} ${occurrence}`)
  const unplannable = plan.problems.filter(({ closed }) => closed).flatMap((one) => stored(one) ?? [])
  const planned = plan.obligations.map((one): ObligationRow => {
    const { status } = one
    const kept = stored(one)
    if (kept !== undefined && endedAlike(kept, one)) return kept
    return {
      norm: one.norm,
      occurrence: one.occurrence,
      clause: one.clause,
      actor: one.actor,
      unit_id: one.unit ?? null,
      clock: one.clock,
      start_at: one.start,
      due_at: one.due,
      soon_at: by.soonAt(one),
      status,
      met_at: one.metAt ?? null,
      reading: one.reading ?? null,
      provisional: one.provisional === true,
      lapses: one.lapses === true,
      basis: one.basis ?? null,
      cause_version: causeOf(recorded, one.start),
      regulation: by.regulation,
      edition: by.edition,
      schedule_version: by.scheduleVersion,
      calendar_version: by.calendarVersion,
    }
  })
  return [...planned, ...unplannable.filter(({ status }) => status !== 'pending')]
}

/**
 * Whether the row tells of this very ending. Compared by the row's own date, not by the one that the new calendar gives: a message declined
 * in time by the calendar of its day is not late by another.
 */
function endedAlike(row: ObligationRow, { metAt, closedAt, lapses }: Obligation): boolean {
  if (row.status === 'pending' || closedAt === undefined || row.met_at !== (metAt ?? null)) return false
  return metAt !== undefined || (row.status === 'cancelled') === (closedAt <= row.due_at || lapses === true)
}

/** The event from whose moment a term runs: the first of that moment, so that later ones do not change the answer. */
function causeOf(recorded: readonly Recorded[], start: number): number {
  return (recorded.find(({ at }) => at === start) ?? recorded.findLast(({ at }) => at < start))?.version ?? 1
}

/** A row as the plan knew it. `unitName`: for those who read it; without it its unit stands by its id. */
export function datedOf(row: ObligationRow, unitName: (id: string) => string = (id) => id): Dated {
  return {
    norm: row.norm,
    occurrence: row.occurrence,
    clause: row.clause,
    actor: row.actor,
    clock: row.clock,
    start: row.start_at,
    due: row.due_at,
    status: row.status,
    ...(row.unit_id === null ? {} : { unit: unitName(row.unit_id) }),
    ...(row.met_at === null ? {} : { metAt: row.met_at }),
    ...(row.reading === null ? {} : { reading: row.reading }),
    ...(row.provisional ? { provisional: true as const } : {}),
    ...(row.lapses ? { lapses: true as const } : {}),
    ...(row.basis === null ? {} : { basis: row.basis }),
  }
}
