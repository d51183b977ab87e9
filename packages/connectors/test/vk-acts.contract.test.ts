import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Connector, Intent } from '@otklik/connectors'
import type { FaultEffect, VkSandbox } from '@otklik/sandbox/vk'
import { publish } from './sender.ts'
import { groupId, sharedClock, startVk, vkConnector } from './vk-harness.ts'

let sandbox: VkSandbox
let connector: Connector
beforeAll(async () => {
  sandbox = (await startVk({ postsADay: 25 })).sandbox
  connector = vkConnector(sandbox)
})
beforeEach(() => sandbox.reset())
afterAll(() => sandbox.close())

const hour = 3_600_000
const jpeg = { name: 'a.jpg', type: 'image/jpeg', bytes: Uint8Array.from(Buffer.from('ffd8ffe000104a464946', 'hex')) }
const news = 'Воду  отключат 12 мая -- с 9 до 17.'

const posting = (more: Partial<Intent> & { text?: string; files?: (typeof jpeg)[] } = {}): Intent => {
  const { text = news, files = [], ...rest } = more
  return { key: 'key-1', since: sandbox.clock.now(), known: [], act: { kind: 'post', text, files }, ...rest }
}
const removing = (ref: string): Intent => ({ key: 'remove-1', since: sandbox.clock.now(), known: [], act: { kind: 'remove', ref } })
const standing = () => sandbox.postLedger().flatMap(({ key, state }) => (state === 'stands' ? [key] : []))
const fail = (method: string, effect: FaultEffect) => sandbox.faults.add({ method, effect })

