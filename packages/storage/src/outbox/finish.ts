import type { SystemCommand } from '@otklik/casework'
import { INCIDENT_KIND } from '../incidents/kind.ts'
import { commandOn } from '../incidents/command.ts'
import { retried } from '../engine/retry.ts'
import type { Shell } from '../record/shell.ts'
import { inTransaction } from '../engine/transaction.ts'
import type { Outbox, PutBack } from './outbox-type.ts'
import { LeaseLost } from './lease-lost.ts'

/** Only the holder of the account's lease writes about an intent: compared in the statement itself, so an old sender changes nothing. */
const MINE = `i.publication_id = $1 and i.sender = $2 and i.state = 'sending'
  and exists (select 1 from sender_leases l where l.account_id = i.account_id and l.holder = $2 and l.fence = i.fence)`

/** Counts what it was put back for; being put off is counted in time, from the first of an unbroken row by the same one. */
const PUT_BACK = `update intents i set state = $3, not_before = $4, detail = $5, sender = null,
  doubts = doubts + ($6 = 'doubt')::int, faults = case when $6 = 'fault' then faults + 1 else 0 end,
  put_off_since = case when $7::text is null then null when put_off_by = $7 then put_off_since else $8 end, put_off_by = $7
  where ${MINE} returning 1`
const OWN = `select i.tenant_id, i.stream_id from intents i where ${MINE} for update`

export type End = Parameters<Outbox['finish']>[2]

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

/** The end of an intent and the incident's event, in one transaction. @throws LeaseLost */
export async function finish(shell: Shell, publicationId: string, senderId: string, end: End): Promise<void> {
  const ended = await retried(() =>
    inTransaction(shell.pool, async (client) => {
      const { rows } = await client.query(OWN, [publicationId, senderId])
      const own = rows[0] as { tenant_id: string; stream_id: string } | undefined
      if (own === undefined) throw new LeaseLost(publicationId)
      const { result, position } = await commandOn(shell, client, {
        tenantId: own.tenant_id,
        incidentId: own.stream_id,
        command: commandOf(publicationId, end),
        acting: { kind: 'system' },
        expectedVersion: null,
        idempotencyKey: null,
      })
      if (!result.ok) throw new Error(`the end of publication ${publicationId} was not taken: ${result.kind}`)
      return { ...own, position }
    }),
  )
  if (ended.position > 0)
    shell.bell.ring({ position: ended.position, tenantId: ended.tenant_id, kind: INCIDENT_KIND, streamId: ended.stream_id })
}

function commandOf(publicationId: string, end: End): SystemCommand {
  if (end.type === 'published') return { type: 'recordPublished', publicationId, ref: end.ref, url: end.url, evidence: end.evidence }
  if (end.type === 'uncertain') return { type: 'recordPublicationUncertain', publicationId, detail: end.detail }
  return { type: 'recordPublicationFailed', publicationId, reason: reasonOf(end.reason), detail: end.detail }
}

type Reason = Extract<SystemCommand, { type: 'recordPublicationFailed' }>['reason']
const REASONS: readonly string[] = [
  'gone',
  'closed',
  'blocked',
  'invalid',
  'permission',
  'auth',
  'quota',
  'outage',
  'disconnected',
  'fault',
  'altered',
  'human',
] satisfies Reason[]

function reasonOf(text: string): Reason {
  if (!REASONS.includes(text)) throw new RangeError(`unknown reason of a failed publication: ${text}`)
  return text as Reason
}
