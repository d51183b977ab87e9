import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { QueueRow, StreamEvent } from '@otklik/contract'
import { buildServer } from '../src/http/server.ts'
import { rowsTold } from '../src/live/gathering.ts'
import { usualWaits } from '../src/waits.ts'
import { Browser, type Login, openTown, type Town, until } from './town.ts'

const everybody: readonly Login[] = ['curator', 'second', 'roads', 'housing', 'head', 'admin', 'stranger']

let town: Town
let app: FastifyInstance
let stopping: AbortController
let url: string
/** The server's own end of every stream. */
let answers: ServerResponse[]
let sockets: Socket[]
/** What the streams asked of the database. */
let asked: { people: number; rows: number; one: number }

beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web' })
})
afterAll(() => town.close())
beforeEach(async () => {
  stopping = new AbortController()
  answers = []
  sockets = []
  asked = { people: 0, rows: 0, one: 0 }
  const { storage } = town.house
  const counting = {
    ...storage,
    views: { ...storage.views, row: (...given: Parameters<typeof storage.views.row>) => ((asked.one += 1), storage.views.row(...given)) },
    watching: {
      members: (...given: Parameters<typeof storage.watching.members>) => ((asked.people += 1), storage.watching.members(...given)),
      rows: (...given: Parameters<typeof storage.watching.rows>) => ((asked.rows += 1), storage.watching.rows(...given)),
    },
  }
  const options = { trustProxy: false, host: '127.0.0.1', guide: null, waits: { ...usualWaits, heartbeat: 500 } }
  app = await buildServer({ ...town.house, storage: counting }, options, stopping.signal)
  app.server.on('request', (request, answer) => request.url === '/api/stream' && answers.push(answer))
  await app.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/`
})
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  stopping.abort()
  await app.close()
})

async function at(login: string): Promise<Browser> {
  const browser = new Browser(url)
  expect((await browser.signIn(login)).status).toBe(200)
  return browser
}

type Ear = { readonly socket: Socket; events(): StreamEvent[]; rows(): QueueRow[]; looks(): number }

async function listen({ cookie }: Browser): Promise<Ear> {
  const { port, hostname } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  sockets.push(socket)
  socket.write(`GET /api/stream HTTP/1.0\r\nHost: ${hostname}:${port}\r\nCookie: ${cookie}\r\n\r\n`)
  let heard = ''
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text))
  const events = () => [...heard.matchAll(/^data: (.*)\n\n/gm)].map(([, data = '']) => JSON.parse(data) as StreamEvent)
  const ear: Ear = {
    socket,
    events,
    rows: () => events().flatMap((event) => (event.type === 'incident' ? [event.row] : [])),
    looks: () => events().filter(({ type }) => type === 'hello').length,
  }
  await until(async () => ear.looks() > 0)
  return ear
}

const register = async (browser: Browser, text: string): Promise<string> =>
  (await browser.post<{ id: string }>('/api/incidents', { text }, { 'idempotency-key': randomUUID() })).id

it('each of many kinds of viewers hears the rows that they may see, as they stand for them, and no other', async () => {
  const curator = await at('curator')
  const people = await Promise.all(everybody.map(async (login) => ({ login, browser: await at(login) })))
  const ears = await Promise.all(
    people.flatMap(({ login, browser }) => [0, 1].map(async () => ({ login, browser, ear: await listen(browser) }))),
  )
  const ids: string[] = []
  for (const unit of [null, town.units.roads, town.units.housing]) {
    const id = await register(curator, `Яма ${unit}`)
    ids.push(id)
    await curator.act(id, { type: 'select', importance: 'normal', topicId: null, location: null })
    if (unit !== null) await curator.act(id, { type: 'route', unitId: unit, note: '' })
  }
  for (const { login, browser, ear } of ears) {
    const visible = (await browser.get<{ rows: QueueRow[] }>('/api/queue?limit=50')).rows.filter(({ id }) => ids.includes(id))
    await until(async () => visible.every((row) => ear.rows().some(({ id, version }) => id === row.id && version === row.version)))
    const mayHear = new Set(visible.map(({ id }) => id))
    for (const row of ear.rows()) expect(mayHear.has(row.id) || !ids.includes(row.id), `${login} hears ${row.excerpt}`).toBe(true)
    const unit = login === 'roads' || login === 'housing' ? town.units[login] : null
    expect(ear.rows().filter((row) => login === 'stranger' || (unit !== null && row.holders.every(({ id }) => id !== unit)))).toEqual([])
    for (const row of visible) expect(ear.rows().findLast(({ id }) => id === row.id)).toEqual(row)
  }
})

it('however many streams are open, a change costs them together one look at rights and one at the row', async () => {
  const curator = await at('curator')
  const browsers = await Promise.all(everybody.map(at))
  const ears = await Promise.all(browsers.flatMap((browser) => Array.from({ length: 4 }, () => listen(browser))))
  const told = ears.slice(0, 8)
  await until(async () => asked.people > 0)
  for (let change = 0; change < 5; change++) {
    const before = { ...asked }
    const id = await register(curator, `Фонарь ${change}`)
    await until(async () => told.every((ear) => ear.rows().some((row) => row.id === id)))
    // The people of two organisations, and perhaps the look at all rights that comes with the heart's beat.
    expect(asked.rows - before.rows).toBeLessThanOrEqual(2)
  }
  expect(asked.one).toBe(0)
})

it('a burst is told as «look again», a few times, and what comes after it is told row by row', async () => {
  const curator = await at('curator')
  const ears = await Promise.all(Array.from({ length: 6 }, () => listen(curator)))
  const most = rowsTold(ears.length)
  const { storage } = town.house
  const place = (n: number) => ({
    network: 'vk',
    delivery: 'network' as const,
    accountId: town.accountId,
    key: `-100_1_${90_000 + n}`,
    url: `https://vk.com/wall-100_1?reply=${90_000 + n}`,
    target: { owner: -100, post: 1, comment: 90_000 + n },
  })
  const author = { key: 'burst', name: 'Жительница', url: null }
  const rest = {
    attachments: [],
    writtenAt: town.house.now(),
    track: 'social' as const,
    inReplyToKey: null,
    threadKey: null,
    idempotencyKey: null,
  }
  const before = ears.map((ear) => ({ looks: ear.looks(), rows: ear.rows().length }))
  const began = performance.now()
  const write = (n: number) =>
    storage.arrive({ tenantId: town.tenantId, place: place(n), text: `Нет света ${n}`, author: { ...author, key: `burst-${n}` }, ...rest })
  await Promise.all(Array.from({ length: most * 6 }, (_, n) => write(n)))
  await until(async () => ears.every((ear, n) => ear.looks() > (before[n]?.looks ?? 0)))
  // The end of the burst may still be on its way: what is written then is told with it.
  const after: string[] = []
  await until(async () => {
    after.push(await register(curator, 'После всех'))
    await new Promise((resolve) => setTimeout(resolve, 200))
    return ears.every((ear) => ear.rows().some(({ id }) => after.includes(id)))
  })
  const seconds = (performance.now() - began) / 1000
  for (const [n, ear] of ears.entries()) {
    expect(ear.looks() - (before[n]?.looks ?? 0)).toBeLessThanOrEqual(2 + Math.ceil(seconds / 3))
    expect(ear.rows().length - (before[n]?.rows ?? 0)).toBeLessThan(most * 6)
  }
  const told = ears[0]?.events().findLast((event) => event.type === 'hello')
  expect(told?.type === 'hello' && told.spreadMs).toBeGreaterThan(0)
})

