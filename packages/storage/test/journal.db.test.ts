import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../src/engine/connect.ts'
import { journalStorage } from '../src/organisation/journal.ts'
import { type Doer, type Journal, type JournalLine, program } from '../src/organisation/journal-type.ts'
import { accountStorage } from '../src/organisation/accounts.ts'
import { organisationStorage } from '../src/organisation/organisation.ts'
import type { Storage } from '../src/storage.ts'
import { vkPage } from './account.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { NO_REPLAN, TOWN_SCHEDULE } from './town-schedule.ts'

let database: TestDatabase
let connection: Connection
let organisation: Storage['organisation']
let accounts: Storage['accounts']
let journal: Journal
let tenantId: string
let adminId: string
let now = Date.parse('2026-03-02T09:00:00+10:00')
const clock = () => now

beforeAll(async () => {
  database = await testDatabase()
  connection = await database.connect()
  organisation = organisationStorage(connection, clock, NO_REPLAN)
  accounts = accountStorage(connection, new Uint8Array(32), clock)
  journal = journalStorage(connection.pool, clock)
  tenantId = await organisation.createTenant({ name: 'Город', regulationId: 'yelets-2023', scheduleSource: TOWN_SCHEDULE, demo: false })
  adminId = await organisation.savePerson(tenantId, null, { ...face, login: 'admin', name: 'Егор Настройкин', roles: ['administrator'] })
})
afterAll(() => database.drop())

const face = { unitIds: [] as string[], active: true, userId: null }
const at = (): Doer => ({ id: adminId, address: '10.0.0.5', browser: 'Firefox 145, Linux', device: 'abc' })
const everything = { person: null, kinds: null, before: null, limit: 200 }
const newest = async () => (await journal.page(tenantId, everything)).entries[0]
const failed = (address: string): JournalLine => ({
  tenantId,
  kind: 'sign-in-failed',
  doer: { ...program, address },
  on: { id: adminId, name: 'Егор Настройкин' },
})

