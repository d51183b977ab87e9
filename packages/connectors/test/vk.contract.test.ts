import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Connector } from '@otklik/connectors'
import type { VkSandbox } from '@otklik/sandbox/vk'
import { vk } from '../src/vk/network.ts'
import { connectorContract } from './suite.ts'
import { groupId, sharedClock, startVk, vkConnector, vkHarness } from './vk-harness.ts'
import type { NetworkTarget } from '@otklik/record'
import { publish, type Reply, replying } from './sender.ts'

connectorContract('VK', vkHarness())

const png = { name: 'яма.png', type: 'image/png', bytes: Uint8Array.from(Buffer.from('89504e470d0a1a0a0000', 'hex')) }

describe('VK', () => {
  let sandbox: VkSandbox
  let connector: Connector
  beforeAll(async () => {
    sandbox = (await startVk({ longPollKeep: 3 })).sandbox
  })
  beforeEach(async () => {
    await sandbox.reset()
    connector = vkConnector(sandbox)
  })
  afterAll(() => sandbox.close())

  const question = (text = 'Яма у школы'): NetworkTarget => {
    const { id } = sandbox.comment({ postId: 1, authorId: 501, text })
    return { owner: -groupId, post: 1, comment: id, thread: 0 }
  }
  const intent = (target: NetworkTarget, more: Partial<Reply> = {}): Reply => ({
    key: 'key-1',
    target,
    text: 'Заделаем до пятницы.',
    photos: [],
    since: sandbox.clock.now(),
    ...more,
  })

  test('one reply is one request: guid, community, the comment answered; the schema is kept', async () => {
    const target = question()
    await connector.perform(replying(intent(target)))
    expect(sandbox.requests('wall.createComment')).toMatchObject([
      { params: { owner_id: '-100', post_id: '1', from_group: '100', guid: 'key-1', reply_to_comment: String(target['comment']) } },
    ])
    sandbox.assertClean()
  })

  test.each(['reset-before', 'reset-after', 'truncated', 'shape'] as const)(
    '%s: ambiguous after exactly one request, never repeated by itself',
    async (kind) => {
      const target = question()
      sandbox.faults.add({ method: 'wall.createComment', effect: { kind } })
      expect(await connector.perform(replying(intent(target)))).toMatchObject({ outcome: 'ambiguous' })
      expect(sandbox.requests('wall.createComment')).toHaveLength(1)
    },
  )

  test.each([
    ['502-html', false],
    ['502-json', false],
    ['502-html', true],
    ['502-json', true],
  ] as const)('%s, effect %s: ambiguous although the body of a 502 may be JSON', async (kind, after) => {
    const target = question()
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind, after } })
    expect(await connector.perform(replying(intent(target)))).toMatchObject({ outcome: 'ambiguous' })
    expect(await connector.reconcile(replying(intent(target)))).toMatchObject({ found: after })
  })

  test.each(['hang-before', 'hang-after'] as const)('%s: no answer in time is ambiguous', async (kind) => {
    const target = question()
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind } })
    const hurried = vkConnector(sandbox, undefined, { timeoutMs: 5_000 })
    expect(await hurried.perform(replying(intent(target)))).toMatchObject({ outcome: 'ambiguous' })
    expect(await connector.reconcile(replying(intent(target)))).toMatchObject({ found: kind === 'hang-after' })
  })

  test.each([
    [1, { outcome: 'ambiguous' }],
    [10, { outcome: 'ambiguous' }],
    [36, { outcome: 'ambiguous' }],
    [6, { outcome: 'deferred', reason: 'throttle' }],
    [9, { outcome: 'deferred', reason: 'flood' }],
    [29, { outcome: 'deferred', reason: 'quota' }],
    [43, { outcome: 'deferred', reason: 'outage' }],
    [14, { outcome: 'rejected', reason: 'human' }],
    [5, { outcome: 'rejected', reason: 'auth' }],
    [15, { outcome: 'rejected', reason: 'permission' }],
    [100, { outcome: 'rejected', reason: 'invalid' }],
    [210, { outcome: 'rejected', reason: 'gone' }],
    [213, { outcome: 'rejected', reason: 'closed' }],
    [4242, { outcome: 'ambiguous' }],
  ] as const)('error %i → %o', async (code, outcome) => {
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'error', code } })
    expect(await connector.perform(replying(intent(question())))).toMatchObject(outcome)
  })

  test('nobody listens: certainly not sent, come back later', async () => {
    const nowhere = (await startVk()).sandbox
    const orphan = vkConnector(nowhere)
    await nowhere.close()
    expect(await orphan.perform(replying(intent(question())))).toMatchObject({ outcome: 'deferred', reason: 'outage' })
  })

  test('the quota of the day is over at 23:00 Moscow: come back an hour and five minutes later', async () => {
    const clock = { now: () => Date.parse('2025-05-05T20:00:00Z'), sleep: async () => undefined }
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'error', code: 29 } })
    const late = vkConnector(sandbox, undefined, { clock })
    expect(await late.perform(replying(intent(question())))).toMatchObject({ reason: 'quota', retryAfter: 65 * 60_000 })
  })

  test('a target deleted between reading and answering: gone', async () => {
    const target = question()
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'delete-target' } })
    expect(await connector.perform(replying(intent(target)))).toMatchObject({ outcome: 'rejected', reason: 'gone' })
  })

  test('a key revoked midway: the photo is up, the reply is not, nobody is misled', async () => {
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'revoke', token: 'community' } })
    expect(await connector.perform(replying(intent(question(), { photos: [png] })))).toMatchObject({ outcome: 'rejected', reason: 'auth' })
    expect(sandbox.ledger()).toEqual([])
  })

  test('a photo stands in the reply', async () => {
    const target = question()
    const answer = intent(target, { photos: [png] })
    expect(await connector.perform(replying(answer))).toMatchObject({ outcome: 'confirmed' })
    expect(sandbox.ledger()).toMatchObject([{ photos: 1, state: 'stands' }])
    expect(await connector.reconcile(replying(answer))).toMatchObject({ found: true })
    expect(await connector.reconcile(replying({ ...answer, photos: [] }))).toMatchObject({ found: false })
    sandbox.assertClean()
  })

  test('without a key of a person a photo is refused before anything is sent, and no photo capability is claimed', async () => {
    const plain = vkConnector(sandbox, { communityToken: sandbox.tokens.community, serviceToken: sandbox.tokens.service })
    expect(plain.capabilities().photos.mode).toBe('off')
    expect(vk.limits(new Set(['communityToken', 'serviceToken'])).photos).toBe(0)
    expect(await plain.perform(replying(intent(question(), { photos: [png] })))).toMatchObject({
      outcome: 'rejected',
      reason: 'permission',
    })
    expect(sandbox.requests()).toEqual([])
  })

  test.each([{ kind: 'reset-after' }, { kind: '502-html' }, { kind: 'truncated' }] as const)(
    'an upload that fails ($kind) publishes nothing and is simply made anew',
    async (effect) => {
      const answer = intent(question(), { photos: [png] })
      sandbox.faults.add({ method: 'upload', effect })
      expect(await connector.perform(replying(answer))).toMatchObject({ outcome: 'deferred', reason: 'outage' })
      expect(await connector.perform(replying(answer))).toMatchObject({ outcome: 'confirmed' })
      expect(sandbox.ledger()).toHaveLength(1)
    },
  )

  test('the same guid within its memory gives the old comment; once VK has forgotten it, reading back saves us', async () => {
    const target = question()
    const first = await connector.perform(replying(intent(target)))
    expect(await connector.perform(replying(intent(target)))).toEqual(first)
    const answer = intent(target, { key: 'key-2', text: 'Второй ответ' })
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'reset-after' } })
    expect(await connector.perform(replying(answer))).toMatchObject({ outcome: 'ambiguous' })
    sandbox.clock.advance(2 * 3_600_000)
    expect(await publish(connector, replying(answer), sharedClock(sandbox), undefined, 0)).toMatchObject({ end: 'person' })
    expect(await connector.reconcile(replying(answer))).toMatchObject({ found: true })
    // Proof that it mattered: sent blindly, the forgotten guid doubles the reply.
    await connector.perform(replying(answer))
    expect(sandbox.ledger().filter((each) => each.text === 'Второй ответ')).toHaveLength(2)
  })

  test('with no key to read, the guid alone decides within its window, and a person after it', async () => {
    const blind = vkConnector(sandbox, { communityToken: sandbox.tokens.community }, { guidWindowMs: 600_000 })
    expect(blind.capabilities().readback.mode).toBe('off')
    const answer = intent(question())
    sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'reset-after' } })
    expect(await blind.perform(replying(answer))).toMatchObject({ outcome: 'ambiguous' })
    expect(await blind.reconcile(replying(answer))).toEqual({ found: false, certain: true })
    expect(await blind.perform(replying(answer))).toMatchObject({ outcome: 'confirmed' })
    expect(sandbox.ledger()).toHaveLength(1)
    sandbox.clock.advance(600_001)
    expect(await blind.reconcile(replying(answer))).toMatchObject({ found: false, certain: false })
  })

  test('a failed reading is no evidence', async () => {
    const answer = intent(question())
    await connector.perform(replying(answer))
    for (const effect of [{ kind: '502-json' }, { kind: 'shape' }, { kind: 'error', code: 10 }] as const) {
      sandbox.faults.add({ method: 'wall.getComments', effect })
      expect(await connector.reconcile(replying(answer))).toMatchObject({ found: false, certain: false })
    }
    sandbox.closeComments(1)
    expect(await connector.reconcile(replying(answer))).toMatchObject({ found: true })
  })

  test('our reply is found among 250 of other people', async () => {
    const target = question()
    const answer = intent(target)
    await connector.perform(replying(answer))
    for (let each = 0; each < 250; each += 1) {
      sandbox.comment({ postId: 1, authorId: 502, text: `Тоже ${each}`, replyTo: Number(target['comment']) })
    }
    expect(await connector.reconcile(replying(answer))).toMatchObject({ found: true })
    const known = sandbox.ledger().map((each) => each.key)
    expect(await connector.reconcile(replying(intent(target, { key: 'key-2', text: 'Другое', known })))).toEqual({
      found: false,
      certain: true,
    })
  })

  test('a neighbouring community is named, and another community’s key is found out', async () => {
    const authors = await connector.describeAuthors(['-300', '777'])
    expect(authors.get('-300')).toMatchObject({ name: 'Подслушано', isCommunity: true })
    expect(authors.get('777')).toBeUndefined()
    const account = { ...connector.account, ownId: '300' }
    const stranger = vk.create(account, { allowLoopback: true, clock: sharedClock(sandbox) })
    await expect(stranger.identify()).rejects.toMatchObject({ kind: 'config', ru: expect.stringContaining('выдан сообществом 100') })
  })

  test('long poll: cut-off history, lapsed key, lost session; what is still remembered arrives', async () => {
    let { cursor } = await connector.pull(null)
    for (const failed of [1, 2, 3] as const) {
      sandbox.faults.add({ method: 'longpoll', effect: { kind: 'failed', failed } })
      const broken = await connector.pull(cursor)
      sandbox.assertClean()
      question(`После сбоя ${failed}`)
      const mended = await connector.pull(broken.cursor)
      expect(mended.events.map((event) => connector.translate(event)?.message.text)).toEqual([`После сбоя ${failed}`])
      cursor = mended.cursor
    }
    // An hour later the key has lapsed.
    const now = (await connector.pull(null)).cursor
    sandbox.clock.advance(3_600_001)
    question('Через час')
    const lapsed = await connector.pull(now)
    expect((await connector.pull(lapsed.cursor)).events).toHaveLength(1)
  })

  test('long poll: three failures in a row are told to the caller, who waits', async () => {
    const { cursor } = await connector.pull(null)
    sandbox.faults.add({ method: 'longpoll', effect: { kind: 'failed', failed: 2 }, times: 3 })
    await connector.pull(cursor)
    await connector.pull(cursor)
    await expect(connector.pull(cursor)).rejects.toMatchObject({ kind: 'retry' })
  })

  test('long poll: a restarted process goes on from the stored cursor', async () => {
    const { cursor } = await connector.pull(null)
    question('Пока нас не было')
    const { events } = await vkConnector(sandbox).pull(cursor)
    expect(events.map((event) => event.kind)).toEqual(['new'])
  })

  test('edits, deletions, restorations and posts arrive as what they are', async () => {
    const target = question()
    const { cursor } = await connector.pull(null)
    sandbox.editComment(Number(target['comment']), 'Яма у школы № 2')
    sandbox.deleteComment(Number(target['comment']))
    sandbox.restoreComment(Number(target['comment']))
    const { events } = await connector.pull(cursor)
    expect(events.map((event) => event.kind)).toEqual(['edit', 'delete', 'restore'])
    expect(events.map((event) => connector.translate(event)?.message.place.key)).toEqual(Array(3).fill(`-100_1_${target['comment']}`))
    const before = (await connector.pull(null)).cursor
    sandbox.post('Новость')
    const { events: news } = await connector.pull(before)
    expect(news.map((event) => [event.kind, connector.translate(event)])).toEqual([['other', null]])
  })
})