describe('a post', () => {
  test('stands on the wall once, with its photos, under the key that comes back', async () => {
    const sent = await connector.perform(posting({ files: [jpeg, jpeg] }))
    const [post] = sandbox.postLedger()
    expect(sent).toEqual({ outcome: 'confirmed', ref: post?.key, url: `https://vk.com/wall${post?.key}` })
    expect(post).toMatchObject({ photos: 2, guid: 'key-1', text: 'Воду отключат 12 мая — с 9 до 17.' })
    sandbox.assertClean()
  })

  test.each<[string, FaultEffect, boolean]>([
    ['lost before', { kind: 'reset-before' }, false],
    ['lost after', { kind: 'reset-after' }, true],
    ['garbled after', { kind: 'truncated' }, true],
    ['of another shape', { kind: 'shape' }, true],
    ['refused by an overloaded VK', { kind: '502-html' }, false],
    ['answered with a doubtful error after', { kind: 'error', code: 10, after: true }, true],
  ])('%s is in doubt; reading the wall tells whether it stands', async (_, effect, stands) => {
    fail('wall.post', effect)
    expect(await connector.perform(posting())).toMatchObject({ outcome: 'ambiguous' })
    expect(standing()).toHaveLength(stands ? 1 : 0)
    const looked = await connector.reconcile(posting())
    expect(looked).toMatchObject(stands ? { found: true, ref: standing()[0] } : { found: false, certain: true })
    sandbox.assertClean()
  })

  test.each<[string, number, object]>([
    ['too quick', 6, { outcome: 'deferred', reason: 'throttle' }],
    ['too many alike', 9, { outcome: 'deferred', reason: 'flood' }],
    ['over the day’s limit', 29, { outcome: 'deferred', reason: 'quota' }],
    ['forbidden', 214, { outcome: 'rejected', reason: 'permission' }],
    ['with a dead key', 5, { outcome: 'rejected', reason: 'auth' }],
  ])('that VK calls %s (%i) has certainly not been put up', async (_, code, outcome) => {
    fail('wall.post', { kind: 'error', code })
    expect(await connector.perform(posting())).toMatchObject(outcome)
    expect(standing()).toEqual([])
  })

  test('above VK’s own number a day is refused by VK, and by nobody before', async () => {
    for (let each = 0; each < 25; each += 1) {
      expect(await connector.perform(posting({ key: `key-${each}`, text: `Новость ${each}` }))).toMatchObject({ outcome: 'confirmed' })
    }
    expect(await connector.perform(posting({ key: 'key-25' }))).toMatchObject({ outcome: 'rejected', reason: 'permission' })
    sandbox.clock.advance(24 * hour)
    expect(await connector.perform(posting({ key: 'key-25' }))).toMatchObject({ outcome: 'confirmed' })
  })

  test('without words, too long, with too many photos or without the key for it never leaves', async () => {
    const keyless = vkConnector(sandbox, { communityToken: sandbox.tokens.community, serviceToken: sandbox.tokens.service })
    expect(await connector.perform(posting({ text: ' ' }))).toMatchObject({ outcome: 'rejected', reason: 'invalid' })
    expect(await connector.perform(posting({ text: 'я'.repeat(15_896) }))).toMatchObject({ outcome: 'rejected', reason: 'invalid' })
    const eleven = Array.from({ length: 11 }, () => jpeg)
    expect(await connector.perform(posting({ files: eleven }))).toMatchObject({ outcome: 'rejected', reason: 'invalid' })
    expect(await keyless.perform(posting())).toMatchObject({ outcome: 'rejected', reason: 'auth' })
    expect(sandbox.requests()).toEqual([])
    expect(await connector.perform(posting({ text: 'я'.repeat(15_895) }))).toMatchObject({ outcome: 'confirmed' })
  })

  test('with the same guid is the same post within VK’s hour, and another one after it', async () => {
    const first = await connector.perform(posting())
    expect(await connector.perform(posting())).toEqual(first)
    sandbox.clock.advance(hour + 1)
    expect(await connector.perform(posting())).not.toEqual(first)
  })

  test('of other words, by a reader, or known to the record is not taken for this one', async () => {
    sandbox.post('Другая новость, от руки.')
    const sent = await connector.perform(posting())
    const known = sent.outcome === 'confirmed' ? [sent.ref] : []
    expect(await connector.reconcile(posting({ key: 'key-2', known }))).toEqual({ found: false, certain: true })
  })

  test('of the same words from yesterday’s hand, or an edited one that nobody knows, is for a person to judge', async () => {
    sandbox.post(news)
    sandbox.clock.advance(hour)
    expect(await connector.reconcile(posting())).toMatchObject({ found: false, certain: false })
    await sandbox.reset()
    fail('wall.post', { kind: 'reset-after' })
    await connector.perform(posting())
    sandbox.editPost(sandbox.postLedger()[0]?.postId ?? 0, 'Воду не отключат.')
    expect(await connector.reconcile(posting())).toMatchObject({
      found: false,
      certain: false,
      detail: expect.stringContaining('wall-100_'),
    })
  })

  test('is found behind a hundred newer posts and under a short page', async () => {
    fail('wall.post', { kind: 'reset-after' })
    await connector.perform(posting())
    for (let each = 0; each < 130; each += 1) sandbox.post(`От руки ${each}`)
    fail('wall.get', { kind: 'short', items: 40 })
    expect(await connector.reconcile(posting())).toMatchObject({ found: true, ref: standing()[0] })
  })

  test('that cannot be read back is judged by the guid alone: safe within minutes, a person’s after', async () => {
    const blind = { ...posting(), since: sandbox.clock.now() }
    const { user: userToken } = sandbox.tokens
    const failing = vkConnector(sandbox, { userToken })
    fail('wall.get', { kind: '502-html' })
    expect(await failing.reconcile(blind)).toMatchObject({ found: false, certain: false })
    const unable = vkConnector(sandbox, { communityToken: sandbox.tokens.community })
    expect(await unable.reconcile(blind)).toEqual({ found: false, certain: true })
    sandbox.clock.advance(hour)
    expect(await unable.reconcile(blind)).toMatchObject({ found: false, certain: false })
  })
})

