import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import sharp from 'sharp'
import { buildServer } from '../src/http/server.ts'
import { hear } from './hearing.ts'
import { type Browser, openTown, password, problemOf, type Town } from './town.ts'

let town: Town
let curator: Browser
let admin: Browser
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web' })
  curator = await town.as('curator')
  admin = await town.as('admin')
})
afterAll(() => town.close())

const registered = async (text = 'Яма на Ленина, 5'): Promise<string> => {
  const headers = { 'idempotency-key': randomUUID() }
  return (await curator.post<{ id: string }>('/api/incidents', { text }, headers)).id
}

async function atRoads(): Promise<string> {
  const id = await registered()
  await curator.act(id, { type: 'select' })
  await curator.act(id, { type: 'route', unitId: town.units.roads })
  return id
}

describe('what no database can hold and no eye can see', () => {
  it.each([
    ['GET', '/api/queue?topic=%00', undefined, 'querystring.topic'],
    ['POST', '/api/units', { name: 'Дороги\u0000', short: 'Д' }, 'body.name'],
    ['POST', '/api/units', { name: '\u200b\u2060', short: 'Д' }, 'body.name'],
    ['PUT', '/api/schedule', { source: 'timezone: Asia/Vladivostok # \u0000' }, 'body.source'],
  ])('in %s %s is named', async (method, path, body, field) => {
    const problem = await problemOf(await admin.send(method, path, body))
    expect(problem).toMatchObject({ status: 400, code: 'invalid-request', errors: [{ path: field }] })
  })

  it.each([
    ['zero-width characters alone', { text: '\u200b\ufeff' }, 'body.text'],
    ['an address that a browser would run', { text: 'Яма', url: 'javascript:alert(1)' }, 'body.url'],
    ['a moment beyond every calendar', { text: 'Яма', writtenAt: 9_000_000_000_000_000 }, 'body.writtenAt'],
  ])('as a message: %s', async (_, body, field) => {
    const problem = await problemOf(await curator.send('POST', '/api/incidents', body, { 'idempotency-key': randomUUID() }))
    expect(problem).toMatchObject({ status: 400, errors: [{ path: field }] })
  })

  it.each([
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=XX', 'garbage'],
    ['multipart/form-data; boundary=XX', '--XX\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\ncut off'],
  ])('as a form of the kind %s', async (type, body) => {
    const headers = { cookie: curator.cookie, 'sec-fetch-site': 'same-origin', 'content-type': type }
    const response = await fetch(new URL('/api/files', town.url), { method: 'POST', headers, body })
    expect(await problemOf(response)).toMatchObject({ status: 400, code: 'file-missing' })
  })

  it('as an address', async () => {
    expect(await problemOf(await fetch(`${town.url}%`))).toMatchObject({ status: 404, code: 'not-found' })
  })
})

describe('what was an executor’s and is so no more', () => {
  it('is not shown by repeating an old press', async () => {
    const id = await atRoads()
    const roads = await town.as('roads')
    const { row } = await roads.card(id)
    const key = randomUUID()
    const back = () => roads.press(id, row.version, { type: 'return', reason: 'Не наша дорога' }, key)
    expect((await back()).status).toBe(200)
    expect((await back()).status).toBe(200)
    await curator.act(id, { type: 'route', unitId: town.units.housing })
    expect(await problemOf(await back())).toMatchObject({ status: 404, code: 'not-found' })
  })

  it('does not come over a stream that was opened earlier', async () => {
    const login = `temp-${randomUUID().slice(0, 8)}`
    const person = { name: 'Временная', login, roles: ['executor'], unitIds: [town.units.roads] }
    const { id: personId } = await admin.post<{ id: string }>('/api/people', { ...person, password })
    const browser = town.nobody()
    await browser.signInWithGiven(login, password)
    const stream = await hear(browser)
    const seen = await atRoads()
    await stream.until(seen)
    expect((await admin.send('PUT', `/api/people/${personId}`, { ...person, unitIds: [town.units.housing] })).status).toBe(200)
    stream.forget()
    const foreign = await atRoads()
    const moved = await registered()
    await curator.act(moved, { type: 'select' })
    await curator.act(moved, { type: 'route', unitId: town.units.housing })
    await stream.until(moved)
    expect(stream.text()).not.toContain(foreign)
    await stream.close()
  })
})

