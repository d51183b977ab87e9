import { describe, expect, it } from 'vitest'
import type { Session } from '@otklik/contract'
import { belongs } from '../src/rows/belongs.ts'
import { predict } from '../src/rows/predict.ts'
import { row } from './rows.ts'
import { at, town } from './town.ts'

const unit = { id: '6f1c2a34-0000-4000-8000-00000000000a', name: 'Дороги', role: 'executor' as const }
const other = { ...unit, id: 'other', role: 'coExecutor' as const }
type ReleasePath = Session['regulation']['releasePath']
const signed = (may: Session['person']['may'], unitIds: string[] = [], releasePath: ReleasePath = 'approval') => ({
  person: {
    id: 'p',
    name: 'П',
    login: 'p',
    roles: [],
    may,
    sees: unitIds.length === 0 ? ('organisation' as const) : ('units' as const),
    unitIds,
  },
  stretches: town,
  regulation: { id: 'act', title: { ru: 'Акт', en: 'Act' }, edition: '2022', releasePath },
})
const curator = signed(['actAsCurator'])
const now = at('2024-11-07T10:00')
const due = at('2024-11-07T17:00')

describe('A row belongs to a view', () => {
  it('new: nobody has looked at it yet', () => {
    expect(belongs(row('a'), { view: 'new' }, curator, now)).toBe(true)
    expect(belongs(row('a', { status: 'selected' }), { view: 'new' }, curator, now)).toBe(false)
  })
  it('mine: an executor sees what waits for their unit', () => {
    const executor = signed(['actAsExecutor'], [unit.id])
    expect(belongs(row('a', { status: 'routed', holders: [unit] }), { view: 'mine' }, executor, now)).toBe(true)
    expect(belongs(row('a', { status: 'submitted', holders: [unit] }), { view: 'mine' }, executor, now)).toBe(false)
    expect(belongs(row('a', { status: 'routed', holders: [unit, other] }), { view: 'mine' }, executor, now)).toBe(true)
    expect(belongs(row('a', { status: 'routed', holders: [other] }), { view: 'mine' }, executor, now)).toBe(false)
  })
  it('mine: a reply that its writer publishes may still wait for them', () => {
    const executor = signed(['actAsExecutor'], [unit.id], 'own')
    expect(belongs(row('a', { status: 'submitted', holders: [unit] }), { view: 'mine' }, executor, now)).toBeNull()
  })
  it('mine: which curator has taken it on only the server knows', () => {
    expect(belongs(row('a', { status: 'routed', holders: [unit] }), { view: 'mine' }, curator, now)).toBeNull()
  })
  it('for approval: whatever waits to be let out, an uncertain publication too', () => {
    for (const status of ['submitted', 'approved', 'uncertain'] as const) {
      expect(belongs(row('a', { status }), { view: 'approval' }, curator, now)).toBe(true)
    }
    expect(belongs(row('a', { status: 'routed' }), { view: 'approval' }, curator, now)).toBe(false)
  })
  it('burning: soon or late', () => {
    const calm = row('a', { due })
    expect(
      belongs({ ...calm, next: calm.next && { ...calm.next, start: at('2024-11-07T09:00') } }, { view: 'burning' }, curator, now),
    ).toBe(false)
    expect(belongs(row('a', { due: at('2024-11-07T10:10') }), { view: 'burning' }, curator, now)).toBe(true)
  })
  it('all: finished ones too', () => {
    expect(belongs(row('a', { status: 'closed' }), { view: 'all' }, curator, now)).toBe(true)
  })
  it('and to its filters', () => {
    expect(belongs(row('a', { holders: [other, unit], status: 'routed' }), { view: 'all', unit: unit.id }, curator, now)).toBe(true)
    expect(belongs(row('a', { status: 'routed' }), { view: 'all', unit: unit.id }, curator, now)).toBe(false)
    expect(belongs(row('a'), { view: 'all', importance: 'high' }, curator, now)).toBe(false)
  })
  it('to a search by words nobody here can tell', () => {
    expect(belongs(row('a'), { view: 'all', q: 'яма' }, curator, now)).toBeNull()
  })
})

describe('A press shows at once what will most likely be', () => {
  const directory = {
    units: [{ ...unit, name: 'Отдел дорожного хозяйства', short: 'Дороги', parentId: null, executes: true, active: true }],
    people: [],
    topics: [],
  }
  it('routing puts the unit on the row', () => {
    expect(predict(row('a'), { type: 'route', unitId: unit.id }, directory)).toMatchObject({ status: 'routed', holders: [unit] })
  })
  it('declining ends what was due', () => {
    expect(predict(row('a'), { type: 'decline', groundId: 'spam' }, directory)).toMatchObject({ status: 'declined', next: null })
  })
  it('the version stays, so that the server’s own row always wins', () => {
    expect(predict(row('a', { version: 7 }), { type: 'select' }, undefined).version).toBe(7)
  })
  it('what cannot be foreseen changes nothing', () => {
    const before = row('a')
    expect(predict(before, { type: 'undo', version: 3 }, undefined)).toBe(before)
  })
})
