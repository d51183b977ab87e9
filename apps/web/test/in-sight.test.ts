import type { ObligationView } from '@otklik/contract'
import { expect, test } from 'vitest'
import { inSight } from '../src/terms/in-sight.ts'
import { at } from './town.ts'

const owed = (occurrence: number, status: ObligationView['status'], due: string): ObligationView => ({
  norm: 'approve',
  occurrence,
  clause: 'L-11',
  actor: 'curator',
  unitId: null,
  clock: 'wm',
  start: at(due) - 1_800_000,
  due: at(due),
  status,
  metAt: status === 'met' ? at(due) - 600_000 : null,
  leftWorking: null,
  reading: null,
  provisional: false,
  explanation: null,
})
const hour = (number: number) => `2024-11-07T${String(9 + number).padStart(2, '0')}:00`
const occurrences = (all: readonly ObligationView[]) => all.map(({ occurrence }) => occurrence)

test('seven terms and fewer all stand on the line', () => {
  const all = [1, 2, 3, 4, 5, 6, 7].map((one) => owed(one, 'met', hour(one)))
  expect(inSight(all)).toEqual(all)
})

test('of many, what runs and what was missed stays however old, then the latest of the others, in their old order', () => {
  const all = [
    owed(1, 'breached', hour(0)),
    ...[2, 3, 4, 5, 6, 7, 8].map((one) => owed(one, one === 3 ? 'cancelled' : 'met', hour(one - 1))),
    owed(9, 'pending', '2024-11-08T10:00'),
    owed(10, 'pending', '2024-11-08T11:00'),
  ]
  expect(occurrences(inSight(all))).toEqual([1, 5, 6, 7, 8, 9, 10])
})

test('what runs is shown even beyond the room', () => {
  const all = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((one) => owed(one, 'pending', hour(one)))
  expect(inSight(all)).toHaveLength(9)
})