const posted = async () => {
  const sent = await connector.perform(posting())
  return sent.outcome === 'confirmed' ? sent.ref : ''
}
const replied = async () => {
  const { id } = sandbox.comment({ postId: 1, authorId: 501, text: 'Яма' })
  const target = { owner: -groupId, post: 1, comment: id, thread: 0 }
  const sent = await connector.perform({ key: 'r', act: { kind: 'reply', target, text: 'Заделаем', files: [] } })
  return sent.outcome === 'confirmed' ? sent.ref : ''
}

describe('a removal', () => {
  test.each([
    ['post', posted],
    ['reply', replied],
  ] as const)('of a %s takes it away, and asked again says the same', async (_, made) => {
    const ref = await made()
    expect(await connector.perform(removing(ref))).toEqual({ outcome: 'confirmed', ref: '', url: '' })
    const states = [...sandbox.postLedger(), ...sandbox.ledger()].map(({ state }) => state)
    expect(states).toEqual(['deleted'])
    expect(await connector.perform(removing(ref))).toEqual({ outcome: 'confirmed', ref: '', url: '' })
    sandbox.assertClean()
  })

  test('cut off after it was done is read back as done; cut off before, it may be asked again', async () => {
    const ref = await posted()
    fail('wall.delete', { kind: 'reset-before' })
    expect(await connector.perform(removing(ref))).toMatchObject({ outcome: 'ambiguous' })
    expect(await connector.reconcile(removing(ref))).toEqual({ found: false, certain: true })
    fail('wall.delete', { kind: 'reset-after' })
    expect(await connector.perform(removing(ref))).toMatchObject({ outcome: 'ambiguous' })
    expect(await connector.reconcile(removing(ref))).toEqual({ found: true, ref: '', url: '' })
  })

  test.each(['', '-100', '-200_5', '-100_1_2_3', '-100_x', '-100_0'])('of «%s», which is nothing of ours, never leaves', async (ref) => {
    expect(await connector.perform(removing(ref))).toMatchObject({ outcome: 'rejected', reason: 'invalid' })
    expect(sandbox.requests()).toEqual([])
  })
})

const effect = fc.oneof(
  fc.constantFrom<FaultEffect>(
    { kind: 'reset-before' },
    { kind: 'reset-after' },
    { kind: 'truncated' },
    { kind: 'shape' },
    { kind: '502-html', after: true },
    { kind: '502-json' },
    { kind: 'late', lands: { calls: 2 } },
  ),
  fc.record({ kind: fc.constant('error' as const), code: fc.constantFrom(1, 6, 9, 10, 29, 36, 43) }),
  fc.record({ kind: fc.constant('error' as const), code: fc.constantFrom(1, 10, 36), after: fc.constant(true) }),
)
const fault = fc.record({
  method: fc.constantFrom('wall.post', 'wall.post', 'wall.get', 'photos.saveWallPhoto', 'upload', '*'),
  effect,
  nth: fc.integer({ min: 1, max: 6 }),
  times: fc.integer({ min: 1, max: 3 }),
})

test('whatever fails in whatever order, a post stands exactly once and the sender knows it', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { maxLength: 8 }), fc.boolean(), async (faults, withPhoto) => {
      await sandbox.reset()
      // A method that is late is told of the photo methods only when they are methods.
      for (const each of faults) if (each.method !== 'upload' || each.effect.kind !== 'late') sandbox.faults.add(each)
      const intent = posting({ files: withPhoto ? [jpeg] : [] })
      const end = await publish(vkConnector(sandbox), intent, sharedClock(sandbox))
      expect(end.end).toBe('published')
      expect(standing()).toEqual([end.ref])
      expect(sandbox.postLedger()).toMatchObject([{ photos: withPhoto ? 1 : 0 }])
    }),
    { seed: 20261130, numRuns: 100 },
  )
})
