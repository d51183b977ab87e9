import { randomUUID } from 'node:crypto'
import { type Door, otherRoutes, type Route, type RouteName, routes } from '@otklik/contract'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hear } from './hearing.ts'
import { type Browser, type Login, openTown, problemOf, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00' })
})
afterAll(() => town.close())

type Caller = 'anonymous' | 'curator' | 'executor' | 'head' | 'administrator'
const logins: Readonly<Record<Exclude<Caller, 'anonymous'>, Login>> = {
  curator: 'curator',
  executor: 'roads',
  head: 'head',
  administrator: 'admin',
}
const callers: readonly Caller[] = ['anonymous', 'curator', 'executor', 'head', 'administrator']

const everyone = ['curator', 'executor', 'head', 'administrator'] as const
const working = ['curator', 'executor', 'head'] as const
const signed = 'signed-in'
const admin = ['administrator'] as const
/** Who may call what, written down by hand: the contract and the table of roles together must come to the same. */
const written: Readonly<Record<RouteName, 'public' | typeof signed | readonly Exclude<Caller, 'anonymous'>[]>> = {
  door: 'public',
  signIn: 'public',
  session: signed,
  signOut: signed,
  passwordHistory: signed,
  changePassword: signed,
  directory: signed,
  queue: everyone,
  queueCounts: everyone,
  registerMessage: ['curator'],
  incident: everyone,
  command: working,
  markRead: everyone,
  authorHistory: working,
  looking: everyone,
  addUnit: admin,
  setUnit: admin,
  people: admin,
  addPerson: admin,
  setPerson: admin,
  journal: ['administrator', 'head'],
  alterations: admin,
  alterationSeen: admin,
  schedule: signed,
  setSchedule: admin,
  calendar: signed,
  calendarYear: signed,
  previewCalendar: admin,
  setCalendar: admin,
  regulations: signed,
  regulation: signed,
  setRegulation: admin,
  networks: admin,
  accounts: admin,
  addAccount: admin,
  setAccount: admin,
  checkAccount: admin,
  unhandledEvents: admin,
  retryUnhandled: admin,
}

function expected(who: (typeof written)[RouteName], caller: Caller): 'let in' | 'not-signed-in' | 'forbidden' {
  if (who === 'public') return 'let in'
  if (caller === 'anonymous') return 'not-signed-in'
  return who === signed || who.includes(caller) ? 'let in' : 'forbidden'
}

/** Nothing in these requests can succeed: the gate answers first, or the request is found wrong behind it. */
async function knock(browser: Browser, { method, path }: Asked): Promise<string> {
  const response = await browser.send(method, path.replace(':id', randomUUID()), method === 'GET' ? undefined : { nothing: true })
  if (response.ok) return 'let in'
  const { code } = await problemOf(response)
  return code === 'not-signed-in' || code === 'forbidden' ? code : 'let in'
}

type Asked = Pick<Route, 'method'> & { readonly path: string; readonly who: (typeof written)[RouteName] }
// A stream that is let in does not end: tests of its own speak to it.
const beyondContract: readonly Asked[] = [
  { method: otherRoutes.addFile.method, path: otherRoutes.addFile.path, who: working },
  { method: otherRoutes.file.method, path: otherRoutes.file.path, who: signed },
  { method: 'GET', path: '/api/openapi.json', who: 'public' },
  { method: 'GET', path: '/healthz', who: 'public' },
]

const contract = Object.entries<Route>(routes).map(([name, { method, path }]): Asked => ({ method, path, who: written[name as RouteName] }))
const matrix = [...contract, ...beyondContract]
  // Signing out is let in to anybody signed in, and would end the session of the next line.
  .toSorted((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'))
  .flatMap((route) => callers.map((caller) => ({ route, caller, want: expected(route.who, caller) })))

describe('who may call what', () => {
  it.each(matrix)('$caller $route.method $route.path: $want', async ({ route, caller, want }) => {
    const browser = caller === 'anonymous' ? town.nobody() : await town.as(logins[caller])
    if (route.method === 'DELETE' && caller !== 'anonymous') await browser.signIn(logins[caller])
    expect(await knock(browser, route)).toBe(want)
    if (route.method === 'DELETE' && caller !== 'anonymous') await browser.signIn(logins[caller])
  })

  it('names nobody to whoever has not signed in, outside a demo', async () => {
    expect(await town.nobody().get<Door>('/api/door')).toEqual({ demo: null })
  })

  it('is said by every route: one that says nothing stops the start', async () => {
    const { default: Fastify } = await import('fastify')
    const { installGate } = await import('../src/http/gate.ts')
    const app = Fastify()
    installGate(app, async () => null, null)
    expect(() => app.get('/api/secret', () => 'x')).toThrow('/api/secret does not say who may call it')
  })
})

describe("what is another unit's or another organisation's does not exist", () => {
  it.each(['housing', 'stranger'] as const)('for %s', async (login) => {
    const { id } = await town.write('Яма у школы', `Автор для ${login}`)
    const [curator, roads] = await Promise.all([town.as('curator'), town.as('roads')])
    await curator.act(id, { type: 'select' })
    await curator.act(id, { type: 'route', unitId: town.units.roads })
    const form = new FormData()
    const pixels = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } })
      .jpeg()
      .toBuffer()
    form.set('file', new Blob([pixels], { type: 'image/jpeg' }), 'яма.jpg')
    const file = await roads.post<{ id: string; name: string; type: string; bytes: number }>('/api/files', form)
    await roads.act(id, { type: 'submitDraft', kind: 'final', text: 'Здравствуйте! Засыплем завтра.', attachments: [file] })
    const { row, message } = await curator.card(id)

    const other = await town.as(login)
    const heard = await hear(other)
    const codes = await Promise.all(
      [
        other.send('GET', `/api/incidents/${id}`),
        other.press(id, row.version, { type: 'return', reason: 'не наше' }),
        other.press(id, 1, { type: 'approve', revision: 1 }),
        other.send('POST', `/api/incidents/${id}/read`),
        other.send('POST', '/api/looking', { incidentId: id }),
        other.send('GET', `/api/authors/${message.author.id}/messages`),
        other.send('GET', `/api/files/${file.id}`),
      ].map(async (asked) => (await problemOf(await asked)).code),
    )
    expect(codes).toEqual(Array.from({ length: 7 }, () => 'not-found'))
    const queue = await other.get<{ rows: { id: string }[] }>('/api/queue?view=all&q=яма')
    expect(queue.rows.map((each) => each.id)).not.toContain(id)

    expect((await curator.send('GET', `/api/files/${file.id}`)).status).toBe(200)
    const told = await hear(curator)
    await curator.act(id, { type: 'sendBack', revision: 1, remarks: [{ text: 'Когда?' }] })
    await told.until(id)
    // Something of their own comes after it: what was to come before has been heard by then.
    const registering = login === 'stranger' ? other : curator
    const headers = { 'idempotency-key': randomUUID() }
    const { id: own } = await registering.post<{ id: string }>('/api/incidents', { text: 'Своё: не горит лампа в подъезде' }, headers)
    if (login === 'housing') {
      await curator.act(own, { type: 'select' })
      await curator.act(own, { type: 'route', unitId: town.units.housing })
    }
    await heard.until(own)
    expect(heard.text()).not.toContain(id)
    await Promise.all([heard.close(), told.close()])
  })
})
