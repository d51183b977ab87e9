import type { Message } from '@otklik/casework'
import type { Arrival, ArrivalResult } from './arrival.ts'
import { commandOn } from './command.ts'
import { INCIDENT_KIND } from './kind.ts'
import type { Shell } from '../record/shell.ts'
import { inTransaction } from '../engine/transaction.ts'

const TAKE_KEY = `insert into network_keys (tenant_id, account_id, key, incident_id, kind) values ($1, $2, $3, $4, 'answer')
on conflict do nothing`

/** Retention counts from the author's last word, wherever they said it. */
const WROTE = `update authors set last_message_at = greatest(last_message_at, $3) where tenant_id = $1 and id = $2`

/** The author wrote again under their own incident. The key and the event are written together: a redelivery adds nothing. */
export async function answer(shell: Shell, incidentId: string, arrival: Arrival, message: Message): Promise<ArrivalResult> {
  const { tenantId, place } = arrival
  const written = await inTransaction(shell.pool, async (client) => {
    const taken = await client.query(TAKE_KEY, [tenantId, place.accountId, place.key, incidentId])
    if (taken.rowCount === 0) return null
    const { result, position } = await commandOn(shell, client, {
      tenantId,
      incidentId,
      command: { type: 'recordAuthorAnswer', message },
      acting: { kind: 'system' },
      expectedVersion: null,
      idempotencyKey: null,
    })
    if (!result.ok) throw new Error(`the author's answer to ${incidentId} was not taken: ${result.kind}`)
    await client.query(WROTE, [tenantId, message.authorId, message.writtenAt])
    return position
  })
  if (written === null) return { outcome: 'redelivered', incidentId }
  shell.bell.ring({ position: written, tenantId, kind: INCIDENT_KIND, streamId: incidentId })
  return { outcome: 'answer', incidentId }
}
