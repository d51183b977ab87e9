import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { frame, type FrameKind } from '../src/upkeep/backup-format.ts'
import { maintenance } from '../src/index.ts'
import { emptyDatabase, type TestDatabase } from './database.ts'
import { approved, opened, type Town, town } from './town.ts'

type Frame = { kind: FrameKind; body: Buffer }
type Parts = { header: Record<string, unknown>; frames: Frame[] }

const json = (value: unknown) => Buffer.from(JSON.stringify(value))

const tableFrames = (table: object, line: string): Frame[] => [
  { kind: 'T', body: json(table) },
  { kind: 'D', body: Buffer.from(line) },
  { kind: 'E', body: json({ rows: 1 }) },
]

describe('a backup that somebody remade, with a checksum that fits,', () => {
  const directory = mkdtempSync(join(tmpdir(), 'otklik-hostile-'))
  const file = join(directory, 'town.backup')
  let lesozavodsk: Town
  let target: TestDatabase
  beforeAll(async () => {
    lesozavodsk = await town()
    await approved(lesozavodsk, await opened(lesozavodsk, 'Яма на Ленина, 5'))
    await maintenance.backup(lesozavodsk.options, file)
    target = await emptyDatabase()
  })
  afterAll(async () => {
    await target.drop()
    await lesozavodsk.close()
    rmSync(directory, { recursive: true, force: true })
  })

  const remade = (change: (parts: Parts) => void): string => {
    const whole = readFileSync(file)
    const start = whole.indexOf('\n') + 1
    const end = whole.indexOf('\n', start)
    const header = JSON.parse(whole.toString('utf8', start, end)) as Parts['header']
    const parts: Parts = { header, frames: [] }
    const stream = zstdDecompressSync(whole.subarray(end + 1, -32))
    for (let at = 0; at < stream.length; ) {
      const next = at + 5 + stream.readUInt32BE(at + 1)
      parts.frames.push({ kind: stream.toString('latin1', at, at + 1) as FrameKind, body: stream.subarray(at + 5, next) })
      at = next
    }
    change(parts)
    const frames = zstdCompressSync(Buffer.concat(parts.frames.flatMap(({ kind, body }) => [...frame(kind, body)])))
    const body = Buffer.concat([whole.subarray(0, start), Buffer.from(`${JSON.stringify(parts.header)}\n`), frames])
    const path = join(directory, 'remade.backup')
    writeFileSync(path, Buffer.concat([body, createHash('sha256').update(body).digest()]))
    return path
  }
  const restored = (path: string) => {
    const options = { ...lesozavodsk.options, location: target.location, filesDirectory: join(directory, 'files') }
    return maintenance.restore(options, path, async () => {})
  }
  const tables = async () => {
    const { pool } = await target.connect()
    return (await pool.query(`select tablename from pg_tables where schemaname in ('public', 'auth')`)).rows
  }

  test.each<[string, () => Frame[]]>([
    [
      'a table of the server itself',
      () =>
        tableFrames(
          { schema: 'pg_catalog', name: 'pg_db_role_setting', columns: ['setdatabase', 'setrole', 'setconfig'] },
          '0\t0\t{work_mem=64kB}\n',
        ),
    ],
    ['a table that the program does not have', () => tableFrames({ schema: 'public', name: 'invoices', columns: ['id'] }, '1\n')],
    [
      'the table of versions',
      () => tableFrames({ schema: 'public', name: 'schema_versions', columns: ['number', 'name', 'applied_at'] }, '9000\tx\t1\n'),
    ],
    ['a column that the table does not have', () => tableFrames({ schema: 'public', name: 'units', columns: ['ctid'] }, '1\n')],
    ['columns that are no list', () => tableFrames({ schema: 'public', name: 'units', columns: 'id' }, '1\n')],
    ['a table of sign-in that the program did not make', () => tableFrames({ schema: 'auth', name: 'session', columns: ['id'] }, '1\n')],
    [
      'a sequence of the server itself',
      () => [{ kind: 'S', body: json([{ schema: 'pg_catalog', name: 'pg_class', last: '1', called: true }]) }],
    ],
    ['a table a second time', () => tableFrames({ schema: 'public', name: 'tenants', columns: ['id'] }, '1\n')],
  ])('is refused where it fills %s, and the database stays empty', async (_, more) => {
    await expect(restored(remade(({ frames }) => frames.splice(-2, 0, ...more())))).rejects.toMatchObject({
      code: 'backup-damaged',
      ru: expect.stringContaining('переделана') as string,
    })
    expect(await tables()).toEqual([])
  })

  test.each<[string, Record<string, unknown>]>([
    ['no schema', { schema: undefined }],
    ['a schema before the first', { schema: { number: 0, name: '' } }],
    ['a moment that is none', { madeAt: 'now()' }],
  ])('is refused where its header names %s', async (_, more) => {
    await expect(restored(remade(({ header }) => Object.assign(header, more)))).rejects.toMatchObject({ code: 'backup-damaged' })
    expect(await tables()).toEqual([])
  })

  test('of the first format brings its rows, and none of its statements is run', async () => {
    const trace = join(directory, 'trace')
    const statement = `copy (select current_user) to program 'cat > ${trace}'`
    const path = remade(({ header }) =>
      Object.assign(header, { format: 1, auth: { before: [statement, 'create table public.before_rows ()'], after: [statement] } }),
    )
    await restored(path)
    expect(existsSync(trace)).toBe(false)
    expect(await tables()).not.toContainEqual({ tablename: 'before_rows' })
    expect((await maintenance.verify({ ...lesozavodsk.options, location: target.location })).faults).toEqual([])
  })
})
