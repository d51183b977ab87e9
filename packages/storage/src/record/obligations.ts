import type { Row, Table } from './table.ts'

/** What is owed in a stream: who owes what, by which clause, until when, and how that was counted. Moments in milliseconds. */
export type Obligation = {
  readonly norm: string
  readonly occurrence: number
  readonly clause: string
  readonly actor: string
  readonly unit_id: string | null
  readonly clock: string
  readonly start_at: number
  readonly due_at: number
  readonly soon_at: number
  readonly status: 'pending' | 'met' | 'breached' | 'cancelled'
  readonly met_at: number | null
  readonly reading: unknown
  readonly provisional: boolean
  /** A right that ends, and nobody's debt. */
  readonly lapses: boolean
  readonly basis: unknown
  readonly cause_version: number
  readonly regulation: string
  readonly edition: string
  readonly schedule_version: number
  readonly calendar_version: string
}

export type Alarm = { readonly norm: string; readonly occurrence: number; readonly kind: 'soon' | 'due'; readonly rings_at: number }

const columns = (line: string): readonly string[] => line.split(/\s+/)

export const OBLIGATIONS: Table = {
  name: 'obligations',
  stream: 'stream_id',
  by: ['norm', 'occurrence'],
  columns: columns(`norm occurrence clause actor unit_id clock start_at due_at soon_at status met_at reading provisional lapses basis
    cause_version regulation edition schedule_version calendar_version`),
  drops: true,
}

export const ALARMS: Table = {
  name: 'alarms',
  stream: 'stream_id',
  by: ['norm', 'occurrence', 'kind'],
  columns: columns('norm occurrence kind rings_at'),
  drops: true,
  // What has rung stays rung, unless it is to ring at another moment.
  conflict: 'do update set rings_at = excluded.rings_at, rung_at = null where alarms.rings_at <> excluded.rings_at',
}

/** A duty that is not done yet. A right that may still be used is nobody's debt. */
export const owed = ({ status, lapses }: Pick<Obligation, 'status' | 'lapses'>): boolean => status === 'pending' && !lapses

const KINDS = ['soon', 'due'] as const

/** Two alarms for each obligation that is still owed: when it turns amber and when it is due. */
export function alarmRows(
  obligations: readonly Pick<Obligation, 'norm' | 'occurrence' | 'soon_at' | 'due_at' | 'status' | 'lapses'>[],
): Alarm[] {
  return obligations.filter(owed).flatMap(({ norm, occurrence, soon_at, due_at }) => [
    { norm, occurrence, kind: 'soon' as const, rings_at: soon_at },
    { norm, occurrence, kind: 'due' as const, rings_at: due_at },
  ])
}

type Named = { readonly norm: string; readonly occurrence: number }
const nameOf = ({ norm, occurrence }: Named): string => `${norm} ${occurrence}`

/** What a changed plan writes: rows that differ, those that are gone, and the alarms of both. An unchanged row is not written again. */
export function owedChanges<Owed extends Obligation>(
  before: readonly Owed[],
  after: readonly Owed[],
): {
  readonly put: { readonly obligations: readonly Owed[]; readonly alarms: readonly Alarm[] }
  readonly drop: { readonly obligations: readonly Named[]; readonly alarms: readonly Row[] }
} {
  const obligations = changedObligations(before, after)
  const changed = new Set(obligations.map(nameOf))
  const still = new Set(after.map(nameOf))
  const ringing = new Set(after.filter(owed).map(nameOf))
  const silent = before.filter((row) => owed(row) && !ringing.has(nameOf(row)))
  return {
    put: { obligations, alarms: alarmRows(after).filter((alarm) => changed.has(nameOf(alarm))) },
    drop: {
      obligations: before.filter((row) => !still.has(nameOf(row))).map(({ norm, occurrence }) => ({ norm, occurrence })),
      alarms: silent.flatMap(({ norm, occurrence }) => KINDS.map((kind) => ({ norm, occurrence, kind }))),
    },
  }
}

/** Rows that differ from what stands. */
export function changedObligations<Owed extends Obligation>(before: readonly Owed[], after: readonly Owed[]): Owed[] {
  const known = new Map(before.map((row) => [nameOf(row), row]))
  return after.filter((row) => {
    const stored = known.get(nameOf(row))
    return stored === undefined || (Object.keys(row) as (keyof Owed)[]).some((column) => !same(stored[column], row[column]))
  })
}

const same = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && typeof other === 'object' && JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)))

/** jsonb gives members back in an order of its own. */
const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object' ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)) : value
