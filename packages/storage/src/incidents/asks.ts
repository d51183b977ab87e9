import { fold } from '@otklik/casework'
import type { AsksOfKind } from '../outbox/asking.ts'
import { incidentAsking } from './intents.ts'
import { commandOn } from './command.ts'

/** Incidents as the outbox meets them. */
export const incidentAsks: AsksOfKind = {
  askedOf: ({ recorded }) => incidentAsking.asked(recorded, fold(recorded)),
  async tell(shell, on, { tenantId, streamId }, key, end) {
    const { result, position } = await commandOn(shell, on, {
      tenantId,
      incidentId: streamId,
      command: incidentAsking.outcome(key, end),
      acting: { kind: 'system' },
      expectedVersion: null,
      idempotencyKey: null,
    })
    if (!result.ok) throw new Error(`the end of act ${key} was not taken: ${result.kind}`)
    return position
  },
}
