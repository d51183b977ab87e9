import type { Connector } from '@otklik/connectors'
import { vk } from '@otklik/connectors/vk'
import { startVkSandbox, type VkSandbox } from '@otklik/sandbox/vk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { approved, message, type Town, town, viewerOf, intentOf } from '../../../packages/storage/test/town.ts'
import { makeInbox } from '../src/worker/inbox.ts'
import { makeSender } from '../src/worker/sender.ts'

const accountId = '0198f000-0000-7000-8000-000000000001'
const text = 'Здравствуйте, @id5 (Мария)! Яму — «на Ленина» — заделают до 12 апреля. https://example.ru/план'

let lesozavodsk: Town
let sandbox: VkSandbox
let connector: Connector
let incidentId: string

beforeEach(async () => {
  lesozavodsk = await town()
  const clock = { now: () => lesozavodsk.now(), sleep: async () => undefined }
  sandbox = await startVkSandbox({ groupId: 100, clock, posts: [{ id: 1, text: 'Дорогие жители!' }] })
  const { community: communityToken, service: serviceToken } = sandbox.tokens
  const account = { id: accountId, network: 'vk', ownId: '100', fields: { apiBase: sandbox.apiBase } }
  connector = vk.create({ ...account, secrets: { communityToken, serviceToken } }, { allowLoopback: true, clock })
  const written = sandbox.comment({ postId: 1, authorName: 'Мария', text: 'Яма' })
  const target = { owner: -100, post: 1, comment: written.id, thread: 0 }
  const place = { network: 'vk', delivery: 'network', accountId, key: written.key, url: '', target } as const
  const arrived = await lesozavodsk.storage.arrive({ ...message(lesozavodsk, 'Яма'), place })
  if (arrived.outcome !== 'opened') throw new Error(arrived.outcome)
  incidentId = arrived.incidentId
  await approved(lesozavodsk, incidentId, text)
})
afterEach(async () => {
  await sandbox.close()
  await lesozavodsk.close()
})

function house() {
  const opened = { row: {} as never, network: vk, connector }
  const networks = { catalogue: [vk], byId: () => vk, open: async () => opened, openAny: async () => opened, kept: () => opened }
  return { storage: lesozavodsk.storage, networks, now: () => lesozavodsk.now(), log: () => undefined, leaseMs: 60_000 }
}
async function publish(): Promise<void> {
  const round = makeSender(house(), 'sender', new AbortController().signal)
  while (await round());
}

/** The network tells of a comment of our own page. */
async function told(id: number, words: string): Promise<void> {
  const body = {
    type: 'wall_reply_new',
    group_id: 100,
    event_id: `${id} ${words}`,
    v: '5.199',
    object: { id, from_id: -100, date: 1_712_540_000, text: words, post_id: 1, post_owner_id: -100, owner_id: -100 },
  }
  const raw = { dedupeKey: body.event_id, kind: 'own', occurredAt: lesozavodsk.now(), raw: body }
  await lesozavodsk.storage.raw.store(lesozavodsk.tenantId, accountId, [raw], null)
  await handle()
}
async function handle(): Promise<void> {
  const round = makeInbox(
    house() as never,
    () => undefined,
    () => undefined,
  )
  await round()
}

const replyId = async (): Promise<number> => Number((await reply())?.ref?.split('_').at(-1))
const card = async () => lesozavodsk.storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), incidentId)
const reply = async () => (await card())?.publications[0]
const findings = async () => (await lesozavodsk.storage.alterations.list(lesozavodsk.tenantId)).map(({ why }) => why)

describe('our own reply, as the network tells it back', () => {
  it('in the network’s own way of writing, is what was sealed', async () => {
    await publish()
    await told(await replyId(), text)
    await told(await replyId(), ' Здравствуйте, [id5|Мария]! Яму - "на Ленина" - заделают до 12 апреля.  https://example.ru/план ')
    await told(await replyId(), text.replace('«на Ленина»', '&quot;на Ленина&quot;'))
    expect(await findings()).toEqual([])
    expect((await card())?.row.flags).toEqual([])
  })

  it.each([
    ['a word', 'апреля', 'мая'],
    ['a letter', 'Яму', 'Ямы'],
    ['a number', '12', '21'],
    ['where a link leads', 'example.ru', 'example.com'],
    ['everything', text, 'Всех уволили.'],
    ['nothing but', text, ''],
  ])('with %s changed, rings, and the card shows what people read', async (_, was, is) => {
    await publish()
    const words = text.replace(was, is)
    await told(await replyId(), words)
    expect(await findings()).toEqual(['reply'])
    expect((await card())?.row.flags).toContain('replyEdited')
    expect((await reply())?.edited?.text).toBe(words.replace('@id5 (Мария)', 'Мария'))
  })

  it('told before its end is recorded, is compared when it is', async () => {
    const { outbox } = lesozavodsk.storage
    const taken = await outbox.take('sender', 3_600_000)
    await told(77, 'Всех уволили.')
    expect(await findings()).toEqual([])
    await outbox.finish(intentOf(taken), 'sender', {
      type: 'done',
      ref: '-100_1_77',
      url: 'https://vk.com/wall-100_1?reply=77',
      evidence: 'network',
    })
    const { pool } = await lesozavodsk.database.connect()
    await pool.query('update raw_events set taken_until = null')
    await handle()
    expect(await findings()).toEqual(['reply'])
  })

  it('is no alarm where a person answered by hand as the community', async () => {
    await publish()
    await told(500, 'Добрый день! Уже чиним.')
    expect(await findings()).toEqual([])
    const { pool } = await lesozavodsk.database.connect()
    expect((await pool.query(`select state from raw_events`)).rows).toEqual([{ state: 'done' }])
  })
})
