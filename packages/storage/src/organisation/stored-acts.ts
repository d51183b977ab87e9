import { releasePath } from '@otklik/regulations'
import type { ShippedAct } from '@otklik/regulations/shipped'
import type { PoolClient } from 'pg'
import { StorageFault } from '../engine/fault.ts'
import type { Runs } from '../record/runs.ts'
import { type Act, compiledAct, digestOf } from './act-shelf.ts'

const INSERT = `
insert into acts (tenant_id, id, edition, number, source, digest, letting_out, stored_at, stored_by)
select $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5, $6, $7, $8 from acts where tenant_id = $1`

type By = { readonly at: number; readonly by: string }

/** Stores editions in the caller's transaction, which holds the organisation. @throws RegulationError for a text that is no act */
async function store(client: Runs, tenantId: string, sources: readonly string[], { at, by }: By): Promise<readonly Act[]> {
  const acts: Act[] = []
  for (const source of sources) {
    const act = compiledAct(source)
    const values = [tenantId, act.id, act.edition, source, digestOf(source), releasePath(act.procedure), at, by]
    await client.query(INSERT, values)
    acts.push(act)
  }
  return acts
}

const KNOWN = 'select id, edition, digest from acts where tenant_id = $1'

/**
 * Stores those of the acts that a program ships that the organisation has no edition of yet.
 * @returns the stored ones, and those that are stored under the same edition with another text: they stay as they were
 */
export async function storeShipped(
  client: Runs,
  tenantId: string,
  ships: readonly ShippedAct[],
  by: By,
): Promise<{ readonly stored: readonly Act[]; readonly unlike: readonly ShippedAct[] }> {
  const { rows } = await client.query(KNOWN, [tenantId])
  const digests = new Map(
    (rows as { id: string; edition: string; digest: string }[]).map((row) => [`${row.id}@${row.edition}`, row.digest]),
  )
  const known = ({ id, edition }: ShippedAct): string | undefined => digests.get(`${id}@${edition}`)
  const fresh = ships.filter((act) => known(act) === undefined)
  const stored = await store(
    client,
    tenantId,
    fresh.map(({ source }) => source),
    by,
  )
  return { stored, unlike: ships.filter((act) => ![undefined, digestOf(act.source)].includes(known(act))) }
}

/** Stores an edition of the organisation's own. Stored twice with the same text, nothing happens. @throws StorageFault `edition-taken`; RegulationError */
export async function storeOwn(client: PoolClient, tenantId: string, source: string, by: By): Promise<Act> {
  const act = compiledAct(source)
  const { rows } = await client.query(`${KNOWN} and id = $2 and edition = $3`, [tenantId, act.id, act.edition])
  const [known] = rows as { digest: string }[]
  if (known === undefined) await store(client, tenantId, [source], by)
  else if (known.digest !== digestOf(source)) throw editionTaken(act)
  return act
}

/** The edition of an act that was stored last. @throws StorageFault `act-unknown` */
export async function latestEdition(on: Runs, tenantId: string, id: string): Promise<string> {
  const { rows } = await on.query('select edition from acts where tenant_id = $1 and id = $2 order by number desc limit 1', [tenantId, id])
  const [row] = rows as { edition: string }[]
  if (row === undefined) throw unknownAct(id)
  return row.edition
}

const NOW = 'select regulation_id as id, edition from regulations_in_force where tenant_id = $1 and in_force_until is null'
const END = `update regulations_in_force set in_force_until = $2 where tenant_id = $1 and in_force_until is null and in_force_from < $2`
/** Changed twice within a millisecond, the later choice stands. */
const BEGIN = `
insert into regulations_in_force (tenant_id, regulation_id, edition, in_force_from, set_by) values ($1, $2, $3, $4, $5)
on conflict (tenant_id, in_force_from) do update set regulation_id = excluded.regulation_id, edition = excluded.edition, set_by = excluded.set_by`

/** The edition in force now, or null before the first. */
export async function editionInForce(on: Runs, tenantId: string): Promise<{ readonly id: string; readonly edition: string } | null> {
  return ((await on.query(NOW, [tenantId])).rows as { id: string; edition: string }[])[0] ?? null
}

/** Puts an edition in force from a moment on, in the caller's transaction, which holds the organisation. */
export async function putInForce(
  client: Runs,
  tenantId: string,
  { id, edition }: { readonly id: string; readonly edition: string },
  { at, by }: By,
): Promise<void> {
  const { rows } = await client.query('select coalesce(max(in_force_from), 0) as last from regulations_in_force where tenant_id = $1', [
    tenantId,
  ])
  // A clock set back must not put an edition in force before the one that it follows.
  const from = Math.max(at, (rows as { last: number }[])[0]?.last ?? 0)
  await client.query(END, [tenantId, from])
  await client.query(BEGIN, [tenantId, id, edition, from, by])
}

function unknownAct(id: string): StorageFault {
  return new StorageFault('act-unknown', {
    ru: `Акта «${id}» у организации нет. Выберите его из списка актов.`,
    en: `The organisation has no act "${id}". Choose one from the list of acts.`,
  })
}

function editionTaken({ id, edition }: Act): StorageFault {
  return new StorageFault('edition-taken', {
    ru: `Редакция ${edition} акта ${id} уже записана с другим текстом, и по ней могли считать сроки. Дайте новому тексту другую редакцию.`,
    en: `Edition ${edition} of the act ${id} is stored with another text, and terms may have been counted by it. Give the new text another edition.`,
  })
}
