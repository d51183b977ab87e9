import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildServer } from '../src/http/server.ts'
import { type Browser, openTown, password, problemOf, type Town, until } from './town.ts'

let town: Town
let admin: Browser
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web' })
  admin = await town.as('admin')
})
afterAll(() => town.close())

const hour = 60 * 60 * 1000
const database = () => town.house.storage.pool as { query(sql: string, values: unknown[]): Promise<{ rows: unknown[] }> }
const tokenOf = ({ cookie }: Browser): string => decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? ''

async function signedIn(login: string): Promise<Browser> {
  const browser = town.nobody()
  expect((await browser.signIn(login)).status).toBe(200)
  return browser
}

/** As if the person had signed in so many hours ago and the session had so many left. */
async function age(browser: Browser, hoursAgo: number, hoursLeft: number): Promise<void> {
  const { rows } = await database().query('update "session" set "createdAt" = $2, "expiresAt" = $3 where token = $1 returning "userId"', [
    tokenOf(browser),
    new Date(Date.now() - hoursAgo * hour),
    new Date(Date.now() + hoursLeft * hour),
  ])
  town.house.signIn.forget((rows[0] as { userId: string }).userId)
}

async function hoursLeft(browser: Browser): Promise<number> {
  const { rows } = await database().query('select "expiresAt" as ends from "session" where token = $1', [tokenOf(browser)])
  return Math.round(((rows[0] as { ends: Date }).ends.getTime() - Date.now()) / hour)
}

describe('a session', () => {
  it('is renewed by a person’s work, and not by a page that is left open', async () => {
    const browser = await signedIn('curator')
    await age(browser, 4, 10)
    const stream = await browser.send('GET', '/api/stream')
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    await until(async () => (heard += (await reader?.read())?.value ?? '').includes('hello'))
    await browser.post('/api/looking', { incidentId: null })
    expect(await hoursLeft(browser)).toBe(10)
    // The page's own question has just been answered out of memory; the person's is asked of the database all the same.
    await browser.get('/api/session')
    expect(await hoursLeft(browser)).toBe(14)
    await reader?.cancel()
  })

  it('ends a day after its person signed in, however busy they are', async () => {
    const browser = await signedIn('curator')
    await age(browser, 23, 10)
    expect((await browser.send('GET', '/api/session')).status).toBe(200)
    await age(browser, 25, 10)
    expect(await problemOf(await browser.send('GET', '/api/session'))).toMatchObject({ status: 401, code: 'not-signed-in' })
    expect((await browser.send('GET', '/api/stream')).status).toBe(401)
  })
})

async function trying(run: (from: (address: string, login: string, word: string) => Promise<number>) => Promise<void>): Promise<void> {
  const ended = new AbortController()
  const app: FastifyInstance = await buildServer(town.house, { trustProxy: false, host: '127.0.0.1', guide: null }, ended.signal)
  await run(async (remoteAddress, login, word) => {
    const headers = { 'sec-fetch-site': 'same-origin' }
    const asked = { method: 'POST', url: '/api/session', remoteAddress, headers, payload: { login, password: word } } as const
    return (await app.inject(asked)).statusCode
  })
  ended.abort()
  await app.close()
}

describe('a guesser', () => {
  it('gets ten tries a minute, and keeps the person out nowhere else', async () => {
    await trying(async (from) => {
      for (let n = 0; n < 10; n += 1) expect(await from('203.0.113.9', 'second', 'guess guess')).toBe(401)
      expect(await from('203.0.113.9', ' SECOND', 'guess guess')).toBe(429)
      expect(await from('198.51.100.7', 'second', password)).toBe(200)
    })
  })
})

describe('a hundred wrong tries at one login from ten addresses', () => {
  it('leave the right password its way in from an eleventh', async () => {
    await trying(async (from) => {
      const tries = await Promise.all(Array.from({ length: 100 }, (_, n) => from(`192.0.2.${n % 10}`, 'roads', 'guess guess')))
      expect(new Set(tries)).toEqual(new Set([401]))
      expect(await from('192.0.2.77', 'roads', password)).toBe(200)
    })
  })
})

describe('one login', () => {
  it('is given to one of the people who are added with it at once', async () => {
    const person = { name: 'Новый', login: 'racer', roles: ['executor'], unitIds: [town.units.roads], password }
    const answers = await Promise.all(Array.from({ length: 6 }, () => admin.send('POST', '/api/people', person)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409, 409, 409])
    for (const answer of answers.filter(({ ok }) => !ok)) expect(await problemOf(answer)).toMatchObject({ code: 'login-taken' })
    expect((await town.nobody().signIn('racer')).status).toBe(200)
  })

  it('is given to one of the people who are renamed to it at once', async () => {
    const { units } = town
    const ids = await Promise.all(
      ['first', 'third', 'fourth'].map(async (login) => {
        const person = { name: login, login, roles: ['executor'], unitIds: [units.roads], password }
        return (await admin.post<{ id: string }>('/api/people', person)).id
      }),
    )
    const answers = await Promise.all(
      ids.map((id) =>
        admin.send('PUT', `/api/people/${id}`, { name: 'Новый', login: 'same', roles: ['executor'], unitIds: [units.roads] }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
  })
})
