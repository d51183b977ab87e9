import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { FaultEffect, VkSandbox } from '@otklik/sandbox/vk'
import { groupId, sharedClock, startVk, vkConnector } from './vk-harness.ts'
import { publish, type Reply, replying } from './sender.ts'

let sandbox: VkSandbox
beforeAll(async () => {
  sandbox = (await startVk({ guidMemoryMs: 3_600_000 })).sandbox
})
beforeEach(() => sandbox.reset())
afterAll(() => sandbox.close())

const intentFor = (text = 'Заделаем до 12 мая.'): Reply => {
  const { id } = sandbox.comment({ postId: 1, authorId: 501, text: 'Яма у школы' })
  return {
    key: `key-${id}`,
    target: { owner: -groupId, post: 1, comment: id, thread: 0 },
    text,
    photos: [],
    since: sandbox.clock.now(),
    known: [],
  }
}
/** So many calls, and so much time, that whatever is still on its way has landed. */
async function settle(): Promise<void> {
  sandbox.clock.advance(60_000)
  for (let each = 0; each < 12; each += 1) await vkConnector(sandbox, { communityToken: sandbox.tokens.community }).identify()
}

test.each([
  ['after the look, before the repetition', { calls: 2 }],
  ['after the repetition', { calls: 3 }],
  ['before the look', { calls: 1 }],
  ['within the pause before the look', { ms: 5_000 }],
] as const)('a request cut off on its way lands %s: the reply stands once, by its guid', async (_, lands) => {
  const intent = intentFor()
  sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'late', lands } })
  const end = await publish(vkConnector(sandbox), replying(intent), sharedClock(sandbox))
  await settle()
  expect(sandbox.ledger().map((each) => each.key)).toEqual([end.ref])
  expect(end.end).toBe('published')
})

test('no answer in time, the reply appears later: with no key to read the guid alone keeps it from standing twice', async () => {
  const secrets = { communityToken: sandbox.tokens.community }
  const intent = intentFor()
  sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'late', lands: { calls: 2 }, hang: true } })
  expect(await vkConnector(sandbox, secrets, { timeoutMs: 200 }).perform(replying(intent))).toMatchObject({ outcome: 'ambiguous' })
  expect(sandbox.ledger()).toEqual([])
  const blind = vkConnector(sandbox, secrets)
  expect(await blind.reconcile(replying(intent))).toEqual({ found: false, certain: true })
  const sent = await blind.perform(replying(intent))
  await settle()
  expect(sandbox.ledger()).toMatchObject([{ key: sent.outcome === 'confirmed' ? sent.ref : '' }])
})

const effect: fc.Arbitrary<FaultEffect> = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 8 }).map((calls) => ({ kind: 'late' as const, lands: { calls } })) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 60_000 }).map((ms) => ({ kind: 'late' as const, lands: { ms } })) },
  fc.constantFrom<FaultEffect>({ kind: 'reset-before' }, { kind: 'reset-after' }, { kind: '502-html' }, { kind: 'error', code: 9 }),
)
const fault = fc.record({
  method: fc.constantFrom('wall.createComment', 'wall.createComment', 'wall.createComment', 'wall.getComments'),
  effect,
  nth: fc.integer({ min: 1, max: 4 }),
  times: fc.integer({ min: 1, max: 2 }),
})

test('requests that land late among other failures, in whatever order: the reply stands exactly once', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { minLength: 1, maxLength: 6 }), async (faults) => {
      await sandbox.reset()
      const intent = intentFor()
      for (const each of faults) sandbox.faults.add(each)
      const end = await publish(vkConnector(sandbox), replying(intent), sharedClock(sandbox))
      sandbox.faults.clear()
      await settle()
      expect(end.end).toBe('published')
      expect(sandbox.ledger().map((each) => each.key)).toEqual([end.ref])
    }),
    { seed: 20250507, numRuns: 120 },
  )
})
