import { isRefusal } from '@otklik/record'
import { describe, expect, test } from 'vitest'
import { decide, evolve, initialOrganisation, type Organisation, type OrganisationCommand, rowsOf } from '../src/index.ts'

const by = { personId: null, name: 'Отклик' }

/** What becomes of an organisation by these commands; the name of the refusal where one is refused. */
function after(commands: readonly OrganisationCommand[], from: Organisation = initialOrganisation, at = 1_000): Organisation | string {
  let state = from
  for (const command of commands) {
    const decided = decide(state, command)
    if (isRefusal(decided)) return decided.refused
    for (const event of decided) state = evolve(state, { version: state.version + 1, at, by, event })
  }
  return state
}
function stateOf(...commands: readonly OrganisationCommand[]): Organisation {
  const state = after(commands)
  if (typeof state === 'string') throw new Error(state)
  return state
}

const unit = (id: string, parentId: string | null = null) => ({ id, name: id, short: id, parentId, executes: true, active: true })
const person = (id: string, more: Partial<{ login: string; roles: string[]; unitIds: string[]; active: boolean }> = {}) => {
  return { id, name: id, login: id, roles: ['curator'], unitIds: [], active: true, userId: null, ...more }
}
const act = (id: string, edition: string, digest = 'a') => ({ id, edition, source: '', digest, releasePath: 'approval' })
const managing = ['administrator']
const admin = person('admin', { roles: ['administrator'] })

describe('units', () => {
  test('stand in no circle, neither directly nor through others, and under units of the organisation alone', () => {
    const tree = stateOf(
      { type: 'addUnit', unit: unit('top') },
      { type: 'addUnit', unit: unit('middle', 'top') },
      { type: 'addUnit', unit: unit('low', 'middle') },
    )
    expect(after([{ type: 'changeUnit', unit: unit('top', 'low') }], tree)).toBe('unit-cycle')
    expect(after([{ type: 'changeUnit', unit: unit('top', 'top') }], tree)).toBe('unit-cycle')
    expect(after([{ type: 'addUnit', unit: unit('other', 'nowhere') }], tree)).toBe('unit-unknown')
    expect(after([{ type: 'changeUnit', unit: unit('nowhere') }], tree)).toBe('unit-not-found')
    expect(after([{ type: 'changeUnit', unit: unit('low', 'top') }], tree)).not.toBeTypeOf('string')
  })

  test('saved as they are leave no event', () => {
    const tree = stateOf({ type: 'addUnit', unit: unit('top') })
    expect(decide(tree, { type: 'changeUnit', unit: unit('top') })).toEqual([])
  })
})

describe('people', () => {
  test('share no login, whatever letters it is written in, and stand in units of the organisation', () => {
    const town = stateOf({ type: 'addPerson', person: admin, managing })
    expect(after([{ type: 'addPerson', person: person('b', { login: 'ADMIN' }), managing }], town)).toBe('login-taken')
    expect(after([{ type: 'addPerson', person: person('b', { unitIds: ['nowhere'] }), managing }], town)).toBe('unit-unknown')
    expect(after([{ type: 'changePerson', person: person('nobody'), managing }], town)).toBe('person-not-found')
    expect(after([{ type: 'givePassword', personId: 'nobody', byPersonId: null }], town)).toBe('person-not-found')
  })

  test.each([
    ['loses the role', person('admin', { roles: ['head'] })],
    ['is shut out', person('admin', { roles: ['administrator'], active: false })],
  ])('the last administrator is not left without: %s', (_, next) => {
    const town = stateOf({ type: 'addPerson', person: admin, managing })
    expect(after([{ type: 'changePerson', person: next, managing }], town)).toBe('last-administrator')
    const two = stateOf(
      { type: 'addPerson', person: admin, managing },
      { type: 'addPerson', person: person('b', { roles: ['administrator'] }), managing },
    )
    expect(after([{ type: 'changePerson', person: next, managing }], two)).not.toBeTypeOf('string')
  })

  test('keep the mark of a password that another gave until they choose their own, whatever else changes', () => {
    const given = stateOf(
      { type: 'addPerson', person: admin, managing },
      { type: 'givePassword', personId: 'admin', byPersonId: 'b' },
      { type: 'changePerson', person: { ...admin, name: 'Егор' }, managing },
    )
    expect(given.people.get('admin')).toMatchObject({ name: 'Егор', passwordGiven: { at: 1_000, by: 'b' } })
    const own = after([{ type: 'choosePassword', personId: 'admin' }], given)
    expect(own).toMatchObject({ people: new Map([['admin', { ...admin, name: 'Егор', passwordGiven: null }]]) })
  })
})

