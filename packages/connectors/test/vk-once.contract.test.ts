import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FaultEffect, VkSandbox } from '@otklik/sandbox/vk'
import { groupId, sharedClock, startVk, vkConnector } from './vk-harness.ts'
import { publish, type Reply, replying } from './sender.ts'

let sandbox: VkSandbox
beforeAll(async () => {
  // VK forgets a guid sooner than a put-off attempt comes again: a sender that took a lost request for an unsent one would double replies.
  sandbox = (await startVk({ guidMemoryMs: 25_000 })).sandbox
})
afterAll(() => sandbox.close())

const effect: fc.Arbitrary<FaultEffect> = fc.oneof(
  fc.constantFrom<FaultEffect>(
    { kind: 'reset-before' },
    { kind: 'reset-after' },
    { kind: 'truncated' },
    { kind: 'shape' },
    { kind: '502-html' },
    { kind: '502-html', after: true },
    { kind: '502-json' },
    { kind: '502-json', after: true },
  ),
  fc.record({ kind: fc.constant('error' as const), code: fc.constantFrom(1, 6, 9, 10, 29, 36, 43) }),
  fc.record({ kind: fc.constant('error' as const), code: fc.constantFrom(1, 10, 36), after: fc.constant(true) }),
)
const fault = fc.record({
  method: fc.constantFrom('wall.createComment', 'wall.createComment', 'wall.getComments', 'photos.saveWallPhoto', 'upload', '*'),
  effect,
  nth: fc.integer({ min: 1, max: 6 }),
  times: fc.integer({ min: 1, max: 3 }),
})
/** A crash ends the process so many milliseconds into an attempt; null: it lives. */
const crashes = fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { freq: 1 }), { maxLength: 6 })

test('whatever fails in whatever order, a reply stands exactly once and the sender knows it', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { maxLength: 8 }), crashes, fc.boolean(), async (faults, crashing, withPhoto) => {
      await sandbox.reset()
      const { id } = sandbox.comment({ postId: 1, authorId: 501, text: 'Яма у школы' })
      for (const each of faults) sandbox.faults.add(each)
      const clock = sharedClock(sandbox)
      const bytes = Uint8Array.from(Buffer.from('ffd8ffe000104a464946', 'hex'))
      const intent: Reply = {
        key: `key-${id}`,
        target: { owner: -groupId, post: 1, comment: id, thread: 0 },
        text: 'Добрый день!  Заделаем -- до 12 мая.',
        photos: withPhoto ? [{ name: 'x.jpg', type: 'image/jpeg', bytes }] : [],
        since: clock.now(),
      }
      const crash = (attempt: number): AbortSignal | undefined => {
        const after = crashing[attempt]
        return typeof after === 'number' ? AbortSignal.timeout(after) : undefined
      }
      const end = await publish(vkConnector(sandbox), replying(intent), clock, crash)
      const ledger = sandbox.ledger()
      expect(end.end).toBe('published')
      expect(ledger.map((each) => each.key)).toEqual([end.ref])
      expect(ledger[0]?.photos).toBe(intent.photos.length)
    }),
    { seed: 20250506, numRuns: 120 },
  )
})

test('replies to one post through steady weather of faults: each stands once', { timeout: 60_000 }, async () => {
  await sandbox.reset()
  const connector = vkConnector(sandbox)
  const clock = sharedClock(sandbox)
  for (const kind of ['reset-before', 'reset-after', '502-html', 'truncated'] as const) {
    sandbox.faults.add({ method: '*', probability: 0.08, effect: { kind } })
  }
  const wanted: string[] = []
  for (let each = 0; each < 60; each += 1) {
    const { id } = sandbox.comment({ postId: 1, authorId: 501, text: `Вопрос ${each}` })
    // The same words every third time: only the comment answered tells them apart.
    const text = each % 3 === 0 ? 'Принято в работу.' : `Ответ ${each}`
    wanted.push(`${id} ${text}`)
    const target = { owner: -groupId, post: 1, comment: id, thread: 0 }
    const end = await publish(connector, replying({ key: `key-${id}`, target, text, photos: [], since: clock.now() }), clock)
    expect(end.end).toBe('published')
  }
  expect(sandbox.ledger().map((each) => `${each.replyTo} ${each.text}`)).toEqual(wanted)
  sandbox.assertClean()
})

test('equal words under one comment: what the record knows is not this one, and a wrong clock hides nothing that stands there', async () => {
  await sandbox.reset()
  const clock = sharedClock(sandbox)
  const connector = vkConnector(sandbox)
  const { id } = sandbox.comment({ postId: 1, authorId: 501, text: 'Нет воды' })
  const intent = { target: { owner: -groupId, post: 1, comment: id, thread: 0 }, text: 'Воду дали.', photos: [] }
  // The clock of the node that took the order was three hours ahead.
  const first = { ...intent, key: 'first', since: clock.now() + 3 * 3_600_000, known: [] }
  const sent = await connector.perform(replying(first))
  const ref = sent.outcome === 'confirmed' ? sent.ref : ''
  expect(await connector.reconcile(replying(first))).toMatchObject({ found: true, ref })
  expect(await connector.reconcile(replying({ ...intent, key: 'second', since: clock.now(), known: [ref] }))).toEqual({
    found: false,
    certain: true,
  })
})
