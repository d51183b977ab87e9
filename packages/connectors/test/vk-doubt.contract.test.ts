import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Connector } from '@otklik/connectors'
import type { VkSandbox } from '@otklik/sandbox/vk'
import { groupId, startVk, vkConnector } from './vk-harness.ts'
import type { NetworkTarget } from '@otklik/record'
import { type Reply, replying } from './sender.ts'

const words = 'Здравствуйте! Заделаем до пятницы.'
const day = 24 * 3_600_000
const absent = { found: false, certain: true }

let sandbox: VkSandbox
let connector: Connector
beforeAll(async () => {
  // VK remembers no guid at all: only what is read keeps a reply from standing twice.
  sandbox = (await startVk({ guidMemoryMs: 0 })).sandbox
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
  text: words,
  photos: [],
  since: sandbox.clock.now(),
  known: [],
  ...more,
})
/** The reply gets through, the answer does not. */
async function sentInDoubt(answer: Reply): Promise<number> {
  sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'reset-after' } })
  expect(await connector.perform(replying(answer))).toMatchObject({ outcome: 'ambiguous' })
  return sandbox.ledger().at(-1)?.commentId ?? 0
}

const crowd = (target: NetworkTarget, count: number): void => {
  for (let each = 0; each < count; each += 1) {
    sandbox.comment({ postId: 1, authorId: 502, text: `нет ${each}`, replyTo: Number(target['comment']) })
  }
}

/** Without a key to read, at the moment its clock shows. */
const blind = (now: number) =>
  vkConnector(
    sandbox,
    { communityToken: sandbox.tokens.community },
    { guidWindowMs: 600_000, clock: { now: () => now, sleep: async () => {} } },
  )

describe('a reply of ours that is like none we know', () => {
  test('a moderator edits our reply while it is in doubt: a person is told what stands there and where, nothing is sent again', async () => {
    const answer = intent(question())
    const id = await sentInDoubt(answer)
    sandbox.editComment(id, 'Здравствуйте! Заделаем до пятницы, 12 апреля.')
    const looked = await connector.reconcile(replying(answer))
    expect(looked).toMatchObject({ found: false, certain: false, detail: expect.stringContaining('с другим текстом') })
    expect(looked).toMatchObject({
      detail: expect.stringContaining(`https://vk.com/wall-100_1?reply=${id}&thread=${answer.target['comment']}`),
    })
    expect(looked).toMatchObject({ detail: expect.stringContaining('with another text') })
    // The record keeps the detail for ever: no words of the reply in it.
    expect(looked).not.toMatchObject({ detail: expect.stringContaining('12 апреля') })
  })

  test('VK has dropped a photo, or writes the text otherwise than we fold it: not taken for absent', async () => {
    const answer = intent(question())
    await sentInDoubt(answer)
    const photo = { name: 'яма.png', type: 'image/png', bytes: Uint8Array.from([0x89, 0x50]) }
    expect(await connector.reconcile(replying({ ...answer, photos: [photo] }))).toMatchObject({
      certain: false,
      detail: expect.stringContaining('с другим числом фотографий (0)'),
    })
    expect(await connector.reconcile(replying({ ...answer, text: `${words} 👍` }))).toMatchObject({ certain: false })
  })

  test('what the record knows, what answers somebody else and what is older by more than a day makes nobody doubt', async () => {
    const [target, other] = [question(), question('А у нас?')]
    await connector.perform(replying(intent(target, { key: 'a', text: 'Ответ, данный вчера утром.' })))
    await connector.perform(replying(intent(other, { key: 'b', text: 'Ответ другому.' })))
    sandbox.clock.advance(day + 3_600_000)
    const later = intent(target, { key: 'c' })
    expect(await connector.reconcile(replying(later))).toEqual(absent)
    await connector.perform(replying(intent(target, { key: 'd', text: 'Ответ, данный сегодня.' })))
    expect(await connector.reconcile(replying(later))).toMatchObject({ certain: false })
    expect(await connector.reconcile(replying({ ...later, known: sandbox.ledger().map((each) => each.key) }))).toEqual(absent)
  })

  test('the exact reply is found although another one of ours stands beside it', async () => {
    const target = question()
    await connector.perform(replying(intent(target, { key: 'a', text: 'Уточните адрес.' })))
    const id = await sentInDoubt(intent(target))
    expect(await connector.reconcile(replying(intent(target)))).toMatchObject({ found: true, ref: `-100_1_${id}` })
  })
})

test.each(['deletePost', 'deleteComment'] as const)('%s after our reply landed: nobody claims that it was never there', async (how) => {
  const answer = intent(question())
  const id = await sentInDoubt(answer)
  if (how === 'deletePost') sandbox.deletePost(1)
  else {
    sandbox.deleteComment(id)
    sandbox.deleteComment(Number(answer.target['comment']))
  }
  expect(await connector.reconcile(replying(answer))).toMatchObject({
    found: false,
    certain: false,
    detail: expect.stringMatching(/удалены.* — .*deleted/),
  })
})

describe('a long branch', () => {
  test('under 950 replies ours is found, and its absence is certain', async () => {
    const target = question('Спор')
    const other = question()
    await sentInDoubt(intent(target))
    crowd(target, 950)
    crowd(other, 950)
    expect(await connector.reconcile(replying(intent(target)))).toMatchObject({ found: true })
    expect(await connector.reconcile(replying(intent(other)))).toEqual(absent)
  })

  test('VK gives shorter pages than asked for: our reply is found behind them, and a part is never taken for the whole', async () => {
    const target = question()
    await sentInDoubt(intent(target))
    crowd(target, 130)
    for (const items of [60, 5, 1]) {
      sandbox.faults.clear()
      sandbox.faults.add({ method: 'wall.getComments', effect: { kind: 'short', items } })
      expect(await connector.reconcile(replying(intent(target)))).toMatchObject({ found: true })
    }
  })

  test.each([1, 130])('VK counts replies that it does not show (%i of them): nobody claims that ours is not among them', async (count) => {
    const target = question()
    crowd(target, count - 1)
    await sentInDoubt(intent(target))
    sandbox.faults.add({ method: 'wall.getComments', effect: { kind: 'short', items: 0 } })
    const looked = await connector.reconcile(replying(intent(target)))
    expect(looked).toMatchObject({ found: false, certain: false, detail: expect.stringMatching(/[а-я].* — .*[a-z]/) })
    expect(await connector.reconcile(replying(intent(target)))).toMatchObject({ found: true })
  })
})

describe('with no key to read', () => {
  const at = Date.parse('2025-05-05T08:00:00Z')
  test.each([
    ['of the same moment', at, true],
    ['ten minutes old', at + 600_000, true],
    ['older', at + 600_001, false],
    ['a second ahead of the clock', at - 1_000, false],
    ['a day ahead of the clock', at - day, false],
  ])('an order %s', async (_, now, certain) => {
    const answer = { key: 'key-1', target: { owner: -groupId, post: 1, comment: 7, thread: 0 }, text: words, photos: [], since: at }
    expect(await blind(now).reconcile(replying(answer))).toMatchObject({ found: false, certain })
  })

  test('a sender whose clock is a day behind asks a person, and our reply does not stand twice', async () => {
    const answer = intent(question())
    await sentInDoubt(answer)
    sandbox.clock.advance(1_000)
    const slow = blind(sandbox.clock.now() - day)
    const looked = await slow.reconcile(replying(answer))
    if (!looked.found && looked.certain) await slow.perform(replying(answer))
    expect(sandbox.ledger()).toHaveLength(1)
  })
})