describe('every change of the settings stands in the journal with who, where and what was before', () => {
  test('a person: name, login, roles, units and whether they may come in', async () => {
    const unit = await organisation.saveUnit(
      tenantId,
      null,
      { name: 'Дорожный отдел', short: 'Дороги', parentId: null, executes: true, active: true },
      at(),
    )
    const id = await organisation.savePerson(tenantId, null, { ...face, name: 'Вера', login: 'vera', roles: ['executor'] }, at())
    expect(await newest()).toMatchObject({
      kind: 'person-added',
      who: { id: adminId, name: 'Егор Настройкин' },
      on: { id, name: 'Вера' },
      address: '10.0.0.5',
    })
    await organisation.savePerson(
      tenantId,
      id,
      { ...face, name: 'Вера', login: 'vera', roles: ['curator'], unitIds: [unit], active: false },
      at(),
    )
    expect(await newest()).toMatchObject({
      kind: 'person-changed',
      browser: 'Firefox 145, Linux',
      details: {
        changes: [
          { field: 'roles', before: ['executor'], after: ['curator'] },
          { field: 'active', before: true, after: false },
          { field: 'units', before: [], after: ['Дороги'] },
        ],
      },
    })
    const before = (await newest())?.number
    await organisation.savePerson(
      tenantId,
      id,
      { ...face, name: 'Вера', login: 'vera', roles: ['curator'], unitIds: [unit], active: false },
      at(),
    )
    expect((await newest())?.number).toBe(before)
  })

  test('a unit, with the one above it by name', async () => {
    const above = await organisation.saveUnit(
      tenantId,
      null,
      { name: 'Управление', short: 'Упр', parentId: null, executes: false, active: true },
      at(),
    )
    const unit = { name: 'Отдел', short: 'Отд', parentId: null as string | null, executes: true, active: true }
    const id = await organisation.saveUnit(tenantId, null, unit, at())
    await organisation.saveUnit(tenantId, id, { ...unit, parentId: above, active: false }, at())
    expect((await newest())?.details.changes).toEqual([
      { field: 'parent', before: null, after: 'Управление' },
      { field: 'active', before: true, after: false },
    ])
  })

  test('a connection and its keys, never the keys themselves', async () => {
    const page = vkPage({ name: 'Город', ownId: 5, apiBase: 'https://api.vk.ru/method', receive: 'poll', active: true })
    const id = await accounts.save(tenantId, null, page, { communityToken: 'vk1.a.FIRST' }, at())
    await accounts.save(tenantId, id, { ...page, active: false }, { communityToken: 'vk1.a.SECOND', userToken: 'vk1.a.THIRD' }, at())
    expect((await newest())?.details.changes).toEqual([
      { field: 'active', before: true, after: false },
      { field: 'communityToken', before: 'present', after: 'replaced' },
      { field: 'userToken', before: 'absent', after: 'present' },
    ])
    await accounts.save(tenantId, id, { ...page, active: false }, { communityToken: '' }, at())
    expect((await newest())?.details.changes).toEqual([{ field: 'communityToken', before: 'present', after: 'absent' }])
    const { rows } = await connection.pool.query<{ all: string }>('select string_agg(journal::text, $1) as all from journal', [' '])
    expect(rows[0]?.all).not.toMatch(/vk1/)
  })

  test('the act in force, once for a change and not when it is named again', async () => {
    now += 1
    await organisation.setRegulation(tenantId, 'lesozavodsk-2022', adminId, at())
    const change = { field: 'act', before: 'yelets-2023@2023', after: 'lesozavodsk-2022@2022-02-04' }
    expect(await newest()).toMatchObject({ kind: 'act-set', details: { changes: [change] } })
    const { number } = (await newest()) ?? {}
    now += 1
    await organisation.setRegulation(tenantId, 'lesozavodsk-2022', adminId, at())
    expect((await newest())?.number).toBe(number)
  })

  test('the schedule by the lines that left and came', async () => {
    await organisation.setSchedule(tenantId, `${TOWN_SCHEDULE}\n# обед позже\n`, adminId, at())
    expect(await newest()).toMatchObject({
      kind: 'schedule-set',
      details: { changes: [{ field: 'schedule', before: [], after: ['# обед позже'] }] },
    })
  })

  test('a password that another gave, and one’s own', async () => {
    await organisation.passwordGiven(tenantId, adminId, at())
    expect(await newest()).toMatchObject({ kind: 'password-given', on: { id: adminId } })
    await organisation.passwordOwn(tenantId, adminId, at())
    expect(await newest()).toMatchObject({ kind: 'password-changed', on: { id: adminId } })
  })

  test('nothing of what was refused', async () => {
    const number = (await newest())?.number
    await expect(
      organisation.savePerson(tenantId, null, { ...face, name: 'Двойник', login: 'admin', roles: ['head'] }, at()),
    ).rejects.toThrow('admin')
    await expect(
      organisation.savePerson(tenantId, adminId, { ...face, name: 'Егор', login: 'admin', roles: ['head'] }, at()),
    ).rejects.toThrow('администратор')
    expect((await newest())?.number).toBe(number)
  })
})

describe('the journal is only added to', () => {
  test.each([
    ['changed', 'update journal set actor_name = $1 where number = 1', ['Никто']],
    ['deleted', 'delete from journal where number = 1', []],
    ['emptied', 'truncate journal', []],
  ])('a line is not %s', async (_, sql, values) => {
    await expect(connection.pool.query(sql, values)).rejects.toThrow('append-only')
  })

  test.each([
    ['a changed line', `update journal set actor_name = 'Другой' where number = 2`, 2],
    ['a deleted line', 'delete from journal where number = 3', 4],
    ['a line put in past the trigger', `insert into journal (number, at, kind, hash) values (999999, 1, 'refused', sha256('x'))`, 999_999],
  ])('the chain notices %s', async (_, sql, number) => {
    const client = await connection.pool.connect()
    try {
      await client.query('begin')
      await client.query('alter table journal disable trigger user')
      await client.query(sql)
      const on = journalStorage({ query: client.query.bind(client) } as never, clock)
      expect(await on.broken()).toBe(number)
    } finally {
      await client.query('rollback')
      client.release()
    }
    expect(await journal.broken()).toBeNull()
  })

  test('numbers follow each other without a gap when many write at once and some fail', async () => {
    const write = (n: number) =>
      n % 4 === 0
        ? organisation.savePerson(tenantId, null, { ...face, name: 'Двойник', login: 'admin', roles: ['head'] }, at()).catch(() => null)
        : journal.write({ tenantId, kind: 'signed-out', doer: at() })
    await Promise.all(Array.from({ length: 40 }, (_, n) => write(n)))
    const { rows } = await connection.pool.query<{ count: number; last: number }>(
      'select count(*)::int as count, max(number)::int as last from journal',
    )
    expect(rows[0]?.count).toBe(rows[0]?.last)
    expect(await journal.broken()).toBeNull()
  })
})

