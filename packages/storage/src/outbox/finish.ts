import type { ActEnd } from '@otklik/record'
import { retried } from '../engine/retry.ts'
import { inTransaction } from '../engine/transaction.ts'
import type { Shell } from '../record/shell.ts'
import { LeaseLost } from './lease-lost.ts'
import type { IntentId, PutBack } from './outbox-type.ts'
import { told } from './told.ts'

/** Only the holder of the account's lease writes about an intent: compared in the statement itself, so an old sender changes nothing. */
const MINE = `i.tenant_id = $1 and i.publication_id = $2 and i.sender = $3 and i.state = 'sending'
  and exists (select 1 from sender_leases l where l.account_id = i.account_id and l.holder = $3 and l.fence = i.fence)`

/** Counts what it was put back for; being put off is counted in time, from the first of an unbroken row by the same one (docs/decisions/0007). */
const PUT_BACK = `update intents i set state = $4, not_before = $5, detail = $6, sender = null,
  doubts = doubts + ($7 = 'doubt')::int, faults = case when $7 = 'fault' then faults + 1 else 0 end,
  put_off_since = case when $8::text is null then null when put_off_by = $8 then put_off_since else $9 end, put_off_by = $8
  where ${MINE} returning 1`
const OWN = `select i.stream_id, i.account_id, s.kind from intents i join streams s on s.tenant_id = i.tenant_id and s.stream_id = i.stream_id
  where ${MINE} for update of i`

/** Puts an intent back to wait. @throws LeaseLost */
export async function putBack(
  shell: Shell,
  { tenantId, key }: IntentId,
  senderId: string,
  back: PutBack,
  until: number,
  detail: string,
): Promise<void> {
  const state = back.why === 'doubt' || back.doubtful ? 'ambiguous' : 'prepared'
  const by = back.why === 'put-off' ? back.by : null
  const { rowCount } = await shell.pool.query(PUT_BACK, [tenantId, key, senderId, state, until, detail, back.why, by, shell.now()])
  if (rowCount === 0) throw new LeaseLost(key)
}

/** Another act of this account to which the record has ascribed the same thing in the network. */
const TAKEN = `select 1 from intents where tenant_id = $1 and account_id = $2 and ref = $3 and publication_id <> $4 limit 1`

const twice =
  'Сеть показывает одно и то же для двух действий: посмотрите, оба ли видны. — The network shows one and the same thing for two acts: look whether both are there.'

/**
 * The end of an intent and the event of its stream, in one transaction. What the record has ascribed to another act already is no end of this one:
 * a person looks. @throws LeaseLost
 */
export async function finish(shell: Shell, { tenantId, key }: IntentId, senderId: string, end: ActEnd): Promise<void> {
  const change = await retried(() =>
    inTransaction(shell.pool, async (client) => {
      const { rows } = await client.query(OWN, [tenantId, key, senderId])
      const own = rows[0] as { stream_id: string; account_id: string; kind: string } | undefined
      if (own === undefined) throw new LeaseLost(key)
      const shared =
        end.type === 'done' && end.ref !== '' && (await client.query(TAKEN, [tenantId, own.account_id, end.ref, key])).rowCount !== 0
      const stream = { tenantId, kind: own.kind, streamId: own.stream_id }
      return told(shell, client, stream, key, shared ? { type: 'uncertain', detail: twice } : end)
    }),
  )
  if (change.position > 0) shell.bell.ring(change)
}
