import type { Acting, Command, Refusal } from '@otklik/casework'
import type { Moment } from '@otklik/worktime'

/** One order to one incident. One transaction: load, fold, decide, append, read models, outbox, alarms, idempotency row. */
export type CommandInput = {
  readonly tenantId: string
  readonly incidentId: string
  readonly command: Command
  readonly acting: Acting
  /** null for system commands, which always act on the newest state. */
  readonly expectedVersion: number | null
  readonly idempotencyKey: string | null
}

export type CommandResult =
  | { readonly ok: true; readonly incidentId: string; readonly version: number; readonly replayed: boolean }
  | { readonly ok: false; readonly kind: 'refused'; readonly refusal: Refusal }
  | {
      readonly ok: false
      readonly kind: 'conflict'
      readonly version: number
      readonly status: string | null
      readonly by: { readonly id: string | null; readonly name: string }
      readonly at: Moment
    }
  | { readonly ok: false; readonly kind: 'not-found' }
  /** The same idempotency key came with another body. */
  | { readonly ok: false; readonly kind: 'key-reused' }