const tries = async () => (await journal.page(tenantId, { ...everything, kinds: ['sign-in-failed'] })).entries

describe('what repeats itself is counted', () => {
  test('a thousand tries from one address are four lines, and the rest is told when the hour is over', async () => {
    for (let n = 0; n < 137; n += 1) await journal.repeated('a', 'crowd', failed('203.0.113.9'))
    expect((await tries()).map(({ count }) => count)).toEqual([100, 10, 1])
    now += 3_600_001
    expect(await journal.closeRepeats()).toBe(1)
    expect((await tries())[0]).toMatchObject({ count: 137, address: '203.0.113.9', since: now - 3_600_001 })
    expect(await journal.closeRepeats()).toBe(0)
  })

  test('tries from thousands of addresses end as one crowd', async () => {
    const before = (await tries()).length
    for (let n = 0; n < 1_000; n += 1) await journal.repeated(`b ${n}`, 'crowd', failed(`198.51.${n >> 8}.${n & 255}`))
    const lines = (await tries()).slice(0, (await tries()).length - before)
    expect(lines.length).toBeLessThan(310)
    expect(lines[0]).toMatchObject({ address: null, count: 100 })
    now += 3_600_001
    await journal.closeRepeats()
    expect((await tries())[0]).toMatchObject({ address: null, count: 700 })
  })
})

describe('a page of the journal', () => {
  test('goes back line by line, without doubles and without what is another organisation’s', async () => {
    const other = await organisation.createTenant({
      name: 'Чужой',
      regulationId: 'yelets-2023',
      scheduleSource: TOWN_SCHEDULE,
      demo: false,
    })
    await journal.write({ tenantId: other, kind: 'signed-out', doer: program })
    await journal.write({ tenantId: null, kind: 'sign-in-failed', doer: program, details: { why: 'unknown-login', typed: 'b…' } })
    const seen: number[] = []
    for (let before: number | null = null, more = true; more; ) {
      const { entries, next } = await journal.page(tenantId, { ...everything, before, limit: 50 })
      seen.push(...entries.map(({ number }) => number))
      before = next
      more = next !== null
    }
    const { rows } = await connection.pool.query<{ number: number }>(
      'select number from journal where tenant_id is distinct from $1 order by number desc',
      [other],
    )
    expect(seen).toEqual(rows.map(({ number }) => number))
  })

  test('is sifted by person, as the one who did and the one to whom it was done', async () => {
    const stranger = randomUUID()
    expect((await journal.page(tenantId, { ...everything, person: stranger })).entries).toEqual([])
    await journal.write({ tenantId, kind: 'signed-out', doer: { ...program, id: stranger } })
    await journal.write({ tenantId, kind: 'person-changed', doer: program, on: { id: stranger, name: 'Она' } })
    expect((await journal.page(tenantId, { ...everything, person: stranger })).entries.map(({ kind }) => kind)).toEqual([
      'person-changed',
      'signed-out',
    ])
  })
})

test('browsers of a person are known again, and who else used them', async () => {
  const vera = await organisation.savePerson(tenantId, null, { ...face, name: 'Вера Вторая', login: 'vera2', roles: ['executor'] })
  expect(await organisation.signedInWith(tenantId, adminId, 'd1')).toEqual([])
  expect(await organisation.signedInWith(tenantId, vera, 'd1')).toEqual(['Егор Настройкин'])
  for (let n = 0; n < 30; n += 1) await organisation.signedInWith(tenantId, vera, `many ${n}`)
  const { rows } = await connection.pool.query<{ count: number }>('select count(*)::int as count from devices where person_id = $1', [vera])
  expect(rows[0]?.count).toBe(20)
})
