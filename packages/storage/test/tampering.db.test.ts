import { roles } from '@otklik/casework'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PoolClient } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealKeyOf } from '../src/record/mac.ts'
import { rebuild } from '../src/upkeep/rebuild.ts'
import { verify } from '../src/upkeep/verify.ts'
import { witnessed } from '../src/upkeep/witness.ts'
import { take } from '../src/outbox/take.ts'
import { Bell, CHANGES } from '../src/record/bell.ts'
import { aggregatesOf } from '../src/kinds.ts'
import { ActShelf } from '../src/organisation/act-shelf.ts'
import { SettingsShelf } from '../src/organisation/in-force.ts'
import type { Shell } from '../src/record/shell.ts'
import { vkPage } from './account.ts'
import { heldPool, undone } from './held.ts'
import { type Finder, REMOVED, type Tampered, tamperingPage, unsealed } from './tampering-page.ts'
import { act, ALL, approved, intentOf, opened, select, type Town, town } from './town.ts'

const page = new URL('../../../docs/reference/tampering.md', import.meta.url).pathname
const HOUR = 3_600_000

let lesozavodsk: Town
let directory: string
let client: PoolClient
let waiting: string

/** A town in which every table has a row: one reply waits with its photo, one stands in the network, one was refused. */
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'otklik-tampering-'))
  lesozavodsk = await town('lesozavodsk-2022', undefined, { witnessFile: join(directory, 'anchors.log') })
  const { storage, tenantId, anna, roadman, roads } = lesozavodsk
  const { pool } = await lesozavodsk.database.connect()
  const account = vkPage({ name: 'Город', ownId: 100, apiBase: 'https://api.vk.com/method', receive: 'webhook', active: true })
  const accountId = await storage.accounts.save(tenantId, null, account, { communityToken: 'token' })
  for (const end of ['done', 'failed'] as const) {
    await approved(lesozavodsk, await opened(lesozavodsk, 'Лёд', { accountId }))
    const taken = await storage.outbox.take('sender', HOUR)
    const how =
      end === 'done'
        ? { type: end, ref: '-100_1_900', url: 'https://vk.com/wall-100_1?reply=900', evidence: 'network' as const }
        : { type: end, reason: 'closed' as const, detail: 'комментарии закрыты' }
    await storage.outbox.finish(intentOf(taken), 'sender', how)
  }
  waiting = await opened(lesozavodsk, 'Яма на Ленина, 5', { accountId })
  const photo = await storage.files.put(tenantId, new Uint8Array([1, 2, 3]), 'яма.png', 'image/png', roadman.personId)
  const key = '0198f000-0000-7000-8000-0000000000aa'
  await storage.command({ tenantId, incidentId: waiting, command: select, acting: anna, expectedVersion: null, idempotencyKey: key })
  await act(lesozavodsk, waiting, anna, { type: 'route', unitId: roads, note: '' })
  await act(lesozavodsk, waiting, roadman, {
    type: 'submitDraft',
    kind: 'final',
    text: 'Здравствуйте, Мария! Яму заделают.',
    attachments: [photo],
  })
  await act(lesozavodsk, waiting, anna, { type: 'approve', revision: 1, confirmed: ALL })
  await opened(lesozavodsk, 'Нет воды')
  await storage.organisation.saveTopics(tenantId, [{ id: '1', name: 'Дороги', group: 'Дороги' }])
  await storage.views.saveContext(tenantId, waiting, { post: null, thread: [] })
  await storage.integrity.anchor()
  await pool.query(`insert into raw_events (id, tenant_id, account_id, dedupe_key, kind, occurred_at, raw, state)
    select gen_random_uuid(), '${tenantId}', '${accountId}', 'a', 'new', 0, '{"a": 1}', 'done'`)
  await pool.query(`insert into retention_runs (tenant_id, at, counts) values ('${tenantId}', 1, '{}')`)
  await pool.query('insert into restores (number, restored_at, made_at, position) values (1, 0, 0, 0)')
  await storage.alterations.found({ tenantId, streamId: waiting, key: waiting }, 'reply')
  await pool.query(`insert into journal (tenant_id, at, kind) values ('${tenantId}', 0, 'signed-in')`)
  await storage.followers.step('reports', () => Promise.resolve())
  await pool.query('update people set password_given_at = 0')
  await pool.query(`insert into journal_repeats values ('a', 1, 1, 0, 0, '{}')`)
  await pool.query(`insert into sign_in_tries values ('a', 1, 0)`)
  await pool.query(`insert into devices values ('${tenantId}', '${anna.personId}', 'a', 0) on conflict do nothing`)
  await pool.query(`insert into upload_days values ('${tenantId}', '${anna.personId}', '2024-04-08', 1, 3) on conflict do nothing`)
  client = await pool.connect()
  await client.query(`begin`)
  await client.query(`set local session_replication_role = replica`)
  const numbered = await client.query(`select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and identity_generation = 'ALWAYS'`)
  for (const { table, column } of numbered.rows as { table: string; column: string }[]) {
    await client.query(`alter table ${table} alter "${column}" set generated by default`)
  }
  await client.query('update sender_leases set until = clock_timestamp()')
}, 120_000)
afterAll(async () => {
  await client.query('rollback')
  client.release()
  await lesozavodsk.close()
  rmSync(directory, { recursive: true })
})

type Column = { readonly table: string; readonly column: string; readonly type: string }

async function columns(): Promise<readonly Column[]> {
  const { rows } = await client.query(`select c.table_name as table, c.column_name as column, c.udt_name as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' order by c.table_name, c.ordinal_position`)
  return rows as Column[]
}

