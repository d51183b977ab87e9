import { randomUUID } from 'node:crypto'
import type { Connector } from '@otklik/connectors'
import { vk } from '@otklik/connectors/vk'
import type { NetworkAct } from '@otklik/record'
import { startVkSandbox, type VkSandbox } from '@otklik/sandbox/vk'
import { maintenance } from '@otklik/storage'
import type { Pool } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PostEvent, withPosts } from '../../../packages/storage/test/posts/post.ts'
import { approved, message, type Town, town, viewerOf } from '../../../packages/storage/test/town.ts'
import { makeSender } from '../src/worker/sender.ts'

const accountId = '0198f000-0000-7000-8000-000000000001'
const minute = 60_000
const news = 'Воду отключат 12 мая с 9 до 17.'

let lesozavodsk: Town
let sandbox: VkSandbox
let connector: Connector
let pool: Pool
let now: number

beforeEach(async () => {
  lesozavodsk = await town('lesozavodsk-2022', undefined, { aggregates: withPosts })
  pool = (await lesozavodsk.database.connect()).pool
  now = lesozavodsk.now()
  const clock = { now: () => now, sleep: async (ms: number) => pass(ms) }
  // VK forgets the key of an act after five minutes: nothing but our own record and the wall keep it from happening twice.
  sandbox = await startVkSandbox({ groupId: 100, clock, posts: [{ id: 1, text: 'Дорогие жители!' }], guidMemoryMs: 5 * minute })
  const { community: communityToken, service: serviceToken, user: userToken } = sandbox.tokens
  const account = { id: accountId, network: 'vk', ownId: '100', fields: { apiBase: sandbox.apiBase } }
  connector = vk.create({ ...account, secrets: { communityToken, serviceToken, userToken } }, { allowLoopback: true, clock })
})
afterEach(async () => {
  await sandbox.close()
  await lesozavodsk.close()
})

function pass(ms: number): void {
  now += Math.ceil(ms)
  lesozavodsk.at(new Date(now).toISOString())
}

/** A stream of its own asks for an act. */
async function ask(act: NetworkAct, notBefore = 0): Promise<string> {
  const streamId = randomUUID()
  const command = { type: 'ask', key: randomUUID(), accountId, act, notBefore } as const
  const given = { acting: { kind: 'system' } as const, expectedVersion: null, idempotencyKey: null }
  const { ok } = await lesozavodsk.storage.streams.command({ tenantId: lesozavodsk.tenantId, kind: 'post', streamId, command, ...given })
  if (!ok) throw new Error('the act was not taken')
  return streamId
}
const post = (text = news, notBefore = 0) => ask({ kind: 'post', text, files: [] }, notBefore)

/** An approved reply on its way. */
async function reply(text: string): Promise<string> {
  const written = sandbox.comment({ postId: 1, authorName: 'Мария', text })
  const target = { owner: -100, post: 1, comment: written.id, thread: 0 }
  const place = { network: 'vk', delivery: 'network', accountId, key: written.key, url: '', target } as const
  const arrived = await lesozavodsk.storage.arrive({ ...message(lesozavodsk, text), place })
  if (arrived.outcome !== 'opened') throw new Error(arrived.outcome)
  await approved(lesozavodsk, arrived.incidentId)
  return arrived.incidentId
}