describe('a file in a draft', () => {
  it('is one that its writer may see', async () => {
    const id = await atRoads()
    const [roads, housing] = [await town.as('roads'), await town.as('housing')]
    const form = new FormData()
    const pixels = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#0a0' } })
      .png()
      .toBuffer()
    form.set('file', new Blob([Uint8Array.from(pixels)]), 'мост.png')
    const theirs = await housing.post<{ id: string; name: string; type: string; bytes: number }>('/api/files', form)
    const draft = (file: typeof theirs) => ({ type: 'submitDraft' as const, kind: 'final' as const, text: 'Сделано', attachments: [file] })
    for (const file of [theirs, { ...theirs, id: 'a'.repeat(64) }]) {
      const { row } = await roads.card(id)
      const problem = await problemOf(await roads.press(id, row.version, draft(file)))
      expect(problem).toMatchObject({ status: 400, errors: [{ path: 'body.command.attachments.0' }] })
    }
    expect((await roads.send('GET', `/api/files/${theirs.id}`)).status).toBe(404)
    const own = await roads.post<typeof theirs>('/api/files', form)
    const { card } = await roads.act(id, draft({ ...own, name: 'договор.html', type: 'text/html' }))
    expect(card.revisions.at(-1)?.attachments).toEqual([own])
  })
})

describe('settings that storage refuses', () => {
  it('are told with the cure, and change nothing at the door', async () => {
    const login = `temp-${randomUUID().slice(0, 8)}`
    const person = { name: 'Временная', login, roles: ['executor'], unitIds: [town.units.roads] }
    const nowhere = { ...person, login: `${login}-x`, unitIds: [randomUUID()] }
    expect(await problemOf(await admin.send('POST', '/api/people', { ...nowhere, password }))).toMatchObject({ code: 'unknown-unit' })
    const { id } = await admin.post<{ id: string }>('/api/people', { ...person, password })
    expect(await problemOf(await admin.send('PUT', `/api/people/${id}`, nowhere))).toMatchObject({ status: 422, code: 'unknown-unit' })
    expect((await town.nobody().signIn(login)).status).toBe(200)
    expect((await town.nobody().signIn(`${login}-x`)).status).toBe(401)
  })

  it('name a community that is connected twice, and keep tokens from a server they were not entered for', async () => {
    const twice = { network: 'vk', name: 'Ещё раз', ownId: '100', fields: { apiBase: town.sandbox.apiBase }, receive: 'webhook' }
    expect(await problemOf(await admin.send('POST', '/api/accounts', twice))).toMatchObject({ status: 409, code: 'account-taken' })
    const moved = { ...twice, fields: { apiBase: 'https://evil.example/method' } }
    const problem = await problemOf(await admin.send('PUT', `/api/accounts/${town.accountId}`, moved))
    expect(problem.errors?.map(({ path }) => path)).toEqual([
      'body.secrets.communityToken',
      'body.secrets.serviceToken',
      'body.secrets.userToken',
    ])
    const anew = { ...moved, secrets: { communityToken: 'new', serviceToken: '', userToken: '' } }
    expect((await admin.send('PUT', `/api/accounts/${town.accountId}`, anew)).status).toBe(200)
  })

  it.each([
    ['no hours', 'timezone: Asia/Vladivostok\nweek: {}\ncalendar: none\n', 'рабочего времени'],
    ['names that unfold without end', `a: &a [x]\nb: [${'*a,'.repeat(30)}]\n`, 'ссылок'],
  ])('refuse a schedule with %s', async (_, source, words) => {
    const problem = await problemOf(await admin.send('PUT', '/api/schedule', { source }))
    expect(problem).toMatchObject({ status: 422, code: 'wrong-schedule' })
    expect(problem.detail).toContain(words)
  })
})

describe('at the door', () => {
  it('a session that was ended is ended however the cookie is written', async () => {
    const browser = town.nobody()
    await browser.signIn('second')
    const { cookie } = browser
    const ask = (header: string) => fetch(new URL('/api/session', town.url), { headers: { cookie: header } })
    const variants = [cookie, `theme=dark; ${cookie}`, `${cookie}; lang=ru`]
    for (const header of variants) expect((await ask(header)).status).toBe(200)
    expect((await browser.send('DELETE', '/api/session')).status).toBe(200)
    for (const header of variants) expect((await ask(header)).status).toBe(401)
  })

  it('capital letters give a guesser no more tries', async () => {
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, n) => town.nobody().signIn(n % 2 === 0 ? `HeAd${'x'.repeat(3)}` : ' headXxX ', 'guess')),
    )
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(2)
  })

  it.each([
    ['203.0.113.9', '198.51.100.7', '203.0.113.9'],
    ['127.0.0.1', '192.0.2.1, 198.51.100.7', '198.51.100.7'],
  ])('a caller at %s who says "%s" is counted as %s', async (remoteAddress, said, counted) => {
    const ended = new AbortController()
    const app = await buildServer(town.house, { trustProxy: true, host: '127.0.0.1', guide: null }, ended.signal)
    const seen: string[] = []
    app.addHook('onRequest', async ({ ip }) => void seen.push(ip))
    await app.inject({ method: 'GET', url: '/healthz', remoteAddress, headers: { 'x-forwarded-for': said } })
    expect(seen).toEqual([counted])
    ended.abort()
    await app.close()
  })
})
