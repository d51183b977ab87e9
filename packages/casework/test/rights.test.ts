import { describe, expect, it } from 'vitest'
import {
  type Membership,
  type Right,
  rightOfActor,
  rightsOf,
  rightWords,
  roles,
  rolesWith,
  type RoleTable,
  type Substitution,
} from '../src/index.ts'

const at = Date.parse('2024-04-08T11:00:00+10:00')
const hour = 3_600_000
const member = (name: string, given: readonly string[], unitIds: readonly string[] = [], more: Partial<Membership> = {}): Membership => ({
  tenantId: 'town',
  personId: name,
  name,
  roles: given,
  unitIds,
  active: true,
  ...more,
})
const asking = (personId: string, tenantId = 'town', moment = at) => ({ tenantId, personId, at: moment })
const own = (one: Membership, table?: RoleTable) => rightsOf(asking(one.personId), [one], [], table)

const absence = (absent: Membership, substituteId: string, more: Partial<Substitution> = {}): Substitution => ({
  absenceId: `absence-${absent.personId}`,
  absent,
  substituteId,
  from: at,
  until: at + hour,
  ...more,
})

/** Written down by hand, so that a changed row of the table is noticed here. */
const expected: Readonly<Record<Right, readonly string[]>> = {
  readIncidents: ['curator', 'executor', 'head', 'administrator'],
  handleIncidents: ['curator', 'executor', 'head'],
  registerMessages: ['curator'],
  readAuthors: ['curator', 'executor', 'head'],
  actAsCurator: ['curator'],
  actAsExecutor: ['executor'],
  actAsHead: ['head'],
  readSettings: ['curator', 'head', 'administrator'],
  readJournal: ['head', 'administrator'],
  manageOrganisation: ['administrator'],
}

describe('what a role gives', () => {
  it.each(Object.entries(expected))('%s: %j', (right, held) => {
    expect(rolesWith(right as Right)).toEqual(held)
    for (const role of Object.keys(roles)) {
      expect({ role, has: own(member('Анна', [role])).may.includes(right as Right) }).toEqual({ role, has: held.includes(role) })
    }
  })

  it('is listed here for every right that there is', () => {
    expect(Object.keys(expected).toSorted()).toEqual(Object.keys(rightWords).toSorted())
  })

  it('lets work on messages whoever may take any step of an act', () => {
    for (const right of Object.values(rightOfActor)) {
      for (const role of rolesWith(right)) expect(rolesWith('handleIncidents')).toContain(role)
    }
  })
})

describe('what somebody sees', () => {
  it('is the units of an executor, and everything of the organisation for the others', () => {
    expect(own(member('Пётр', ['executor'], ['roads', 'roads'])).sees).toEqual({ of: 'units', unitIds: ['roads'] })
    for (const role of ['curator', 'head', 'administrator']) expect(own(member('Анна', [role])).sees).toEqual({ of: 'organisation' })
    expect(own(member('Оба', ['executor', 'head'], ['roads']))).toMatchObject({ sees: { of: 'organisation' }, unitIds: ['roads'] })
  })

  it('is nothing without a role, in another organisation, and after leaving', () => {
    const nothing = { may: [], sees: { of: 'units', unitIds: [] }, unitIds: [], onBehalfOf: [] }
    expect(own(member('Никто', [], ['roads']))).toEqual(nothing)
    expect(own(member('Чужой', ['no-such-role', 'toString'], ['roads']))).toEqual({ ...nothing })
    expect(own(member('Ушла', ['curator'], [], { active: false }))).toEqual(nothing)
    expect(rightsOf(asking('Анна', 'elsewhere'), [member('Анна', ['curator'])], [])).toEqual(nothing)
  })

  it('gives the units of a curator no executor', () => {
    expect(own(member('Анна', ['curator'], ['roads'])).unitIds).toEqual([])
  })
})

