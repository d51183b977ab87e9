import { describe, expect, test } from 'vitest'
import { isDeserted, unitsToRoute } from '../src/actions/units-to-route.ts'

const unit = (id: string, more: { executes?: boolean; active?: boolean } = {}) => ({
  id,
  name: id,
  short: id,
  parentId: null,
  executes: true,
  active: true,
  ...more,
})
const units = [unit('press', { executes: false }), unit('roads'), unit('water'), unit('old', { active: false }), unit('school')]
const names = (...holders: string[]) => {
  const { own, others } = unitsToRoute(units, { holders: holders.map((id) => ({ id, name: id, role: 'executor' })) })
  return [own?.id ?? null, ...others.map(({ id }) => id)]
}

describe('where a message can be routed', () => {
  test('a new one to every unit that executes', () => expect(names()).toEqual([null, 'roads', 'water', 'school']))
  test.each(['roads', 'water', 'school'])('one that %s has or had goes there first, and there once', (id) => {
    const shown = names(id)
    expect(shown[0]).toBe(id)
    expect(new Set(shown)).toEqual(new Set(['roads', 'school', 'water']))
    expect(shown).toHaveLength(3)
  })
  test.each(['old', 'press', 'gone'])('a unit that no longer executes (%s) does not come back by itself', (id) =>
    expect(names(id)).toEqual([null, 'roads', 'water', 'school']),
  )
})

test('a unit without an active person is said to have nobody: what is routed there waits unseen', () => {
  const roads = unit('roads')
  const person = { id: 'p', name: 'Анна', roles: ['executor'], active: true, unitIds: [roads.id] }
  expect(isDeserted(roads, { people: [] })).toBe(true)
  expect(isDeserted(roads, { people: [{ ...person, active: false }] })).toBe(true)
  expect(isDeserted(roads, { people: [{ ...person, unitIds: ['other'] }] })).toBe(true)
  expect(isDeserted(roads, { people: [person] })).toBe(false)
})
