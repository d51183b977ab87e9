import { randomUUID } from 'node:crypto'
import { catalogue } from '@otklik/connectors'
import type { AccountView, NetworkView } from '@otklik/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { board } from '../../../packages/connectors/test/board/network.ts'
import { type Board, startBoard } from '../../../packages/sandbox/test/board/simulator.ts'
import { type Browser, openTown, problemOf, type Town, until } from './town.ts'

let town: Town
let sim: Board
let admin: Browser
let curator: Browser
let accountId: string

/** A network of the tests, added as any is: its connector's folder, its simulator's folder, and this line of a catalogue. */
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', catalogue: [...catalogue, board] })
  const now = () => town.house.now()
  sim = await startBoard({ clock: { now } })
  admin = await town.as('admin')
  curator = await town.as('curator')
})
afterAll(async () => {
  await town?.close()
  await sim?.stop()
})

const networks = async () => (await admin.get<{ networks: NetworkView[] }>('/api/networks')).networks
const account = async () => (await admin.get<{ accounts: AccountView[] }>('/api/accounts')).accounts.find(({ id }) => id === accountId)
const modeOf = (view: AccountView | undefined, name: string) => view?.capabilities.find((one) => one.name === name)?.mode

/** What its form asks for, filled in from what the network calls each field. */
const entered = async (fill: Readonly<Record<string, string>>) => {
  const network = (await networks()).find(({ id }) => id === 'board')
  if (network === undefined) throw new Error('the network is not offered')
  const named = (fields: readonly { readonly name: string }[]) =>
    Object.fromEntries(fields.flatMap(({ name }) => (fill[name] === undefined ? [] : [[name, fill[name]]])))
  const [way] = network.ways
  return {
    network: network.id,
    name: 'Доска у мэрии',
    ownId: fill['ownId'] ?? '',
    fields: named(network.fields),
    receive: way?.way,
    secrets: named(network.secrets),
  }
}

/** A note that has become an incident, and a reply to it that may go out. */
async function answered(text: string) {
  const note = sim.write('Мария', text)
  const incidentId = await until(() => town.house.storage.views.incidentByKey(town.tenantId, accountId, note.id))
  const roads = await town.as('roads')
  await curator.act(incidentId, { type: 'select' })
  await curator.act(incidentId, { type: 'route', unitId: town.units.roads })
  await roads.act(incidentId, { type: 'submitDraft', kind: 'final', text: `Здравствуйте, Мария! ${text}: засыплем до 12 апреля.` })
  return { incidentId, note, publish: () => curator.act(incidentId, { type: 'approve', revision: 1 }) }
}
const publicationOf = async (incidentId: string, state: string) =>
  until(async () => (await curator.card(incidentId)).publications.find((one) => one.state === state))

