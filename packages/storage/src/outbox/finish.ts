import { retried } from '../engine/retry.ts'
import { inTransaction } from '../engine/transaction.ts'
import type { SendingEnd } from '../record/sends.ts'
import type { Shell } from '../record/shell.ts'
import { tellEnd } from './end.ts'
import { LeaseLost } from './lease-lost.ts'
import type { PutBack } from './outbox-type.ts'

/** Only the holder of the account's lease writes about an intent: compared in the statement itself, so an old sender changes nothing. */
const MINE = `i.publication_id = $1 and i.sender = $2 and i.state = 'sending'
  and exists (select 1 from sender_leases l where l.account_id = i.account_id and l.holder = $2 and l.fence = i.fence)`

/** Counts what it was put back for; being put off is counted in time, from the first of an unbroken row by the same one. */
const PUT_BACK = `update intents i set state = $3, not_before = $4, detail = $5, sender = null,
  doubts = doubts + ($6 = 'doubt')::int, faults = case when $6 = 'fault' then faults + 1 else 0 end,
  put_off_since = case when $7::text is null then null when put_off_by = $7 then put_off_since else $8 end, put_off_by = $7
  where ${MINE} returning 1`
const OWN = `select i.tenant_id as "tenantId", i.stream_id as "streamId", s.kind from intents i
  join streams s on s.tenant_id = i.tenant_id and s.stream_id = i.stream_id where ${MINE} for update of i`

/** Puts an intent back to wait. @throws LeaseLost */
export async function putBack(
  shell: Shell,
  { publicationId, senderId }: { readonly publicationId: string; readonly senderId: string },
  back: PutBack,
  until: number,
  detail: string,
): Promise<void> {
  const state = back.why === 'doubt' || back.doubtful ? 'ambiguous' : 'prepared'
  const by = back.why === 'put-off' ? back.by : null
  const { rowCount } = await shell.pool.query(PUT_BACK, [publicationId, senderId, state, until, detail, back.why, by, shell.now()])
  if (rowCount === 0) throw new LeaseLost(publicationId)
}

/** The end of an intent and the event of its stream, in one transaction. @throws LeaseLost */
export async function finish(shell: Shell, publicationId: string, senderId: string, end: SendingEnd): Promise<void> {
  const ended = await retried(() =>
    inTransaction(shell.pool, async (client) => {
      const { rows } = await client.query(OWN, [publicationId, senderId])
      const own = rows[0] as { tenantId: string; kind: string; streamId: string } | undefined
      if (own === undefined) throw new LeaseLost(publicationId)
      const { outcome, position } = await tellEnd(shell, client, { ...own, publicationId }, end)
      if (!outcome.ok) throw new Error(`the end of publication ${publicationId} was not taken: ${outcome.kind}`)
      return { ...own, position }
    }),
  )
  if (ended.position > 0) shell.bell.ring(ended)
}
