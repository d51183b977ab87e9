import { shippedActs, type ShippedAct } from '@otklik/regulations/shipped'
import type { Pool } from 'pg'
import { inTransaction } from '../engine/transaction.ts'
import type { Log } from '../engine/log.ts'
import { actRef, digestOf } from './act-shelf.ts'
import { program } from './journal-type.ts'
import { lockTenant } from './rules.ts'
import { editionInForce, putInForce, storeShipped } from './stored-acts.ts'
import { writeLine } from './write-line.ts'

/** Organisations that have not got one of the texts that this program ships, or have another under its edition. */
const BEHIND = `
select t.id from tenants t where exists (
  select from jsonb_to_recordset($1::jsonb) s (id text, edition text, digest text)
  left join acts a on a.tenant_id = t.id and a.id = s.id and a.edition = s.edition where a.digest is distinct from s.digest) order by t.id`

const OURS = `select stored_by in ('setup', 'release') as ours from acts where tenant_id = $1 and id = $2 and edition = $3`

/**
 * Stores the acts that this program ships in every organisation, at the start. Where an act in force came with an earlier program, its new
 * edition is in force from now on: what was opened under the former one stays with it. An edition that is stored keeps its text.
 * @param ships what this program ships, unless told
 */
export async function adoptActs(pool: Pool, now: () => number, log: Log, ships: readonly ShippedAct[] = shippedActs()): Promise<void> {
  const shipped = ships.map(({ id, edition, source }) => ({ id, edition, digest: digestOf(source) }))
  const { rows } = await pool.query(BEHIND, [JSON.stringify(shipped)])
  for (const { id: tenantId } of rows as { id: string }[]) {
    await inTransaction(pool, async (client) => {
      await lockTenant(client, tenantId)
      const at = now()
      const { stored, unlike } = await storeShipped(client, tenantId, ships, { at, by: 'release' })
      for (const act of unlike) log('act-edition-unlike', { tenantId, act: actRef(act) })
      const before = await editionInForce(client, tenantId)
      const after = stored.find(({ id }) => id === before?.id)
      if (before === null || after === undefined) return
      const ours = (await client.query<{ ours: boolean }>(OURS, [tenantId, before.id, before.edition])).rows[0]?.ours ?? false
      if (!ours) return
      await putInForce(client, tenantId, after, { at, by: 'release' })
      const changes = [{ field: 'act', before: actRef(before), after: after.ref }]
      await writeLine(client, at, { tenantId, kind: 'act-set', doer: program, details: { changes } })
      log('act-adopted', { tenantId, act: after.ref })
    })
  }
}
