import { createHash } from 'node:crypto'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountStorage } from '../src/organisation/accounts.ts'
import { backup } from '../src/upkeep/backup.ts'
import { migrations } from '../src/engine/migrate.ts'
import { restore as restoreWith } from '../src/upkeep/restore.ts'
import { dumpSchema } from '../src/engine/schema-dump.ts'
import { fileStorage } from '../src/files/files.ts'
import { organisationStorage } from '../src/organisation/organisation.ts'
import type { MakesTables, OpenOptions } from '../src/index.ts'
import { emptyDatabase, type TestDatabase, testDatabase } from './database.ts'
import { otherServer } from './other-server.ts'
import { NO_REPLAN, TOWN_SCHEDULE } from './town-schedule.ts'

const KEY = new Uint8Array(32).fill(7)
const at = () => Date.parse('2026-03-02T09:00:00+10:00')
const directory = mkdtempSync(join(tmpdir(), 'otklik-backup-'))
const file = join(directory, 'town.backup')

let source: TestDatabase
let options: OpenOptions
let written: { tables: number; rows: number; bytes: number }

/** What a sign-in library would make: quoted names, a key on a table that comes later, a sequence of its own. */
const makeSignIn: MakesTables = async (pool) => {
  await pool.query(`
    create table "user" (id text primary key, "createdAt" timestamptz not null default now(), email text unique);
    create table session (number bigserial primary key, "userId" text not null references "user" (id) on delete cascade);
    create index "session_userId" on session ("userId")`)
}
const restore = (to: OpenOptions, path: string) => restoreWith(to, path, makeSignIn)

const into = (database: TestDatabase, files: string): OpenOptions => ({
  location: database.location,
  key: KEY,
  filesDirectory: join(directory, files),
  now: at,
})

