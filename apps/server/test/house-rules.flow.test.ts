import { randomUUID } from 'node:crypto'
import { routes } from '@otklik/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTown, password, problemOf, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web' })
})
afterAll(() => town.close())

describe('signing in', () => {
  it('gives a cookie that scripts cannot read and other sites cannot send', async () => {
    const response = await town.nobody().signIn('curator')
    expect(response.status).toBe(200)
    const cookies = response.headers.getSetCookie()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly.*SameSite=Lax/)
    expect(await response.json()).toMatchObject({
      person: { login: 'curator', roles: ['curator'] },
      organisation: { timezone: 'Asia/Vladivostok' },
      regulation: { id: 'lesozavodsk-2022' },
      demo: false,
    })
  })

  it('does not tell a wrong login from a wrong password', async () => {
    const answers = await Promise.all(
      [
        ['head', 'wrong wrong wrong'],
        ['nobody-at-all', password],
      ].map(async ([login = '', secret = '']) => problemOf(await town.nobody().signIn(login, secret))),
    )
    expect(answers[0]).toMatchObject({ status: 401, code: 'wrong-password' })
    expect(answers[1]).toEqual(answers[0])
  })

  it('is slowed down for one who guesses', async () => {
    const tries = await Promise.all(Array.from({ length: 12 }, () => town.nobody().signIn('guessed', 'x')))
    const slowed = tries.filter(({ status }) => status === 429)
    expect(slowed.length).toBe(2)
    expect(Number(slowed[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('ends when one signs out, and at once for a person who is made inactive', async () => {
    const browser = town.nobody()
    await browser.signIn('second')
    expect((await browser.send('DELETE', '/api/session')).status).toBe(200)
    expect((await browser.send('GET', '/api/session')).status).toBe(401)

    const admin = await town.as('admin')
    const login = `temp-${randomUUID().slice(0, 8)}`
    const person = { name: 'Временная', login, roles: ['curator'], unitIds: [], active: true }
    const { id } = await admin.post<{ id: string }>('/api/people', { ...person, password })
    await browser.signIn(login)
    expect((await browser.send('GET', '/api/session')).status).toBe(200)
    expect((await admin.send('PUT', `/api/people/${id}`, { ...person, active: false })).status).toBe(200)
    expect((await browser.send('GET', '/api/session')).status).toBe(401)
    expect((await browser.signIn(login)).status).toBe(401)
  })

  it('with a forged or foreign cookie is nobody', async () => {
    const browser = town.nobody()
    browser.cookie = 'otklik.session_token=forged.signature; otklik.session_data=e30'
    expect(await problemOf(await browser.send('GET', '/api/session'))).toMatchObject({ code: 'not-signed-in' })
  })
})

describe('a request', () => {
  it('that changes something must come from our own page', async () => {
    const browser = await town.as('curator')
    const refused = [
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site', origin: town.url },
    ]
    for (const headers of refused) {
      const response = await browser.send('POST', '/api/looking', { incidentId: null }, headers)
      expect(await problemOf(response)).toMatchObject({ status: 403, code: 'foreign-origin' })
    }
    const bare = await fetch(new URL('/api/looking', town.url), { method: 'POST', headers: { cookie: browser.cookie } })
    expect(bare.status).toBe(403)
    expect((await browser.send('POST', '/api/looking', { incidentId: null })).status).toBe(200)
  })

  it.each([
    ['is no JSON', '{"incidentId":', 'application/json', 400, 'malformed-body'],
    ['is a form', 'incidentId=1', 'application/x-www-form-urlencoded', 415, 'wrong-media-type'],
    ['is too large', `{"x":"${'y'.repeat(1_100_000)}"}`, 'application/json', 413, 'too-large'],
  ])('whose body %s is told so', async (_, body, type, status, code) => {
    const { cookie } = await town.as('curator')
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': type }
    const response = await fetch(new URL('/api/looking', town.url), { method: 'POST', headers, body })
    expect(await problemOf(response)).toMatchObject({ status, code })
  })

  it.each([
    ['GET', '/api/queue?limit=1000', 'querystring.limit'],
    ['GET', '/api/queue?view=everything', 'querystring.view'],
    ['GET', '/api/incidents/7', 'params.id'],
  ])('%s %s names the field at fault', async (method, path, field) => {
    const problem = await problemOf(await (await town.as('curator')).send(method, path))
    expect(problem).toMatchObject({ status: 400, code: 'invalid-request', type: '/problems/invalid-request' })
    expect(problem.errors?.map((each) => each.path)).toEqual([field])
    expect(problem.errors?.[0]?.text.ru).toMatch(/[а-я]/)
  })

  it('for what is not there is answered as a problem, too', async () => {
    expect(await problemOf(await town.nobody().send('GET', '/api/nothing'))).toMatchObject({ status: 404, code: 'not-found' })
  })

  it('is answered with headers that keep a page to itself', async () => {
    const { headers } = await town.nobody().send('GET', '/')
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  })
})

describe('a message registered by hand', () => {
  it('twice with one key is one incident', async () => {
    const curator = await town.as('curator')
    const body = { text: 'Звонили: нет воды на Полевой', authorName: 'Пётр' }
    const headers = { 'idempotency-key': randomUUID() }
    const [first, second] = [await curator.post('/api/incidents', body, headers), await curator.post('/api/incidents', body, headers)]
    expect(second).toEqual(first)
    expect(first).toMatchObject({ version: 2 })
  })
})

describe('settings', () => {
  it('refuse a taken login, a person without a password, and the loss of the last administrator', async () => {
    const admin = await town.as('admin')
    const person = { name: 'Новая', login: 'curator', roles: ['executor'] }
    expect(await problemOf(await admin.send('POST', '/api/people', { ...person, password }))).toMatchObject({ code: 'login-taken' })
    expect(await problemOf(await admin.send('POST', '/api/people', { ...person, login: 'fresh' }))).toMatchObject({
      code: 'password-missing',
    })
    const { people } = await admin.get<{ people: { id: string; login: string; name: string }[] }>('/api/people')
    const self = people.find(({ login }) => login === 'admin')
    const demoted = { name: 'Егор', login: 'admin', roles: ['curator'] }
    expect(await problemOf(await admin.send('PUT', `/api/people/${self?.id}`, demoted))).toMatchObject({ code: 'last-administrator' })
    expect(JSON.stringify(people)).not.toContain('password')
  })

  it('refuse a schedule that cannot be read, with the line', async () => {
    const response = await (await town.as('admin')).send('PUT', '/api/schedule', { source: 'timezone: Asia/Vladivostok\nweek:\n  mon: [' })
    const problem = await problemOf(response)
    expect(problem).toMatchObject({ status: 422, code: 'wrong-schedule' })
    expect(problem.detail).toContain('Строка 3')
    const wrong = await (await town.as('admin')).send('PUT', '/api/schedule', { source: 'timezone: Mars/Olympus\nweek: {}\ncalendar: ru' })
    expect((await problemOf(wrong)).detail).toContain('timezone')
  })

  it('refuse an act that is not there and an address in the clear', async () => {
    const admin = await town.as('admin')
    const unknown = await admin.send('PUT', '/api/regulation-in-force', { id: 'moscow-1700' })
    expect(await problemOf(unknown)).toMatchObject({ code: 'unknown-regulation' })
    const ring = await admin.send('PUT', `/api/units/${town.units.roads}`, { name: 'Д', short: 'Д', parentId: town.units.roads })
    expect(await problemOf(ring)).toMatchObject({ code: 'unknown-parent' })
  })

  it('show which secrets are present and never a secret', async () => {
    const text = await (await (await town.as('admin')).send('GET', '/api/accounts')).text()
    for (const token of Object.values(town.sandbox.tokens)) expect(text).not.toContain(token)
    expect(JSON.parse(text)).toMatchObject({ accounts: [{ present: expect.arrayContaining(['communityToken', 'callbackSecret']) }] })
  })

  it('ask the network whether a connection works', async () => {
    const admin = await town.as('admin')
    const checked = await admin.post<{ health: { state: string } }>(`/api/accounts/${town.accountId}/check`, undefined)
    expect(checked.health.state).toBe('ok')
    town.sandbox.faults.add({ method: '*', effect: { kind: 'error', code: 5 }, times: 5 })
    const failing = await admin.post<{ health: { state: string; text: { ru: string } } }>(
      `/api/accounts/${town.accountId}/check`,
      undefined,
    )
    expect(failing.health.state).toBe('failing')
    expect(failing.health.text.ru).toMatch(/[а-я]/)
    town.sandbox.faults.clear()
  })
})

describe('the description of the API', () => {
  it('names every route of the contract, with its errors', async () => {
    const document = await town.nobody().get<{
      openapi: string
      paths: Record<
        string,
        Record<string, { operationId: string; summary: string; description: string; responses: Record<string, unknown> }>
      >
    }>('/api/openapi.json')
    expect(document.openapi).toBe('3.1.0')
    const described = Object.values(document.paths).flatMap((path) => Object.values(path))
    const names = described.map(({ operationId }) => operationId)
    expect(names).toEqual(expect.arrayContaining(Object.keys(routes)))
    const contract = new Set(Object.keys(routes))
    const silent = described.filter(({ operationId, responses }) => contract.has(operationId) && !('default' in responses))
    expect(silent.map(({ operationId }) => operationId)).toEqual([])
    // In English in short, in Russian beside it: OpenAPI has no languages of its own.
    for (const { operationId, summary, description } of described) {
      expect([operationId, summary]).toEqual([operationId, expect.stringMatching(/^[A-Z][^а-яё]+$/i)])
      expect([operationId, description]).toEqual([operationId, expect.stringMatching(/^[А-ЯЁ]/)])
    }
  })

  it('and the state of the house are public', async () => {
    const health = await town.nobody().get<{ status: string; database: { ok: boolean; kind: string } }>('/healthz')
    expect(health).toMatchObject({ status: 'ok', database: { ok: true } })
  })

  it('and the state of the house says when events of a network fail again and again, while the queue goes on', async () => {
    const { raw } = town.house.storage
    const health = () => town.nobody().get('/healthz')
    const event = { dedupeKey: 'unreadable', kind: 'new', occurredAt: Date.parse('2024-04-08T10:00:00+10:00'), raw: { text: 'Яма' } }
    await raw.store(town.tenantId, town.accountId, [event], null)
    const [row] = await raw.take(1, 60_000)
    for (let failure = 0; failure < 7; failure++) await raw.failed(row?.id ?? '', 'TypeError')
    expect(await health()).toMatchObject({ status: 'degraded', queue: { ok: true, rawWaiting: 0, rawFailed: 1 } })
    await raw.done(row?.id ?? '')
    expect(await health()).toMatchObject({ status: 'ok', queue: { ok: true, rawFailed: 0 } })
  })
})