describe('a network that the program had never heard of', () => {
  it('is offered in the settings with its own words, and refuses what does not fit at the field', async () => {
    expect((await networks()).map(({ id, name }) => [id, name.ru])).toEqual([
      ['vk', 'ВКонтакте'],
      ['board', 'Доска'],
    ])
    const wrong = await problemOf(await admin.send('POST', '/api/accounts', await entered({ ownId: 'Доска!', server: 'ftp://board' })))
    expect(wrong.errors?.map(({ path, text }) => [path, text.ru])).toEqual([
      ['body.ownId', 'Имя доски: от 3 до 20 латинских букв.'],
      ['body.fields.server', 'Нужен адрес https://…: ключи доступа не передаются открыто.'],
    ])
  })

  it('is connected by what its form asks for, and shows what it can do with these keys and why not the rest', async () => {
    const body = await entered({ ownId: sim.id, server: sim.url, hookSecret: sim.secret })
    accountId = (await admin.post<{ id: string }>('/api/accounts', body)).id
    expect([modeOf(await account(), 'reply'), modeOf(await account(), 'receive.webhook')]).toEqual(['off', 'auto'])
    expect((await account())?.capabilities.find(({ name }) => name === 'reply')?.reason?.ru).toBe('Добавьте ключ доски.')
    const changed = { ...body, secrets: { token: sim.token } }
    expect((await admin.send('PUT', `/api/accounts/${accountId}`, changed)).status).toBe(200)
    expect(await account()).toMatchObject({ page: 'board.example/zarechny', present: ['hookSecret', 'token'], network: 'board' })
    expect(modeOf(await account(), 'reply')).toBe('auto')
    const checked = await admin.post<AccountView>(`/api/accounts/${accountId}/check`, {})
    expect(checked.health).toMatchObject({ state: 'ok', text: { ru: 'Отвечает: Доска города' } })
    // A token goes to no other server than the one it was entered for.
    const moved = { ...changed, fields: { server: 'https://evil.example' }, secrets: {} }
    const problem = await problemOf(await admin.send('PUT', `/api/accounts/${accountId}`, moved))
    expect(problem.errors?.map(({ path }) => path)).toEqual(['body.secrets.token'])
  })

  it('asks whether the address is ours, and is answered in its own way', async () => {
    const path = (await account())?.hookPath ?? ''
    expect(path).toBe(`/hooks/board/${accountId}`)
    expect(await sim.connect(new URL(path, town.url).href)).toBe(true)
    expect((await fetch(new URL(`/hooks/vk/${accountId}?challenge=x`, town.url))).status).toBe(404)
  })

  it('brings a signed note, which stands in the queue under its name; a forged one and a changed byte are turned away', async () => {
    const note = sim.write('Мария', 'Яма у школы')
    const incidentId = await until(() => town.house.storage.views.incidentByKey(town.tenantId, accountId, note.id))
    const { row, message } = await curator.card(incidentId)
    expect([row.network, row.authorName, message.delivery, message.url]).toEqual([
      'board',
      'Мария',
      'network',
      `https://board.example/${note.id}`,
    ])
    expect(sim.deliveries().at(-1)).toMatchObject({ status: 202, body: expect.stringMatching(/^\{"received":"evt_/) as string })
    const body = JSON.stringify({ event: 'item.created', id: 'evt_forged', board: sim.id, item: { ...note, id: 'n_forged' } }, null, 1)
    await sim.deliver(body, 'sha256=00')
    await sim.deliver(body.replace('Яма', 'Ямы'), sim.sign(body))
    expect(sim.deliveries().slice(-2)).toEqual(Array.from({ length: 2 }, () => ({ status: 401, body: '{"error":"signature"}' })))
    await sim.deliver(body)
    await until(() => town.house.storage.views.incidentByKey(town.tenantId, accountId, 'n_forged'))
  })

  it('is answered once, and says so', async () => {
    const { incidentId, note, publish } = await answered('Яма на Ленина')
    await publish()
    const { url } = await publicationOf(incidentId, 'published')
    const [reply] = sim.standing().filter(({ under }) => under === note.id)
    expect(reply?.text).toContain('засыплем до 12 апреля')
    expect(url).toBe(`https://board.example/${note.id}#${reply?.id}`)
    expect((await curator.card(incidentId)).record.some(({ type }) => type === 'Published')).toBe(true)
  })

  it('left its answer unclear: the reply is read back and not said twice', async () => {
    const { incidentId, note, publish } = await answered('Фонарь у бани')
    sim.fault('reset-after')
    await publish()
    await publicationOf(incidentId, 'published')
    expect(sim.standing().filter(({ under }) => under === note.id)).toHaveLength(1)
    expect(sim.requests()).toContain(`GET /boards/zarechny/items/${note.id}/thread`)
  })

  it('refuses: the reason stands on the card, and nothing stands there', async () => {
    const { incidentId, note, publish } = await answered('Забор у рынка')
    sim.close(note.id)
    await publish()
    expect((await publicationOf(incidentId, 'failed')).failure).toBe('closed')
    expect(sim.standing().filter(({ under }) => under === note.id)).toEqual([])
  })

  it('keeps to its own limits before anything is approved', async () => {
    const { incidentId } = await answered('Крыша клуба')
    expect(await curator.card(incidentId)).toMatchObject({ maxReplyLength: 1_000, maxReplyPhotos: 0 })
  })

  it('reads the address of a reply in its own grammar; VK’s is none there', async () => {
    const headers = { 'idempotency-key': randomUUID() }
    const { id } = await curator.post<{ id: string }>('/api/incidents', { text: 'Скамья в парке сломана', network: 'board' }, headers)
    const roads = await town.as('roads')
    await curator.act(id, { type: 'select' })
    await curator.act(id, { type: 'route', unitId: town.units.roads })
    await roads.act(id, { type: 'submitDraft', kind: 'final', text: 'Здравствуйте! Скамью заменят до 12 апреля 2024 года.' })
    await curator.act(id, { type: 'approve', revision: 1 })
    // A person brings it there and says where it is.
    const { id: publicationId } = await publicationOf(id, 'uncertain')
    const { row } = await curator.card(id)
    const say = (address: string) => curator.press(id, row.version, { type: 'resolvePublication', publicationId, stands: true, address })
    const refused = await problemOf(await say('https://vk.ru/wall-1_2?reply=3'))
    expect(refused).toMatchObject({ status: 400, text: { ru: 'Нужен адрес ответа, например https://board.example/n_1#n_2.' } })
    const address = 'https://board.example/n_7#n_77'
    expect((await say(address)).status).toBe(200)
    expect((await curator.card(id)).publications.at(-1)).toMatchObject({ state: 'published', url: address })
  })
})

it('a message registered by hand may name its network, and is delivered by a person', async () => {
  const register = (network: string | null) => curator.send('POST', '/api/incidents', { text: 'Звонили: яма на мосту', network })
  expect((await problemOf(await register('nowhere'))).errors?.map(({ path }) => path)).toEqual(['body.network'])
  const { id } = (await (await register('board')).json()) as { id: string }
  expect((await curator.card(id)).message).toMatchObject({ network: 'board', delivery: 'person' })
  const { id: called } = (await (await register(null)).json()) as { id: string }
  expect((await curator.card(called)).message).toMatchObject({ network: null, delivery: 'person' })
})
