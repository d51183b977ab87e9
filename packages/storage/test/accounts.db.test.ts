import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountStorage } from '../src/organisation/accounts.ts'
import type { Connection } from '../src/engine/connect.ts'
import { organisationStorage } from '../src/organisation/organisation.ts'
import type { Storage } from '../src/storage.ts'
import { vkPage } from './account.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { NO_REPLAN, RECORD, TOWN_SCHEDULE } from './town-schedule.ts'

const KEY = new Uint8Array(32).fill(7)
const at = () => Date.parse('2026-03-02T09:00:00+10:00')
const TOKEN = 'vk1.a.tokenOfTheTownsCommunity'

let database: TestDatabase
let connection: Connection
let accounts: Storage['accounts']
let tenantId: string
let ownId = 1000

beforeAll(async () => {
  database = await testDatabase()
  connection = await database.connect()
  accounts = accountStorage(connection, KEY, at)
  const organisation = organisationStorage(connection, at, NO_REPLAN, RECORD)
  tenantId = await organisation.createTenant({ name: 'Елец', regulationId: 'yelets-2023', scheduleSource: TOWN_SCHEDULE, demo: false })
})
afterAll(() => database.drop())

const community = () =>
  vkPage({ name: 'Администрация', ownId: (ownId += 1), apiBase: 'https://api.vk.ru/method', receive: 'poll', active: true })

describe('secrets of a connection', () => {
  test('come back as they went in; one that is not given stays, an empty one goes', async () => {
    const account = community()
    const id = await accounts.save(tenantId, null, account, { communityToken: TOKEN, callbackSecret: 'shh' })
    await accounts.save(tenantId, id, account, { callbackSecret: '' })
    expect(await accounts.secrets(id)).toEqual({ communityToken: TOKEN })
    expect(await accounts.present(id)).toEqual(['communityToken'])
  })

  test('do not stand in any table as plain text', async () => {
    await accounts.save(tenantId, null, community(), { communityToken: TOKEN })
    const { rows: tables } = await connection.pool.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    )
    const hex = Buffer.from(TOKEN).toString('hex')
    const found: string[] = []
    for (const { name } of tables) {
      const { rowCount } = await connection.pool.query(`select from ${name} t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0`, [
        TOKEN,
        hex,
      ])
      if (rowCount !== 0) found.push(name)
    }
    expect(tables.length).toBeGreaterThan(10)
    expect(found).toEqual([])
  })

  test('do not open with another key, and say what to do', async () => {
    const id = await accounts.save(tenantId, null, community(), { communityToken: TOKEN })
    const other = accountStorage(connection, new Uint8Array(32).fill(8), at)
    await expect(other.secrets(id)).rejects.toMatchObject({
      code: 'key-wrong',
      ru: expect.stringContaining('Верните прежний ключ'),
      en: expect.stringContaining('Bring back the former key'),
    })
    expect(() => accountStorage(connection, new Uint8Array(16), at)).toThrow(/32 байта/)
  })

  test('do not open when their row is moved to another connection', async () => {
    const [from, to] = [
      await accounts.save(tenantId, null, community(), { communityToken: TOKEN }),
      await accounts.save(tenantId, null, community(), {}),
    ]
    await connection.pool.query('update account_secrets set account_id = $2 where account_id = $1', [from, to])
    await expect(accounts.secrets(to)).rejects.toMatchObject({ code: 'key-wrong' })
  })

  test('sealed twice look different', async () => {
    const id = await accounts.save(tenantId, null, community(), { communityToken: TOKEN, serviceToken: TOKEN })
    const { rows } = await connection.pool.query<{ sealed: Buffer }>('select sealed from account_secrets where account_id = $1', [id])
    expect(rows[0]?.sealed.equals(rows[1]?.sealed as Buffer)).toBe(false)
  })
})

describe('a connection', () => {
  test('of a community that is connected already is refused', async () => {
    const account = community()
    await accounts.save(tenantId, null, account, {})
    await expect(accounts.save(tenantId, null, account, {})).rejects.toMatchObject({ code: 'account-taken' })
  })

  test('forgets the place it reached when it is turned to another community', async () => {
    const account = community()
    const id = await accounts.save(tenantId, null, account, {})
    await connection.pool.query(`update accounts set cursor = '{"ts": "42"}' where id = $1`, [id])
    await accounts.save(tenantId, id, { ...account, name: 'Новое имя' }, {})
    expect(await accounts.get(id)).toMatchObject({ name: 'Новое имя', cursor: { ts: '42' } })
    await accounts.save(tenantId, id, community(), {})
    expect(await accounts.get(id)).toMatchObject({ cursor: null })
  })

  test('tells how it fares', async () => {
    const id = await accounts.save(tenantId, null, community(), {})
    expect(await accounts.get(id)).toMatchObject({ health: { state: 'unknown', at: null } })
    await accounts.setHealth(id, { state: 'failing', ru: 'Токен отозван.', en: 'The token was revoked.' })
    expect(await accounts.get(id)).toMatchObject({
      health: { state: 'failing', ru: 'Токен отозван.', en: 'The token was revoked.', at: at() },
    })
  })

  test('is polled by one holder at a time, who may go on, and by another when the lease has run out', async () => {
    const id = await accounts.save(tenantId, null, community(), {})
    expect(await accounts.leasePoll(id, 'node-1', 60_000)).toBe(true)
    expect(await accounts.leasePoll(id, 'node-2', 60_000)).toBe(false)
    expect(await accounts.leasePoll(id, 'node-1', 0)).toBe(true)
    await connection.pool.query('update accounts set poll_until = poll_until - 1 where id = $1', [id])
    expect(await accounts.leasePoll(id, 'node-2', 60_000)).toBe(true)
  })

  test('is polled by another at once when its holder leaves; nobody ends the lease of somebody else', async () => {
    const id = await accounts.save(tenantId, null, community(), {})
    expect(await accounts.leasePoll(id, 'node-1', 60_000)).toBe(true)
    await accounts.leavePoll(id, 'node-2')
    expect(await accounts.leasePoll(id, 'node-2', 60_000)).toBe(false)
    await accounts.leavePoll(id, 'node-1')
    expect(await accounts.leasePoll(id, 'node-2', 60_000)).toBe(true)
  })

  test('of ten pollers at once one wins', async () => {
    const id = await accounts.save(tenantId, null, community(), {})
    const won = await Promise.all(Array.from({ length: 10 }, (_, node) => accounts.leasePoll(id, `node-${node}`, 60_000)))
    expect(won.filter(Boolean)).toHaveLength(1)
  })

  test('that is switched off is polled by nobody', async () => {
    const id = await accounts.save(tenantId, null, { ...community(), active: false }, {})
    expect(await accounts.leasePoll(id, 'node-1', 60_000)).toBe(false)
  })
})
