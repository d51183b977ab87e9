import type { Fault } from '@otklik/sandbox/vk'
import type { SimulatedTown } from './town.ts'

/** How badly VK behaves today, in words for the tale. */
const weathers: readonly (readonly [weight: number, words: string, faults: readonly Fault[]])[] = [
  [2, 'is well', []],
  [
    5,
    'fails now and then',
    [
      { method: 'wall.createComment', effect: { kind: 'reset-before' }, probability: 0.06 },
      { method: 'wall.createComment', effect: { kind: 'reset-after' }, probability: 0.08 },
      { method: 'wall.createComment', effect: { kind: '502-html' }, probability: 0.04 },
      { method: 'wall.createComment', effect: { kind: '502-json', after: true }, probability: 0.04 },
      { method: 'wall.createComment', effect: { kind: 'truncated' }, probability: 0.05 },
      { method: 'wall.createComment', effect: { kind: 'error', code: 6 }, probability: 0.05 },
      { method: 'wall.createComment', effect: { kind: 'error', code: 9 }, probability: 0.04 },
      { method: 'wall.createComment', effect: { kind: 'error', code: 10 }, probability: 0.04 },
      { method: 'wall.createComment', effect: { kind: 'error', code: 10, after: true }, probability: 0.05 },
      { method: 'wall.createComment', effect: { kind: 'error', code: 29 }, probability: 0.02 },
      { method: 'wall.createComment', effect: { kind: 'error', code: 14 }, probability: 0.02 },
      { method: 'wall.createComment', effect: { kind: 'delete-target' }, probability: 0.03 },
      { method: 'wall.getComments', effect: { kind: 'reset-before' }, probability: 0.08 },
      { method: 'wall.getComments', effect: { kind: '502-html' }, probability: 0.06 },
      { method: 'wall.getComments', effect: { kind: 'truncated' }, probability: 0.04 },
      { method: 'users.get', effect: { kind: 'reset-before' }, probability: 0.2 },
    ],
  ],
  [
    2,
    'writes but does not answer, and cannot be read',
    [
      { method: 'wall.createComment', effect: { kind: 'reset-after' }, probability: 0.8 },
      { method: 'wall.getComments', effect: { kind: '502-html' }, probability: 0.9 },
    ],
  ],
  [1, 'is out of order', [{ method: '*', effect: { kind: '502-html' }, probability: 1 }]],
]

const always: readonly Fault[] = [
  { method: 'longpoll', effect: { kind: 'failed', failed: 1 }, probability: 0.04 },
  { method: 'longpoll', effect: { kind: 'failed', failed: 2 }, probability: 0.06 },
  { method: 'longpoll', effect: { kind: 'failed', failed: 3 }, probability: 0.04 },
  { method: 'longpoll', effect: { kind: 'reset-after' }, probability: 0.08 },
  { method: 'longpoll', effect: { kind: 'truncated' }, probability: 0.04 },
  { method: 'callback', effect: { kind: 'duplicate', times: 2 }, probability: 0.15 },
  { method: 'callback', effect: { kind: 'reorder' }, probability: 0.15 },
]

/** Another day, another network. */
export function weatherChanges({ dice, sandbox, tale }: SimulatedTown): void {
  sandbox.faults.clear()
  const [words, faults] = dice.weighed(weathers.map(([weight, ...rest]) => [weight, rest] as const))
  for (const fault of [...always, ...faults]) sandbox.faults.add(fault)
  tale.tell('vk', words)
}
