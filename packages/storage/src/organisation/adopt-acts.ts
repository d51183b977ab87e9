import { shippedActs, type ShippedAct } from '@otklik/regulations/shipped'
import type { Pool } from 'pg'
import { inTransaction } from '../engine/transaction.ts'
import type { Log } from '../engine/log.ts'
import { actRef, digestOf } from './act-shelf.ts'
import { program } from './journal-type.ts'
import type { OrganisationRecord } from './organisation-record.ts'
import { lockTenant } from './rules.ts'
import { storeActCommand } from './stored-acts.ts'

/** Organisations that have not got one of the texts that this program ships, or have another under its edition. */
const BEHIND = `
select t.id from tenants t where exists (
  select from jsonb_to_recordset($1::jsonb) s (id text, edition text, digest text)
  left join acts a on a.tenant_id = t.id and a.id = s.id and a.edition = s.edition where a.digest is distinct from s.digest) order by t.id`

/** Who set an edition where no person did: setting up, or the start of a program. */
const OURS: ReadonlySet<string> = new Set(['setup', 'release'])

/**
 * Stores the acts that this program ships in every organisation, at the start. Where an act in force came with an earlier program, its new
 * edition is in force from now on: what was opened under the former one stays with it. An edition that is stored keeps its text.
 * @param ships what this program ships, unless given
 */
export async function adoptActs(
  pool: Pool,
  now: () => number,
  record: OrganisationRecord,
  log: Log,
  ships: readonly ShippedAct[] = shippedActs(),
): Promise<void> {
  const shipped = ships.map(({ id, edition, source }) => ({ id, edition, digest: digestOf(source) }))
  const { rows } = await pool.query(BEHIND, [JSON.stringify(shipped)])
  for (const { id: tenantId } of rows as { id: string }[]) {
    await inTransaction(pool, async (client) => {
      await lockTenant(client, tenantId)
      const at = now()
      const { acts, inForce } = await record.read(client, tenantId)
      const digests = new Map(acts.map((act) => [actRef(act), act.digest]))
      const fresh = ships.filter((act) => !digests.has(actRef(act)))
      for (const act of ships) {
        const known = digests.get(actRef(act))
        if (known !== undefined && known !== digestOf(act.source)) log('act-edition-unlike', { tenantId, act: actRef(act) })
      }
      const before = inForce.at(-1)
      const source = before && acts.find((act) => actRef(act) === actRef(before))
      const adopts = source !== undefined && OURS.has(source.by) && fresh.some(({ id }) => id === source.id)
      const commands = fresh.map((act) => storeActCommand(act.source, 'release'))
      const putting = adopts ? [{ type: 'putActInForce', id: source.id, now: at, setBy: 'release' } as const] : []
      const { after } = await record.change(client, tenantId, [...commands, ...putting], { at, doer: program })
      const next = after.inForce.at(-1)
      if (before === undefined || next === undefined || actRef(next) === actRef(before)) return
      const changes = [{ field: 'act', before: actRef(before), after: actRef(next) }]
      await record.note(client, at, { tenantId, kind: 'act-set', doer: program, details: { changes } })
      log('act-adopted', { tenantId, act: actRef(next) })
    })
  }
}