/** A sender works until there is nothing to take now. */
async function send(by = connector): Promise<void> {
  const row = {} as never
  const opened = { row, network: vk, connector: by }
  const networks = { catalogue: [vk], byId: () => vk, open: async () => opened, openAny: async () => opened, kept: () => null }
  const house = { storage: lesozavodsk.storage, networks, now: () => now, log: () => undefined, leaseMs: 60_000 }
  const round = makeSender(house, 'sender', new AbortController().signal)
  for (let rounds = 0; rounds < 40 && (await round()); rounds++);
}
/** The same, again and again, until nothing waits. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) {
    await send()
    if ((await lesozavodsk.storage.outbox.waiting()).waiting === 0) return
    pass(minute)
  }
}

const wall = () => sandbox.postLedger().flatMap(({ key, text, state }) => (state === 'stands' ? [{ key, text }] : []))
const ends = async (streamId: string) => {
  const { rows } = await pool.query("select data -> 'end' as end from events where stream_id = $1 and type = 'ActEnded' order by version", [
    streamId,
  ])
  return (rows as { end: Extract<PostEvent, { type: 'ActEnded' }>['end'] }[]).map(({ end }) => end)
}
const findings = async () =>
  (await lesozavodsk.storage.alterations.list(lesozavodsk.tenantId)).map(({ why, columns }) => [why, ...columns].join(' '))
const statusOf = async (incidentId: string) =>
  (await lesozavodsk.storage.views.row(viewerOf(lesozavodsk, lesozavodsk.anna), incidentId))?.status

describe('a post, asked for by a kind of stream that the outbox has never heard of,', () => {
  it('goes out once, and its end is an event of its stream; the row is made again from the record', async () => {
    const streamId = await post()
    await send()
    const [{ key } = { key: '' }] = wall()
    expect(await ends(streamId)).toEqual([{ type: 'done', ref: key, url: `https://vk.com/wall${key}`, evidence: 'network' }])
    const sound = { faultCount: 0, differenceCount: 0 }
    expect(await maintenance.verify(lesozavodsk.options)).toMatchObject(sound)
    await pool.query('delete from intents')
    await maintenance.rebuild(lesozavodsk.options)
    expect(await maintenance.verify(lesozavodsk.options)).toMatchObject(sound)
    expect((await pool.query('select state, ref from intents')).rows).toEqual([{ state: 'confirmed', ref: key }])
  })

  it('is found on the wall when the answer was lost, and ends as refused with the network’s reason', async () => {
    const lost = await post()
    sandbox.faults.add({ method: 'wall.post', effect: { kind: 'reset-after' } })
    await settle()
    expect(await ends(lost)).toMatchObject([{ type: 'done', evidence: 'reconciled' }])
    const refused = await post('Ещё новость')
    sandbox.faults.add({ method: 'wall.post', effect: { kind: 'error', code: 214 } })
    await settle()
    expect(await ends(refused)).toMatchObject([{ type: 'failed', reason: 'permission' }])
    expect(wall()).toHaveLength(1)
  })

  it('with the words of another post is a post of its own, also when both answers were lost', async () => {
    sandbox.faults.add({ method: 'wall.post', effect: { kind: 'reset-after' }, times: 2 })
    const streams = [await post(), await post()]
    await settle()
    expect(wall().map(({ text }) => text)).toEqual([news, news])
    const told = (await Promise.all(streams.map(ends))).flat()
    expect(told.map((end) => (end.type === 'done' ? end.ref : end.type)).toSorted()).toEqual(
      wall()
        .map(({ key }) => key)
        .toSorted(),
    )
  })

  it('of which the network shows the same thing as of another is for a person', async () => {
    const [one, two] = [await post(), await post()]
    for (const streamId of [one, two]) {
      const taken = await lesozavodsk.storage.outbox.take('sender', 60_000)
      if (taken === null) throw new Error(`${streamId} does not wait`)
      await lesozavodsk.storage.outbox.finish(taken, 'sender', { type: 'done', ref: '-100_7', url: '', evidence: 'network' })
    }
    expect([...(await ends(one)), ...(await ends(two))].map(({ type }) => type).toSorted()).toEqual(['done', 'uncertain'])
  })

  it('waits behind replies, and removals go before both; what is put off holds nobody up', async () => {
    const news1 = await post('Первая')
    await send()
    const [{ key } = { key: '' }] = wall()
    await post('Вторая')
    await reply('Яма')
    await ask({ kind: 'remove', ref: key })
    sandbox.clearRequests()
    await send()
    const written = sandbox.requests().flatMap(({ method }) => (/^wall\.(?:post|delete|createComment)$/.test(method) ? [method] : []))
    expect(written).toEqual(['wall.delete', 'wall.createComment', 'wall.post'])
    expect(wall().map(({ text }) => text)).toEqual(['Вторая'])
    expect(await ends(news1)).toHaveLength(1)
  })

  it('of a network that has no posts is refused before the network is asked', async () => {
    const streamId = await post()
    await send({ ...connector, acts: () => new Set(['reply']) })
    expect(await ends(streamId)).toMatchObject([{ type: 'failed', reason: 'invalid' }])
    expect(sandbox.requests()).toEqual([])
  })

  it('is not put up before its moment, whatever its row says, and is then', async () => {
    await post(news, now + 60 * minute)
    await send()
    await pool.query('update intents set not_before = 0')
    await send()
    expect(wall()).toEqual([])
    expect((await pool.query('select state, not_before from intents')).rows).toEqual([{ state: 'prepared', not_before: now + 60 * minute }])
    pass(60 * minute)
    await send()
    expect(wall()).toHaveLength(1)
  })
})

describe('a row of a post that somebody changed past the program', () => {
  const changes = {
    text: `act = jsonb_set(act, '{text}', '"Всех уволили."')`,
    kind: `act = jsonb_set(act, '{kind}', '"remove"')`,
    ref: `act = act || '{"ref": "-100_1"}'`,
    files: `act = jsonb_set(act, '{files}', '[{"id": "${'0'.repeat(64)}", "name": "a.png", "type": "image/png"}]')`,
    account_id: `account_id = '0198f000-0000-7000-8000-000000000002'`,
    priority: 'priority = 0',
    made_at: 'made_at = 0',
  }
  it.each(Object.entries(changes))('is not carried out when its %s is another', async (column, change) => {
    const streamId = await post()
    await pool.query(`update intents set ${change}`)
    await send()
    expect(wall()).toEqual([])
    expect(await findings()).toEqual([`unlike ${column}`])
    expect(await ends(streamId)).toMatchObject([{ type: 'failed', reason: 'altered' }])
  })

  it('is not carried out under another stream: of its own kind, of another kind, of none', async () => {
    const [one, incidentId] = [await post('Первая'), await reply('Яма')]
    await send()
    const two = await post('Вторая')
    for (const streamId of [one, incidentId, randomUUID()]) {
      await pool.query(`update intents set stream_id = $1, state = 'prepared', not_before = 0 where act ->> 'text' = 'Вторая'`, [streamId])
      await send()
    }
    expect(wall().map(({ text }) => text)).toEqual(['Первая'])
    expect(new Set(await findings())).toEqual(new Set(['no-cause']))
    expect(await ends(two)).toEqual([])
    expect(await statusOf(incidentId)).toBe('answered')
  })
})

describe('an old row put back past the program', () => {
  const kinds = {
    reply: async () => {
      const id = await reply('Яма')
      return { ended: async () => (await statusOf(id)) === 'answered', standing: () => sandbox.ledger().length }
    },
    post: async () => {
      const id = await post()
      return { ended: async () => (await ends(id)).length === 1, standing: () => sandbox.postLedger().length }
    },
  }
  const states = ['prepared', 'sending', 'ambiguous'] as const
  const rows = Object.entries(kinds).flatMap(([kind, made]) => states.map((state) => [kind, state, made] as const))

  it.each(rows)('of a %s that ended, as %s, is found: the record says that it ended', async (_, state, made) => {
    const { ended, standing } = await made()
    await send()
    expect(await ended()).toBe(true)
    pass(30 * minute)
    await pool.query(`update intents set state = $1, not_before = 0, attempts = 0, detail = null, sender = null, ref = null, fence = 0`, [
      state,
    ])
    await send()
    expect(standing()).toBe(1)
    expect(await findings()).toEqual(['ended'])
    expect((await pool.query('select state, ref is not null as ref from intents')).rows).toEqual([{ state: 'confirmed', ref: true }])
  })

  it.each(rows)('of a %s in doubt, as %s, is found in the network when VK has forgotten its key', async (_, state, made) => {
    const { ended, standing } = await made()
    sandbox.faults.add({ method: '*', effect: { kind: 'reset-after' } })
    await send()
    expect(standing()).toBe(1)
    expect(await ended()).toBe(false)
    pass(11 * minute)
    await pool.query(`update intents set state = $1, not_before = 0, attempts = 0, doubts = 0, detail = null, sender = null, fence = 0`, [
      state,
    ])
    await settle()
    expect(standing()).toBe(1)
    expect(await ended()).toBe(true)
  })
})
