import type { ObligationView } from '@otklik/contract'
import { expect, test } from 'vitest'
import { folded, inSight } from '../src/terms/in-sight.ts'
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

test('what was met, met late or lifted is folded away and counted', () => {
  const late = { ...owed(4, 'breached', hour(4)), metAt: at(hour(5)) }
  const all = [owed(1, 'met', hour(1)), owed(2, 'cancelled', hour(2)), owed(3, 'pending', hour(3)), late]
  expect(occurrences(inSight(all))).toEqual([3])
  expect(folded(all)).toEqual({ met: 1, missed: 1, other: 1 })
})

test('what is overdue and still owed stays in sight, however old', () => {
  const all = [owed(1, 'breached', hour(0)), owed(2, 'met', hour(1)), owed(3, 'pending', '2024-11-08T10:00')]
  expect(occurrences(inSight(all))).toEqual([1, 3])
})

test('of more than there is room for, what is due first stays in sight, in its old order', () => {
  const all = [5, 4, 3, 2, 1].map((one) => owed(one, 'pending', hour(one)))
  expect(occurrences(inSight(all))).toEqual([3, 2, 1])
  expect(folded(all)).toEqual({ met: 0, missed: 0, other: 2 })
})

test('where everything is done nothing is drawn, and what was kept is counted', () => {
  expect(inSight([owed(1, 'met', hour(1))])).toEqual([])
})
