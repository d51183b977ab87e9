import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FaultEffect, VkSandbox } from '@otklik/sandbox/vk'
import { groupId, startVk, vkConnector } from './vk-harness.ts'
import { replying } from './sender.ts'

let sandbox: VkSandbox
beforeAll(async () => {
  sandbox = (await startVk()).sandbox
})
afterAll(() => sandbox.close())

const effects: readonly FaultEffect[] = [
  { kind: 'reset-before' },
  { kind: '502-json' },
  { kind: 'truncated' },
  { kind: 'shape' },
  ...[5, 10, 14, 15, 29, 100, 4242].map((code) => ({ kind: 'error' as const, code })),
]

/** All that an exception could show. */
const caught = (error: unknown) => `${String(error)} ${JSON.stringify(error)} ${error instanceof Error ? error.stack : ''}`

test.each(effects)('%o: neither an outcome nor an exception carries a key or the words of a reply', async (effect) => {
  await sandbox.reset()
  const connector = vkConnector(sandbox)
  const { id } = sandbox.comment({ postId: 1, authorId: 501, text: 'Яма' })
  const target = { owner: -groupId, post: 1, comment: id, thread: 0 }
  const intent = { key: 'key-1', target, text: 'Тайный текст', photos: [] }
  const { cursor } = await connector.pull(null)
  sandbox.faults.add({ method: '*', effect, times: 20 })
  sandbox.faults.add({ method: 'longpoll', effect: { kind: '502-html' } })
  const told = [
    JSON.stringify(await connector.perform(replying(intent))),
    JSON.stringify(await connector.reconcile(replying(intent))),
    JSON.stringify([...(await connector.describeAuthors(['501'])).values()]),
    await connector.identify().then(() => '', caught),
    await connector.context(target).then(() => '', caught),
    await connector.pull(cursor).then(() => '', caught),
  ].join('\n')
  for (const secret of [...Object.values(sandbox.tokens), 'Тайный текст']) expect(told).not.toContain(secret)
})
