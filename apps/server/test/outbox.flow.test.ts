import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Connector } from '@otklik/connectors'
import { vk } from '@otklik/connectors/vk'
import { startVkSandbox, type VkSandbox } from '@otklik/sandbox/vk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { act, ALL, approved, message, select, type Town, town, viewerOf } from '../../../packages/storage/test/town.ts'
import { makeSender } from '../src/worker/sender.ts'

const hour = 3_600_000
const accountId = '0198f000-0000-7000-8000-000000000001'
const photo = { name: 'яма.png', type: 'image/png', bytes: new Uint8Array([137, 80, 78, 71]) }

let lesozavodsk: Town
let sandbox: VkSandbox
let now: number
let on: boolean
/** Without a service key nothing can be read back: only VK's own memory of the key stands between us and a second reply. */
let blind: Connector
let seeing: Connector

beforeEach(async () => {
  lesozavodsk = await town()
  now = lesozavodsk.now()
  on = true
  const clock = { now: () => now, sleep: async (ms: number) => pass(ms) }
  sandbox = await startVkSandbox({ groupId: 100, clock, posts: [{ id: 1, text: 'Дорогие жители!' }] })
  const { community: communityToken, service: serviceToken } = sandbox.tokens
  const account = { id: accountId, network: 'vk', ownId: '100', fields: { apiBase: sandbox.apiBase } }
  blind = vk.create({ ...account, secrets: { communityToken } }, { allowLoopback: true, clock })
  seeing = vk.create({ ...account, secrets: { communityToken, serviceToken } }, { allowLoopback: true, clock })
})
afterEach(async () => {
  await sandbox.close()
  await lesozavodsk.close()
})

/** Time goes by: for the network, the record and the sender alike. */
function pass(ms: number): void {
  now += Math.ceil(ms)
  lesozavodsk.at(new Date(now).toISOString())
}

/** A complaint under the town's post, with an approved reply on its way. */
async function replyTo(text: string): Promise<string> {
  const written = sandbox.comment({ postId: 1, authorName: 'Мария', text })
  const place = {
    network: 'vk',
    delivery: 'network',
    accountId,
    key: written.key,
    url: '',
    target: { owner: -100, post: 1, comment: written.id, thread: 0 },
  } as const
  const arrived = await lesozavodsk.storage.arrive({ ...message(lesozavodsk, text), place })
  if (arrived.outcome !== 'opened') throw new Error(`${text}: ${arrived.outcome}`)
  await approved(lesozavodsk, arrived.incidentId)
  return arrived.incidentId
}

/** One sender that is asked again and again, `stepMs` apart, until the reply has left `publishing` (or `times` are over). */
async function publish(id: string, connector: Connector, { stepMs, times }: { stepMs: number; times: number }) {
  const row = {} as never
  const opened = { row, network: vk, connector }
  const open = async () => (on ? opened : null)
  const networks = { catalogue: [vk], byId: () => vk, open, openAny: async () => opened, kept: () => null }
  const house = { storage: lesozavodsk.storage, networks, now: () => now, log: () => undefined, leaseMs: 60_000 }
  const round = makeSender(house, 'sender', new AbortController().signal)
  const began = now
  for (let turn = 0; turn < times && (await cardOf(id)).row.status === 'publishing'; turn++) {
    while (await round()) if ((await cardOf(id)).row.status !== 'publishing') break
    if ((await cardOf(id)).row.status === 'publishing') pass(stepMs)
  }
  const { row: after, publications } = await cardOf(id)
  return { status: after.status, failure: publications.at(-1)?.failure ?? null, hours: (now - began) / hour }
}

async function cardOf(id: string) {
  const card = await lesozavodsk.storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), id)
  if (card === null) throw new Error('the incident is gone')
  return card
}

const sent = () => sandbox.requests('wall.createComment').length