describe('one sign-in in two organisations', () => {
  const here = member('анна-здесь', ['curator'])
  const there = member('анна-там', ['executor'], ['roads'], { tenantId: 'region' })

  it('has in each what it is there, and nothing of the other', () => {
    expect(rightsOf(asking('анна-здесь'), [here, there], []).may).toContain('actAsCurator')
    expect(rightsOf(asking('анна-здесь'), [here, there], [])).toMatchObject({ unitIds: [], sees: { of: 'organisation' } })
    const inRegion = rightsOf(asking('анна-там', 'region'), [here, there], [])
    expect(inRegion).toMatchObject({ sees: { of: 'units', unitIds: ['roads'] }, unitIds: ['roads'] })
    expect(inRegion.may).not.toContain('actAsCurator')
  })

  it('is nobody under the name of the one in the organisation of the other', () => {
    expect(rightsOf(asking('анна-там'), [here, there], []).may).toEqual([])
  })
})

describe('a new role', () => {
  const table = {
    ...roles,
    observer: {
      name: { ru: 'наблюдатель', en: 'observer' },
      means: { ru: 'видит всё', en: 'sees everything' },
      may: ['readIncidents'],
      sees: 'organisation',
    },
  } as const satisfies RoleTable

  it('is a row of the table', () => {
    expect(own(member('Ольга', ['observer']), table)).toEqual({
      may: ['readIncidents'],
      sees: { of: 'organisation' },
      unitIds: [],
      onBehalfOf: [],
    })
    expect(own(member('Ольга', ['observer'])).may).toEqual([])
  })
})

describe('somebody away', () => {
  const petr = member('Пётр', ['executor'], ['roads'])
  const julia = member('Юлия', ['executor'], ['housing'])
  const juliaAt = (moment: number, all: readonly Substitution[]) => rightsOf(asking('Юлия', 'town', moment), [julia], all)

  it('is acted for from the first moment of the absence to its last', () => {
    const all = [absence(petr, 'Юлия')]
    expect(juliaAt(at - 1, all)).toMatchObject({ unitIds: ['housing'], onBehalfOf: [] })
    for (const moment of [at, at + hour - 1]) {
      const rights = juliaAt(moment, all)
      expect(rights).toMatchObject({ unitIds: ['housing', 'roads'], sees: { of: 'units', unitIds: ['housing', 'roads'] } })
      expect(rights.onBehalfOf).toMatchObject([{ personId: 'Пётр', name: 'Пётр', absenceId: 'absence-Пётр', unitIds: ['roads'] }])
    }
    expect(juliaAt(at + hour, all)).toEqual(juliaAt(at - 1, all))
  })

  it('with no end known is acted for until it is told', () => {
    expect(juliaAt(at + 1000 * hour, [absence(petr, 'Юлия', { until: null })]).unitIds).toEqual(['housing', 'roads'])
  })

  it('leaves rights of a role that the substitute has not, but never those of setting up the organisation', () => {
    const anna = member('Анна', ['curator', 'administrator'])
    const rights = juliaAt(at, [absence(anna, 'Юлия')])
    expect(rights.may).toContain('actAsCurator')
    expect(rights.sees).toEqual({ of: 'organisation' })
    expect(rights.may).not.toContain('manageOrganisation')
    expect(rights.onBehalfOf[0]?.may).not.toContain('manageOrganisation')
  })

  it('makes a curator who stands in for an executor no executor of the own units', () => {
    const boris = member('Борис', ['curator'], ['press'])
    expect(rightsOf(asking('Борис'), [boris], [absence(petr, 'Борис')]).unitIds).toEqual(['roads'])
  })

  it('is acted for through a substitute who is away too, and a circle ends', () => {
    const vera = member('Вера', ['executor'], ['water'])
    const chain = [absence(petr, 'Вера'), absence(vera, 'Юлия'), absence(julia, 'Пётр')]
    expect(juliaAt(at, chain).unitIds).toEqual(['housing', 'water', 'roads'])
    expect(juliaAt(at, chain).onBehalfOf.map(({ personId }) => personId)).toEqual(['Вера', 'Пётр'])
  })

  it('of another organisation, or who has left, gives nothing', () => {
    const all = [absence({ ...petr, tenantId: 'region' }, 'Юлия'), absence({ ...member('Ушёл', ['head']), active: false }, 'Юлия')]
    expect(juliaAt(at, all)).toMatchObject({ unitIds: ['housing'], onBehalfOf: [] })
  })
})