it('a browser that reads slowly gets fewer words and no growing heap of them, and looks again when it has read', async () => {
  const curator = await at('curator')
  const ear = await listen(await at('second'))
  const answer = answers.at(-1)!
  ear.socket.pause()
  const filling = `: ${'x'.repeat(16_000)}\n\n`
  for (let full = 0; full < 3; full += 1) {
    if (answer.writableLength < 100_000) full = 0
    while (answer.writableLength < 100_000) answer.write(filling)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const waiting = answer.writableLength
  const other = await listen(curator)
  for (let n = 0; n < 20; n++) {
    const id = await register(curator, `${n} ${'Очень длинное письмо. '.repeat(40)}`)
    await until(async () => other.rows().some((row) => row.id === id))
  }
  // The signs of life alone.
  expect(answer.writableLength - waiting).toBeLessThan(2_000)
  expect(answer.destroyed).toBe(false)
  const looks = ear.looks()
  ear.socket.resume()
  await until(async () => ear.looks() > looks)
  const id = await register(curator, 'Снова слышно')
  await until(async () => ear.rows().some((row) => row.id === id))
})

it('whoever loses a row twice in a moment is told to look again after the second time too', async () => {
  const [curator, roads] = [await at('curator'), await at('roads')]
  const ear = await listen(roads)
  const routed = async (text: string) => {
    const id = await register(curator, text)
    await curator.act(id, { type: 'select', importance: 'normal', topicId: null, location: null })
    await curator.act(id, { type: 'route', unitId: town.units.roads, note: '' })
    await until(async () => ear.rows().some((row) => row.id === id))
    return id
  }
  const ids = [await routed('Первая'), await routed('Вторая')]
  for (const id of ids) {
    const looks = ear.looks()
    await roads.act(id, { type: 'return', reason: 'Не наше', suggestedUnitId: null })
    await until(async () => ear.looks() > looks)
  }
  // What was never theirs concerns them not at all.
  const looks = ear.looks()
  const heard = await listen(curator)
  for (let n = 0; n < 3; n++) {
    const id = await register(curator, `Чужое ${n}`)
    await until(async () => heard.rows().some((row) => row.id === id))
  }
  expect(ear.looks()).toBe(looks)
})

it('whose rights change is told to look again, although nothing else has happened', async () => {
  const admin = await at('admin')
  const { people } = await admin.get<{ people: { id: string; login: string; name: string; roles: string[]; unitIds: string[] }[] }>(
    '/api/people',
  )
  const { id, ...person } = people.find(({ login }) => login === 'housing')!
  const ear = await listen(await at('housing'))
  const looks = ear.looks()
  const { roads, housing } = town.units
  expect((await admin.send('PUT', `/api/people/${id}`, { ...person, active: true, unitIds: [roads, housing] })).status).toBe(200)
  await until(async () => ear.looks() > looks)
  expect((await admin.send('PUT', `/api/people/${id}`, { ...person, active: true })).status).toBe(200)
})

it('streams outlive every database session that is cut: they are told to look again, and hear on', async () => {
  const curator = await at('curator')
  const ears = await Promise.all([curator, await at('roads')].map(listen))
  const before = ears.map((ear) => ear.looks())
  const pool = town.house.storage.pool as { query(text: string): Promise<unknown> }
  await pool.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
  await until(async () => ears.every((ear, n) => ear.looks() > (before[n] ?? 0)))
  // The first calls may still meet a session that was cut.
  const id = await until(() => register(curator, 'После обрыва базы').catch(() => null))
  await until(async () => ears[0]?.rows().some((row) => row.id === id))
  expect(answers.every(({ closed }) => !closed)).toBe(true)
})

it('a server that stops asks the database for nothing more on behalf of its streams', async () => {
  const curator = await at('curator')
  const ear = await listen(curator)
  const heard = await register(curator, 'Перед остановкой')
  await until(async () => ear.rows().some(({ id }) => id === heard))
  await register(curator, 'В самый последний миг')
  stopping.abort()
  const { rows } = asked
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(asked.rows).toBe(rows)
})

it('two tabs of one person with a card each are both told to those who look there', async () => {
  const [anna, boris] = [await at('curator'), await at('second')]
  const [one, two] = [await register(anna, 'Одна'), await register(anna, 'Другая')]
  const ear = await listen(boris)
  const said = (id: string) => {
    const event = ear.events().findLast((each) => each.type === 'looking' && each.incidentId === id)
    return event?.type === 'looking' ? event.people.map(({ name }) => name).toSorted() : null
  }
  await anna.post('/api/looking', { incidentId: one, tab: 'a' })
  await anna.post('/api/looking', { incidentId: two, tab: 'b' })
  await boris.post('/api/looking', { incidentId: one, tab: 'x' })
  await boris.post('/api/looking', { incidentId: two, tab: 'y' })
  const both = ['Анна Куратор', 'Борис Куратор']
  await until(async () => said(one)?.length === 2 && said(two)?.length === 2)
  expect([said(one), said(two)]).toEqual([both, both])
  await anna.post('/api/looking', { incidentId: null, tab: 'a' })
  await until(async () => said(one)?.length === 1)
  expect(said(two)).toEqual(both)
})
