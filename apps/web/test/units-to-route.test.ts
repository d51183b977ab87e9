import { describe, expect, test } from 'vitest'
import { unitsToRoute } from '../src/card/deeds/units-to-route.ts'

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
const names = (row: { unit: { id: string; name: string } | null }) => {
  const { own, others } = unitsToRoute(units, row)
  return [own?.id ?? null, ...others.map(({ id }) => id)]
}

describe('where a message can be routed', () => {
  test('a new one to every unit that executes', () => expect(names({ unit: null })).toEqual([null, 'roads', 'water', 'school']))
  test.each(['roads', 'water', 'school'])('one that %s has or had goes there first, and there once', (id) => {
    const shown = names({ unit: { id, name: id } })
    expect(shown[0]).toBe(id)
    expect(new Set(shown)).toEqual(new Set(['roads', 'school', 'water']))
    expect(shown).toHaveLength(3)
  })
  test.each(['old', 'press', 'gone'])('a unit that no longer executes (%s) does not come back by itself', (id) =>
    expect(names({ unit: { id, name: id } })).toEqual([null, 'roads', 'water', 'school']),
  )
})
