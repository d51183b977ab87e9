import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate, migrations, schemaVersion } from '../src/engine/migrate.ts'
import { emptyDatabase, type TestDatabase, testDatabase } from './database.ts'

const at = () => Date.parse('2026-03-02T09:00:00+03:00')

describe('bringing a database to the schema of the program', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await emptyDatabase()
  })
  afterAll(() => database.drop())

  test('two starters at once apply every migration once between them', async () => {
    const one = await database.connect()
    const two = await database.connect()
    const applied = (await Promise.all([migrate(one.pool, at), migrate(two.pool, at)])).flat().toSorted()
    expect(applied).toEqual(migrations().map(({ name }) => name))
    expect(await schemaVersion(one.pool)).toMatchObject({ number: migrations().length })
  })

  test('a third finds nothing to do', async () => {
    const { pool } = await database.connect()
    expect(await migrate(pool, at)).toEqual([])
  })

  test('a program older than the database refuses to touch it, in both languages', async () => {
    const { pool } = await database.connect()
    const older = migrations().slice(0, -1)
    await expect(migrate(pool, at, older)).rejects.toMatchObject({
      code: 'schema-newer',
      ru: expect.stringContaining('База новее программы'),
      en: expect.stringContaining('newer than the program'),
    })
  })

  test('a migration that fails leaves neither its tables nor its version', async () => {
    const { pool } = await database.connect()
    const number = migrations().length + 1
    const broken = { number, name: `${number}_broken`, sql: 'create table half (id int); select 1 / 0' }
    await expect(migrate(pool, at, [...migrations(), broken])).rejects.toMatchObject({ code: 'migration-failed' })
    expect(await schemaVersion(pool)).toMatchObject({ number: number - 1 })
    const { rows } = await pool.query(`select to_regclass('half') as half`)
    expect(rows).toEqual([{ half: null }])
  })
})

describe('a copy of the migrated template', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(() => database.drop())

  test('sorts Russian names by Russian rules on every server', async () => {
    const { pool } = await database.connect()
    await pool.query(`insert into tenants (name, created_at) select unnest(array['ёлка', 'Арбуз', 'ель', 'абзац', 'Яма', 'жук', 'Ёж']), 0`)
    const { rows } = await pool.query<{ name: string }>('select name from tenants order by name')
    expect(rows.map(({ name }) => name)).toEqual(['абзац', 'Арбуз', 'Ёж', 'ёлка', 'ель', 'жук', 'Яма'])
  })

  test('gives whole numbers of 8 bytes as numbers, and refuses one that a number cannot hold', async () => {
    const { pool } = await database.connect()
    const { rows } = await pool.query('select 1767225600000::bigint as moment')
    expect(rows).toEqual([{ moment: 1767225600000 }])
    await expect(pool.query('select 9007199254740993::bigint as more')).rejects.toThrow(RangeError)
  })
})