/** Other values of a type, the likeliest first: a constraint may refuse some. */
const others: Readonly<Record<string, readonly string[]>> = {
  uuid: ['gen_random_uuid()'],
  text: [`coalesce(C, '') || 'x'`, `translate(C, '0123456789abcdef', '123456789abcdef0')`],
  int2: ['C + 1'],
  int4: ['coalesce(C, 0) + 1000000', 'C + 1'],
  int8: ['coalesce(C, 0) + 1000000'],
  bool: ['not C'],
  jsonb: [`'{"altered": true}'`],
  json: [`'{"altered": true}'`],
  bytea: ['substr(sha256(C) || C, 1, length(C))'],
  tsvector: [`to_tsvector('simple', 'altered')`],
  date: ['C + 1'],
  timestamptz: [`coalesce(C, now()) + interval '1 day'`],
  _text: [`case when C = '{}' then '{x}' else '{}' end::text[]`],
  _int8: [`case when C = '{}' then '{1}' else '{}' end::bigint[]`],
  _int4: [`array(select v + 1 from unnest(C) v)`],
  _uuid: [`array(select gen_random_uuid() from unnest(C))`],
  _bytea: [`array(select sha256(v) from unnest(C) v)`],
}

/** A column that a constraint lets have a few words takes another of them. */
async function wordsOf({ table, column }: Column): Promise<string[]> {
  const { rows } = await client.query(
    `select pg_get_constraintdef(oid) as said from pg_constraint where contype = 'c' and conrelid = $1::regclass`,
    [table],
  )
  return (rows as { said: string }[])
    .filter(({ said }) => said.includes(`(${column} `))
    .flatMap(({ said }) => [...said.matchAll(/'([^']+)'::text/g)].map(([, word]) => `case when C = '${word}' then C else '${word}' end`))
}

/** Changes the column in one row, of the waiting reply's incident where the table has one; false where no other value can stand there. */
async function tampered({ table, column, type }: Column): Promise<boolean> {
  const row = `(select ctid from ${table} t order by t::text like '%${waiting}%' desc, ctid limit 1)`
  const name = `"${column}"`
  const values = [...(await wordsOf({ table, column, type })), ...(others[type] ?? [])]
  for (const value of values) {
    await client.query('savepoint tampering')
    const other = value.replaceAll(/\bC\b/g, name)
    const done = await client
      .query(`update ${table} set ${name} = ${other} where ctid = ${row} and ${name}::text is distinct from (${other})::text`)
      .catch(() => null)
    if (done === null) await client.query('rollback to savepoint tampering')
    else if (done.rowCount === 1) return true
  }
  return false
}

const log = (): void => undefined

async function founders(): Promise<Finder[]> {
  const { options } = lesozavodsk
  const held = heldPool(client)
  const sealKey = sealKeyOf(options.key)
  const bell = new Bell(held, log, CHANGES)
  const acts = new ActShelf()
  const aggregates = aggregatesOf({ now: options.now, acts, settings: new SettingsShelf(acts), roles })
  const shell: Shell = {
    pool: held,
    now: options.now,
    log,
    sealKey,
    bell,
    aggregates,
  }
  const probes: Record<Finder, () => Promise<boolean>> = {
    async verify() {
      const { key, filesDirectory } = options
      const verdict = await verify(held, {
        now: options.now(),
        key,
        filesDirectory,
        aggregates,
        noted: await witnessed(options.witnessFile),
      })
      return verdict.faultCount + verdict.differenceCount > 0
    },
    async rebuild() {
      const { faults, differences } = await rebuild(held, { now: options.now(), sealKey, aggregates })
      return faults.length + differences.length > 0
    },
    async outbox() {
      const { rows } = await client.query('select coalesce(sum(times), 0)::int as times from alterations')
      await take(shell, 'sender', HOUR)
      await bell.quiet()
      const after = await client.query('select coalesce(sum(times), 0)::int as times from alterations')
      return (after.rows[0] as { times: number }).times > (rows[0] as { times: number }).times
    },
  }
  const found: Finder[] = []
  for (const finder of ['verify', 'rebuild', 'outbox'] as const) {
    // What cannot even be read is noticed as well: the command or the sender stops and says so.
    const noticed = await undone(client, probes[finder]).catch(() => true)
    if (noticed) found.push(finder)
  }
  return found
}

test('every column of every table is tampered with; who finds it stands in the reference', { timeout: 600_000 }, async () => {
  expect(await founders()).toEqual([])
  const all = await columns()
  const results: Tampered[] = []
  const unchanged: string[] = []
  for (const [table, own] of Map.groupBy(all, (one) => one.table)) {
    for (const column of [...own, null]) {
      await client.query('savepoint probe')
      const name = column?.column ?? REMOVED
      const first = `(select ctid from ${table} t order by t::text like '%${waiting}%' desc, ctid limit 1)`
      const done =
        column === null ? (await client.query(`delete from ${table} where ctid = ${first}`)).rowCount === 1 : await tampered(column)
      if (done) results.push({ table, column: name, found: await founders() })
      else unchanged.push(`${table}.${name}`)
      await client.query('rollback to savepoint probe')
    }
  }
  // Whoever adds a table gives it a row above. One word alone is known, and both kinds of alarm stand there already.
  expect(unchanged).toEqual(['alarms.kind'])
  expect(new Set(results.map(({ table }) => table))).toEqual(new Set(all.map(({ table }) => table)))
  // What nobody finds has its reason said.
  expect(results.filter(({ table, found }) => found.length === 0 && unsealed[table] === undefined)).toEqual([])
  await expect(tamperingPage(results)).toMatchFileSnapshot(page)
})
