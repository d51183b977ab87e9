import type { Account, Connector, Cursor } from '@otklik/connectors'
import { startVkSandbox } from '@otklik/sandbox/vk'
import type { FaultEffect, VkSandbox } from '@otklik/sandbox/vk'
import type { Clock } from '../src/port/clock.ts'
import { createVkConnector, type VkOptions } from '../src/vk/connector.ts'
import { vk } from '../src/vk/network.ts'
import type { Harness, Mishap } from './suite.ts'

const effects: Readonly<Record<Mishap, FaultEffect>> = {
  'refused before': { kind: 'error', code: 9 },
  'lost before': { kind: 'reset-before' },
  'lost after': { kind: 'reset-after' },
  'garbled after': { kind: 'truncated' },
  'too fast': { kind: 'error', code: 6 },
  overloaded: { kind: '502-html' },
  'doubtful error after': { kind: 'error', code: 10, after: true },
}

export const groupId = 100

/**
 * The pretended VK with one community and a clock that both sides share. It stands still unless somebody waits, and waiting costs no time:
 * how slow the machine is makes no request too early or too late.
 */
export async function startVk(
  options: { readonly postsADay?: number; readonly guidMemoryMs?: number; readonly seed?: number; readonly longPollKeep?: number } = {},
) {
  const sandbox = await startVkSandbox({
    ...options,
    clock: { now: () => Date.parse('2025-05-05T08:00:00Z') },
    groupId,
    name: 'Администрация Лесозаводска',
    posts: [{ id: 1, text: 'Начинаем ремонт дорог.' }],
    users: [
      { id: 501, name: 'Анна Смирнова' },
      { id: 502, name: 'Пётр Ильин' },
      { id: -300, name: 'Подслушано' },
    ],
    callbackIntervals: [5, 10, 20],
  })
  return { sandbox, clock: sharedClock(sandbox) }
}

export const sharedClock = (sandbox: VkSandbox): Clock => ({
  now: () => sandbox.clock.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted()
    sandbox.clock.advance(ms)
  },
})

export function vkConnector(sandbox: VkSandbox, secrets?: Account['secrets'], options: VkOptions = {}): Connector {
  const all = { communityToken: sandbox.tokens.community, serviceToken: sandbox.tokens.service, userToken: sandbox.tokens.user }
  const account: Account = {
    id: 'vk-1',
    network: 'vk',
    ownId: String(groupId),
    fields: { apiBase: sandbox.apiBase },
    secrets: secrets ?? all,
  }
  return createVkConnector(account, { allowLoopback: true, clock: sharedClock(sandbox), pollWaitSeconds: 1, ...options })
}

const commentOf = (target: Readonly<Record<string, string | number>>): number => Number(target['comment'])

/** VK's simulator in the contract's words. */
export function vkHarness(): Harness {
  let sandbox: VkSandbox
  let reached: Cursor | null = null
  return {
    async start() {
      sandbox = (await startVk()).sandbox
    },
    async reset() {
      reached = null
      await sandbox.reset()
    },
    stop: () => sandbox.close(),
    clock: { now: () => sandbox.clock.now(), sleep: (ms, signal) => sharedClock(sandbox).sleep(ms, signal) },
    connector: () => vkConnector(sandbox),
    async arrivals() {
      const { events, cursor } = await vkConnector(sandbox).pull(reached)
      reached = cursor
      return events
    },
    textLength: vk.limits(new Set(['communityToken'])).textLength,
    write(author, text, under) {
      const replyTo = under === undefined ? {} : { replyTo: commentOf(under.message.place.target) }
      sandbox.comment({ postId: 1, authorName: author, text, ...replyTo })
    },
    mishap: (mishap) => sandbox.faults.add({ method: 'wall.createComment', effect: effects[mishap] }),
    deleteMessage: (found) => sandbox.deleteComment(commentOf(found.message.place.target)),
    closeComments: () => sandbox.closeComments(1),
    keepOut: (found) => sandbox.blockUs(Number(found.author.key)),
    revokeKeys: () => sandbox.revoke('community'),
    standing: () => sandbox.ledger().flatMap((each) => (each.state === 'stands' ? [{ ref: each.key, text: each.text }] : [])),
    assertClean: () => sandbox.assertClean(),
  }
}
