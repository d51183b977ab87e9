import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../src/engine/connect.ts'
import { organisationStorage } from '../src/organisation/organisation.ts'
import { signInTries, type SignInTries } from '../src/organisation/sign-in-tries.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { NO_REPLAN, TOWN_SCHEDULE } from './town-schedule.ts'

let database: TestDatabase
let connection: Connection
/** Two nodes on one database. */
let tries: SignInTries
let other: SignInTries

beforeAll(async () => {
  database = await testDatabase()
  connection = await database.connect()
  const organisation = organisationStorage(connection, Date.now, NO_REPLAN)
  const tenantId = await organisation.createTenant({
    name: 'Город',
    regulationId: 'yelets-2023',
    scheduleSource: TOWN_SCHEDULE,
    demo: false,
  })
  const person = { name: 'Анна', login: 'anna', roles: ['curator'], unitIds: [], active: true, userId: 'u' }
  await organisation.signedInWith(tenantId, await organisation.savePerson(tenantId, null, person), 'her-browser')
  tries = signInTries(connection.pool, new Uint8Array(32))
  other = signInTries(connection.pool, new Uint8Array(32))
})
afterAll(() => database.drop())

const from = (address: string, login = 'anna', device: string | null = null) => ({ login, address, device })
/** The clock of the database is moved by moving what stands in it. */
const later = (seconds: number) => connection.pool.query('update sign_in_tries set last_at = last_at - $1', [seconds * 1000])

describe('one who guesses at a login from one place', () => {
  test('has ten tries, then waits, and longer each time, on every node and in every writing of the login', async () => {
    for (let n = 0; n < 10; n += 1)
      expect(await (n % 2 === 0 ? tries : other).begin(from('10.0.0.1'))).toMatchObject({ allowed: true, failures: n })
    expect(await other.begin(from('10.0.0.1', ' ANNA '))).toMatchObject({ allowed: false, seconds: 15 })
    await later(15)
    expect(await tries.begin(from('10.0.0.1'))).toMatchObject({ allowed: true, failures: 10 })
    expect(await tries.begin(from('10.0.0.1'))).toMatchObject({ allowed: false, seconds: 30 })
    await later(30)
    expect(await tries.begin(from('10.0.0.1'))).toMatchObject({ allowed: true })
    expect(await tries.begin(from('10.0.0.1'))).toMatchObject({ allowed: false, seconds: 60 })
    await later(900)
    expect(await tries.begin(from('10.0.0.1'))).toMatchObject({ allowed: true, failures: 0 })
  })

  test('has not one try more when all come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? tries : other).begin(from('10.0.0.2', 'boris'))))
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(10)
  })

  test('has it from a whole IPv6 network as from one address', async () => {
    for (let n = 0; n < 10; n += 1) await tries.begin(from(`2001:db8:1:2::${n + 1}`, 'vera'))
    expect(await tries.begin(from('2001:db8:1:2:ffff::1', 'vera'))).toMatchObject({ allowed: false })
    expect(await tries.begin(from('2001:db8:1:3::1', 'vera'))).toMatchObject({ allowed: true })
  })
})

test('one address that tries many logins waits by seconds, never longer', async () => {
  for (let n = 0; n < 100; n += 1) await tries.begin(from('10.0.0.3', `somebody${n}`))
  const refused = await tries.begin(from('10.0.0.3', 'another'))
  expect(refused).toMatchObject({ allowed: false, seconds: 1 })
  for (let n = 0; n < 5; n += 1) {
    await later(5)
    expect(await tries.begin(from('10.0.0.3', `more${n}`))).toMatchObject({ allowed: true })
  }
  const again = await tries.begin(from('10.0.0.3', 'another'))
  expect(again.allowed || again.seconds <= 5).toBe(true)
})

describe('a login that is guessed at from everywhere', () => {
  test('is open to its person: at once in their own browser, after a moment in a new one', async () => {
    await later(1000)
    for (let n = 0; n < 300; n += 1) await tries.begin(from(`198.51.100.${n % 30}`))
    expect(await tries.begin(from('203.0.113.7'))).toMatchObject({ allowed: true, waitMs: 2000 })
    expect(await tries.begin(from('198.51.100.1', 'anna', 'her-browser'))).toMatchObject({ allowed: true, waitMs: 0, failures: 0 })
    expect(await tries.begin(from('198.51.100.1', 'anna', 'some-browser'))).toMatchObject({ allowed: false })
  })

  test('is not open without end to whoever has the browser', async () => {
    await later(1000)
    for (let n = 0; n < 10; n += 1) await tries.begin(from('10.0.0.4', 'anna', 'her-browser'))
    expect(await tries.begin(from('10.0.0.4', 'anna', 'her-browser'))).toMatchObject({ allowed: false })
  })
})

test('a right password forgets what was mistyped before it, and nothing of what others tried', async () => {
  await later(1000)
  for (let n = 0; n < 4; n += 1) await tries.begin(from('10.0.0.5', 'gleb'))
  const right = await tries.begin(from('10.0.0.5', 'gleb'))
  if (!right.allowed) throw new Error('a fifth try is allowed')
  expect(right.failures).toBe(4)
  await tries.succeeded(right.done)
  expect(await tries.begin(from('10.0.0.5', 'gleb'))).toMatchObject({ failures: 0 })
})

test('what is long over is forgotten, and nothing in the table can be read as a login', async () => {
  await tries.begin(from('10.0.0.6', 'тайный пароль'))
  const { rows } = await connection.pool.query<{ key: string }>('select key from sign_in_tries')
  expect(rows.every(({ key }) => /^[0-9a-f]{64}$/.test(key))).toBe(true)
  await later(1000)
  await tries.forget()
  expect((await connection.pool.query('select from sign_in_tries')).rowCount).toBe(0)
})