describe('a reply that VK puts off', () => {
  it('after a doubtful attempt is looked for before it goes again: a daily limit in between makes no second reply', async () => {
    const id = await replyTo('Яма')
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'reset-after' } })
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'error', code: 29 }, nth: 2 })
    // VK remembers the key for an hour; the limit lasts until tomorrow, and nothing can be read back: a person has to look.
    expect(await publish(id, blind, { stepMs: hour, times: 200 })).toMatchObject({ status: 'uncertain' })
    expect(sandbox.ledger()).toHaveLength(1)
  })

  it('and then refuses, is not said to have failed while nobody can see whether the first attempt got through', async () => {
    const id = await replyTo('Яма')
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'reset-after' } })
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'error', code: 213 }, nth: 2 })
    expect(await publish(id, blind, { stepMs: 1_000, times: 100 })).toMatchObject({ status: 'uncertain' })
    expect(sandbox.ledger()).toHaveLength(1)
  })

  it('is found by the look where it can be read back', async () => {
    const id = await replyTo('Яма')
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'reset-after' } })
    expect(await publish(id, seeing, { stepMs: 1_000, times: 100 })).toMatchObject({ status: 'answered' })
    expect(sandbox.ledger()).toHaveLength(1)
  })

  it('is looked for as often as VK calls the look too quick, and that is no doubt', async () => {
    const id = await replyTo('Яма')
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'reset-after' } })
    sandbox.faults.add({ method: 'wall.getComments', effect: { kind: 'error', code: 6 }, times: 100_000 })
    expect(await publish(id, seeing, { stepMs: 10_000, times: 60 })).toMatchObject({ status: 'publishing' })
    sandbox.faults.clear()
    expect(await publish(id, seeing, { stepMs: 10_000, times: 60 })).toMatchObject({ status: 'answered' })
    expect(sandbox.ledger()).toHaveLength(1)
  })

  it('and stays in doubt for two hours because it cannot be looked for is shown to a person', async () => {
    const id = await replyTo('Яма')
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'reset-after' } })
    sandbox.faults.add({ method: 'wall.getComments', effect: { kind: 'error', code: 9 }, times: 100_000 })
    const ended = await publish(id, seeing, { stepMs: 300_000, times: 60 })
    expect(ended.status).toBe('uncertain')
    expect(ended.hours).toBeGreaterThanOrEqual(2)
  })

  it('thousands of times for being too quick is not in doubt, and goes out when VK is free again', async () => {
    const id = await replyTo('Яма')
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'error', code: 6 }, times: 100_000 })
    expect(await publish(id, seeing, { stepMs: 10_000, times: 150 })).toMatchObject({ status: 'publishing' })
    sandbox.faults.clear()
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'reset-after' } })
    expect(await publish(id, seeing, { stepMs: 10_000, times: 150 })).toMatchObject({ status: 'answered' })
    expect(sandbox.ledger()).toHaveLength(1)
  })

  it('for three days goes back to a person, who is told that it is the limit', async () => {
    const id = await replyTo('Яма')
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'error', code: 29 }, times: 100_000 })
    const limited = await publish(id, seeing, { stepMs: hour, times: 200 })
    expect(limited).toMatchObject({ status: 'approved', failure: 'quota' })
    expect(limited.hours).toBeGreaterThanOrEqual(72)
    expect(limited.hours).toBeLessThan(100)
  })

  it('because the connection is switched off goes out when it is switched on, however often VK then says «later»', async () => {
    const id = await replyTo('Яма')
    on = false
    expect(await publish(id, seeing, { stepMs: hour, times: 60 })).toMatchObject({ status: 'publishing' })
    expect((await cardOf(id)).publications.at(-1)?.waiting?.detail).toContain('Подключение выключено')
    expect(sent()).toBe(0)
    on = true
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'error', code: 6 }, times: 3 })
    expect(await publish(id, seeing, { stepMs: 10_000, times: 60 })).toMatchObject({ status: 'answered' })
  })

  it('and a connection that stays off gives the reply back with that reason', async () => {
    const id = await replyTo('Яма')
    on = false
    expect(await publish(id, seeing, { stepMs: hour, times: 200 })).toMatchObject({ status: 'approved', failure: 'disconnected' })
    expect(sandbox.ledger()).toHaveLength(0)
  })
})

/** An approved reply with a photo whose bytes stand at the answered path. */
async function withPhoto(): Promise<{ id: string; path: string }> {
  const { storage, tenantId, roadman, anna, roads, options } = lesozavodsk
  const kept = await storage.files.put(tenantId, photo.bytes, photo.name, photo.type, viewerOf(lesozavodsk, roadman).personId)
  const arrived = await storage.arrive(message(lesozavodsk, 'Яма у школы', { place: { ...message(lesozavodsk, '').place, accountId } }))
  if (arrived.outcome !== 'opened') throw new Error(arrived.outcome)
  const id = arrived.incidentId
  await act(lesozavodsk, id, anna, select)
  await act(lesozavodsk, id, anna, { type: 'route', unitId: roads, note: '' })
  await act(lesozavodsk, id, roadman, { type: 'submitDraft', kind: 'final', text: 'Здравствуйте! Вот фото.', attachments: [kept] })
  await act(lesozavodsk, id, anna, { type: 'approve', revision: 1, confirmed: [...ALL] })
  return { id, path: join(options.filesDirectory, kept.id.slice(0, 2), kept.id) }
}

describe('a reply that we ourselves cannot send', () => {
  it('stands in nobody’s way: the next one goes out, and it comes again until a person is told', async () => {
    const { id, path } = await withPhoto()
    rmSync(path)
    // What cannot be read at all, not what is missing: a folder stands where the file should be.
    mkdirSync(path)
    pass(1_000)
    const next = await replyTo('Яма у больницы')
    expect(await publish(next, seeing, { stepMs: 1_000, times: 30 })).toMatchObject({ status: 'answered' })
    expect((await cardOf(id)).row.status).toBe('publishing')
    expect(await publish(id, seeing, { stepMs: 60_000, times: 600 })).toMatchObject({ status: 'approved', failure: 'fault' })
  })

  it('because its photo is gone comes back at once with what to do', async () => {
    const { id, path } = await withPhoto()
    rmSync(path)
    expect(await publish(id, seeing, { stepMs: 1_000, times: 5 })).toMatchObject({ status: 'approved', failure: 'invalid', hours: 0 })
    expect((await cardOf(id)).publications.at(-1)?.detail).toContain('приложите его заново')
  })
})
