import type { Moment } from '@otklik/worktime'

/** A raw network event stored before it is acknowledged. */
export type RawRow = {
  readonly id: string
  readonly tenantId: string
  readonly accountId: string
  readonly dedupeKey: string
  readonly kind: string
  readonly occurredAt: Moment
  readonly raw: unknown
  readonly attempts: number
  /** Greater for what arrived later at the same account. */
  readonly arrival: number
  /** The message that it speaks of, by its key in the network; null where it tells none. */
  readonly about: string | null
  /** Rows of one lane (a thread) are handled one after another; those without one alone. */
  readonly lane: string | null
  /** It could not be read when it came: later events of the same message may be handled already. */
  readonly late: boolean
}