/** Every row of every kept table, as text, in one order; that a database was restored is its own. */
async function rowsOf(url: string): Promise<Record<string, string[]>> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'auth') 
         and tablename not in ('schema_versions', 'restores') order by 1`,
    )
    const all: Record<string, string[]> = {}
    for (const { name } of tables) {
      const { rows } = await client.query<{ line: string }>(`select t::text as line from ${name} t order by t::text collate "C"`)
      all[name] = rows.map(({ line }) => line)
    }
    return all
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  source = await testDatabase()
  options = into(source, 'files')
  const connection = await source.connect()
  const organisation = organisationStorage(connection, at, NO_REPLAN)
  const town = await organisation.createTenant({
    name: 'Лесозаводск',
    regulationId: 'lesozavodsk-2022',
    scheduleSource: TOWN_SCHEDULE,
    demo: false,
  })
  const unit = { name: 'Управление\tжизнеобеспечения\\«Ёлка»', short: 'УЖ\n№ 1', parentId: null, executes: true, active: true }
  const top = await organisation.saveUnit(town, null, unit)
  const below = await organisation.saveUnit(town, null, { ...unit, parentId: top })
  const person = { name: 'Анна', login: 'anna', roles: ['executor'], unitIds: [below], active: true, userId: 'u-1' }
  await organisation.savePerson(town, null, person)
  const accounts = accountStorage(connection, KEY, at)
  const page = { network: 'any', name: 'Город', ownId: '1', home: '', fields: {}, receive: 'poll', active: true } as const
  await accounts.save(town, null, page, { token: 'vk1.a.token' })
  const files = fileStorage(connection, options.filesDirectory, at, async () => false)
  await files.put(town, Buffer.alloc(300_000, 'яма'), 'яма.jpg', 'image/jpeg')
  await makeSignIn(connection.poolOn('auth'))
  await connection.pool.query(`
    insert into auth."user" (id, email) values ('u-1', 'anna@example.org');
    insert into auth.session ("userId") select 'u-1' from generate_series(1, 5)`)
  written = await backup(options, file)
})
afterAll(async () => {
  await source.drop()
  rmSync(directory, { recursive: true, force: true })
})

describe('a backup', () => {
  test('is one whole file that its owner alone may read', () => {
    expect(readdirSync(directory).toSorted()).toEqual(['files', 'town.backup'])
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(written.bytes).toBe(statSync(file).size)
  })

  test('replaces an earlier backup, but nothing else, and says where it cannot be written', async () => {
    const earlier = join(directory, 'earlier.backup')
    writeFileSync(earlier, readFileSync(file))
    await backup(options, earlier)
    const letter = join(directory, 'letter.docx')
    writeFileSync(letter, 'Уважаемая администрация!')
    await expect(backup(options, letter)).rejects.toMatchObject({
      code: 'backup-over-other',
      ru: expect.stringContaining('letter.docx') as string,
    })
    expect(readFileSync(letter, 'utf8')).toBe('Уважаемая администрация!')
    for (const nowhere of [join(directory, 'absent', 'town.backup'), directory]) {
      await expect(backup(options, nowhere)).rejects.toMatchObject({ code: 'backup-place' })
    }
    expect(readdirSync(directory).filter((name) => name.endsWith('.part'))).toEqual([])
    rmSync(earlier)
    rmSync(letter)
  })

  test('leaves alone what stands beside it under the name with .part, whether it succeeds or not', async () => {
    const beside = join(directory, 'beside.backup.part')
    writeFileSync(beside, 'Черновик письма')
    await backup(options, join(directory, 'beside.backup'))
    const location = { kind: 'server' as const, url: 'postgres://127.0.0.1:1/otklik' }
    await expect(backup({ ...options, location }, join(directory, 'beside.backup'))).rejects.toMatchObject({ code: 'server-away' })
    expect(readFileSync(beside, 'utf8')).toBe('Черновик письма')
    for (const path of [beside, join(directory, 'beside.backup')]) rmSync(path)
  })

  test('holds no token in plain text', () => {
    expect(readFileSync(file).includes('vk1.a.token')).toBe(false)
  })
})

describe('restored into an empty database', () => {
  test('gives equal rows, equal tables and equal files', async () => {
    const target = await emptyDatabase()
    try {
      const read = await restore(into(target, 'restored'), file)
      expect(read).toEqual({ tables: written.tables, rows: written.rows, replies: 0, madeAt: at(), keyFits: true })
      expect(await rowsOf(target.url)).toEqual(await rowsOf(source.url))
      const [one, two] = [await source.connect(), await target.connect()]
      expect(await dumpSchema(two.pool)).toBe(await dumpSchema(one.pool))
      const id = createHash('sha256').update(Buffer.alloc(300_000, 'яма')).digest('hex')
      const { rows } = await two.pool.query<{ id: string }>('select id from tenants')
      const back = await fileStorage(two, join(directory, 'restored'), at, async () => false).get(rows[0]?.id ?? '', id)
      expect(back?.bytes.length).toBe(300_000)
    } finally {
      await target.drop()
    }
  })

  test('goes on counting where it stood, keeps what sign-in relies on, and wakes the triggers again', async () => {
    const target = await emptyDatabase()
    try {
      await restore(into(target, 'restored'), file)
      const { pool } = await target.connect()
      const { rows } = await pool.query(`insert into auth.session ("userId") values ('u-1') returning number`)
      expect(rows).toEqual([{ number: 6 }])
      await expect(pool.query(`insert into auth.session ("userId") values ('u-2')`)).rejects.toMatchObject({ code: '23503' })
      await expect(pool.query(`insert into auth."user" (id, email) values ('u-3', 'anna@example.org')`)).rejects.toMatchObject({
        code: '23505',
      })
      const versions = () => pool.query('select version from settings_versions').then((answer) => answer.rows)
      const before = await versions()
      await pool.query('update units set active = active')
      expect(await versions()).not.toEqual(before)
    } finally {
      await target.drop()
    }
  })

  test('opens with the same key', async () => {
    const target = await testDatabase()
    try {
      await restore(into(target, 'restored'), file)
      const accounts = accountStorage(await target.connect(), KEY, at)
      const [account] = await accounts.list(null)
      expect(await accounts.secrets(account?.id ?? '')).toEqual({ token: 'vk1.a.token' })
    } finally {
      await target.drop()
    }
  })

  test('gives equal rows on the other kind of server, and from there back again', async () => {
    const other = await otherServer()
    try {
      const there = { ...into(source, 'there'), location: { kind: 'server' as const, url: other.url } }
      await restore(there, file)
      expect(await rowsOf(other.url)).toEqual(await rowsOf(source.url))
      const second = join(directory, 'second.backup')
      await backup(there, second)
      const home = await emptyDatabase()
      await restore(into(home, 'home'), second)
      expect(await rowsOf(home.url)).toEqual(await rowsOf(source.url))
      await home.drop()
    } finally {
      await other.stop()
    }
  })
})

/** The refusal of a restore from that file, after which the database must be as empty as before. */
const attempt = async (path: string) => {
  const target = await emptyDatabase()
  try {
    await restore(into(target, 'refused'), path)
    return null
  } catch (error) {
    expect(await rowsOf(target.url)).toEqual({})
    return error
  } finally {
    await target.drop()
  }
}
const altered = (name: string, change: (path: string) => void): string => {
  const path = join(directory, name)
  writeFileSync(path, readFileSync(file))
  change(path)
  return path
}
const withHeader = (name: string, change: (header: Record<string, unknown>) => void): string => {
  const whole = readFileSync(file)
  const start = whole.indexOf('\n') + 1
  const end = whole.indexOf('\n', start)
  const header = JSON.parse(whole.toString('utf8', start, end)) as Record<string, unknown>
  change(header)
  const body = Buffer.concat([whole.subarray(0, start), Buffer.from(JSON.stringify(header)), whole.subarray(end, -32)])
  const path = join(directory, name)
  writeFileSync(path, Buffer.concat([body, createHash('sha256').update(body).digest()]))
  return path
}

describe('a restore is refused, and touches nothing,', () => {
  test('where the file was cut short, wherever', async () => {
    const size = statSync(file).size
    for (const left of [size - 1, size - 40, Math.floor(size / 2), 400, 15]) {
      const path = altered('cut', (each) => truncateSync(each, left))
      expect(await attempt(path), `${left} of ${size} bytes`).toMatchObject({
        code: 'backup-damaged',
        ru: expect.stringContaining('обрезана'),
      })
    }
  })

  test('where one byte changed, or something was added', async () => {
    const changed = altered('changed', (path) => {
      const bytes = readFileSync(path)
      bytes[bytes.length - 500] = (bytes[bytes.length - 500] as number) ^ 1
      writeFileSync(path, bytes)
    })
    expect(await attempt(changed)).toMatchObject({ code: 'backup-damaged' })
    expect(await attempt(altered('longer', (path) => appendFileSync(path, 'x')))).toMatchObject({ code: 'backup-damaged' })
  })

  test('where the file is not a backup of ours', async () => {
    const path = altered('foreign', (each) => writeFileSync(each, '-- PostgreSQL database dump\n'))
    expect(await attempt(path)).toMatchObject({ code: 'backup-foreign', en: expect.stringContaining('otklik backup FILE') })
    expect(await attempt(altered('nothing', (each) => writeFileSync(each, '')))).toMatchObject({ code: 'backup-foreign' })
  })

  test('where there is no file', async () => {
    const target = await emptyDatabase()
    await expect(restore(into(target, 'none'), join(directory, 'absent.backup'))).rejects.toMatchObject({
      code: 'backup-place',
      en: expect.stringContaining('ENOENT') as string,
    })
  })

  test('where the file is of a newer program', async () => {
    const number = migrations().length + 1
    const schema = withHeader('newer-schema', (header) => (header.schema = { number, name: `${number}_more` }))
    expect(await attempt(schema)).toMatchObject({ code: 'backup-newer', ru: expect.stringContaining('Обновите программу') })
    expect(await attempt(withHeader('newer-format', (header) => (header.format = 3)))).toMatchObject({ code: 'backup-newer' })
  })

  test('where the database has rows already', async () => {
    const before = await rowsOf(source.url)
    await expect(restore(options, file)).rejects.toMatchObject({ code: 'database-not-empty', ru: expect.stringContaining('не пуста') })
    expect(await rowsOf(source.url)).toEqual(before)
  })

  test('where the database holds another program’s tables, even empty ones', async () => {
    const target = await emptyDatabase()
    const { pool } = await target.connect()
    await pool.query('create table invoices (id int)')
    await expect(restore(into(target, 'refused'), file)).rejects.toMatchObject({ code: 'database-not-empty' })
    expect(await rowsOf(target.url)).toEqual({ 'public.invoices': [] })
    await target.drop()
  })
})

test("a database without the program's tables is not backed up as if it were whole", async () => {
  const target = await emptyDatabase()
  await expect(backup(into(target, 'none'), join(directory, 'none'))).rejects.toMatchObject({ code: 'schema-absent' })
  expect(readdirSync(directory).filter((name) => name.startsWith('none'))).toEqual([])
  await target.drop()
})
