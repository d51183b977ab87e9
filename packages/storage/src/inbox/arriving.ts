import type { Moment } from '@otklik/worktime'

/** An event as a connector brings it. `about`: the keys of the message that it speaks of and of the first one of its thread, if it tells. */
export type Arriving = {
  readonly dedupeKey: string
  readonly kind: string
  readonly occurredAt: Moment
  readonly raw: unknown
  readonly about?: { readonly message: string; readonly thread: string | null } | null
}
