import { expect, test } from 'vitest'
import type { Clock, Connector } from '@otklik/connectors'
import { type Board, type Fault, startBoard } from '../../sandbox/test/board/simulator.ts'
import { board } from './board/network.ts'
import { posted } from './hook.ts'
import { connectorContract, type Harness, type Mishap } from './suite.ts'

const faults: Readonly<Record<Mishap, Fault>> = {
  'refused before': 'busy',
  'lost before': 'reset-before',
  'lost after': 'reset-after',
  'garbled after': 'truncated-after',
  'too fast': 'too-fast',
  overloaded: 'bad-gateway',
  'doubtful error after': 'error-after',
}

let time = Date.parse('2025-05-05T08:00:00Z')
const clock: Clock = { now: () => time, sleep: async (ms) => void (time += ms) }

/** The board's simulator in the contract's words: a network that calls us and is never polled. */
function boardHarness(): Harness {
  let sim: Board
  let open: Connector
  return {
    async start() {
      sim = await startBoard({ clock })
      open = board.create(
        {
          id: 'board-1',
          network: 'board',
          ownId: sim.id,
          fields: { server: sim.url },
          secrets: { token: sim.token, hookSecret: sim.secret },
        },
        { clock, allowLoopback: true },
      )
    },
    reset: async () => sim.reset(),
    stop: () => sim.stop(),
    clock,
    textLength: board.limits(new Set()).textLength,
    connector: () => open,
    arrivals: async () =>
      sim.takeWaiting().flatMap(({ body, signature }) => {
        const verdict = open.webhook(posted(body, { 'x-board-signature': signature }))
        return verdict.accept ? verdict.events : []
      }),
    write: (author, text, under) => void sim.write(author, text, under?.message.place.key ?? null),
    mishap: (mishap) => sim.fault(faults[mishap]),
    deleteMessage: (found) => sim.remove(found.message.place.key),
    closeComments: (found) => sim.close(found.message.place.key),
    keepOut: (found) => sim.close(found.message.place.key),
    revokeKeys: () => sim.revoke(),
    standing: () => sim.standing().map(({ id, text }) => ({ ref: id, text })),
    assertClean: () => undefined,
  }
}

connectorContract('the board', boardHarness())

test('a signature is over the bytes: the same JSON written otherwise is not the same', async () => {
  const sim = await startBoard({ clock })
  const account = { id: 'b', network: 'board', ownId: sim.id, fields: { server: sim.url }, secrets: { hookSecret: sim.secret } }
  sim.write('Мария', 'Яма')
  const [sent] = sim.takeWaiting()
  const connector = board.create(account, {})
  const ask = (body: string) => connector.webhook(posted(body, { 'x-board-signature': sent?.signature ?? '' })).accept
  expect([ask(sent?.body ?? ''), ask(JSON.stringify(JSON.parse(sent?.body ?? '')))]).toEqual([true, false])
  await sim.stop()
})