describe('acts', () => {
  const stored = stateOf(
    { type: 'storeAct', act: act('a', '1'), setBy: 'setup' },
    { type: 'storeAct', act: act('b', '1'), setBy: 'setup' },
    { type: 'putActInForce', id: 'a', now: 5, setBy: 'setup' },
  )
  test('the first one in force has none before it, and the next begins where it ends, by a clock set back too', () => {
    expect(stored.inForce).toEqual([{ id: 'a', edition: '1', from: 0, until: null, by: 'setup' }])
    const next = after([{ type: 'putActInForce', id: 'b', now: 100, setBy: 'x' }], stored) as Organisation
    expect(next.inForce.map(({ id, from, until }) => [id, from, until])).toEqual([
      ['a', 0, 100],
      ['b', 100, null],
    ])
    const back = after([{ type: 'putActInForce', id: 'a', now: 50, setBy: 'x' }], next) as Organisation
    expect(back.inForce.map(({ id, from, until }) => [id, from, until])).toEqual([
      ['a', 0, 100],
      ['a', 100, null],
    ])
    expect(decide(next, { type: 'putActInForce', id: 'b', now: 200, setBy: 'x' })).toEqual([])
  })

  test('an edition is never written over, and the one stored last is put in force', () => {
    expect(after([{ type: 'storeAct', act: act('a', '1', 'other'), setBy: 'x' }], stored)).toBe('edition-taken')
    expect(decide(stored, { type: 'storeAct', act: act('a', '1'), setBy: 'x' })).toEqual([])
    expect(after([{ type: 'putActInForce', id: 'c', now: 9, setBy: 'x' }], stored)).toBe('act-unknown')
    const newer = after(
      [
        { type: 'storeAct', act: act('a', '2'), setBy: 'x' },
        { type: 'putActInForce', id: 'a', now: 9, setBy: 'x' },
      ],
      stored,
    )
    expect((newer as Organisation).inForce.at(-1)).toMatchObject({ id: 'a', edition: '2', from: 9 })
  })
})

const list = (...ids: string[]) => ({ type: 'setTopics', topics: ids.map((id) => ({ id, name: id, group: 'g' })) }) as const

test('a topic that leaves the list is kept, inactive, and comes back as it is named then', () => {
  const town = stateOf(list('a', 'b'), list('b'))
  expect(rowsOf(town).topics.map(({ id, position, active }) => [id, position, active])).toEqual([
    ['b', 0, true],
    ['a', 0, false],
  ])
  expect(decide(town, list('b'))).toEqual([])
  expect(rowsOf(stateOf(list('a', 'b'), list('b'), list('a'))).topics.map(({ id, active }) => [id, active])).toEqual([
    ['a', true],
    ['b', false],
  ])
})

test('hours count by the calendar that was set last before them', () => {
  const calendar = { years: '[]', digest: 'd', shipped: 's', edition: 1 }
  const hours = { type: 'setSchedule', schedule: { source: 's', timezone: 'UTC' }, setBy: 'x' } as const
  const town = stateOf({ type: 'setCalendar', calendar, setBy: 'x' }, hours, { type: 'setCalendar', calendar, setBy: 'x' }, hours)
  expect(rowsOf(town).schedules.map((row) => [row['version'], row['calendar_version']])).toEqual([
    [1, 1],
    [2, 2],
  ])
})

test('an event that does not follow is refused: the record is then not what was written', () => {
  expect(() => evolve(initialOrganisation, { version: 2, at: 0, by, event: { type: 'TopicsSet', topics: [] } })).toThrow('cannot follow')
})
