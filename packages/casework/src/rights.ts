import type { Moment } from '@otklik/worktime'
import { type Right, rightWords } from './right.ts'
import { type RoleTable, roles as usualRoles } from './roles.ts'

/** Whose incidents somebody sees: the whole organisation's, or those of some units (none: nobody's). Storage turns it into SQL. */
export type Scope = { readonly of: 'organisation' } | { readonly of: 'units'; readonly unitIds: readonly string[] }

/** What a person is in one organisation. One sign-in may have several, each with a `personId` of its own. */
export type Membership = {
  readonly tenantId: string
  readonly personId: string
  readonly name: string
  readonly roles: readonly string[]
  readonly unitIds: readonly string[]
  /** False: the person has left; nothing is allowed any more, to a substitute neither. */
  readonly active: boolean
}

/** While somebody is away, another acts for them: from `from` until `until`, which does not belong to it (null: nobody knows yet). */
export type Substitution = {
  readonly absenceId: string
  readonly absent: Membership
  /** `personId` of the one who acts, in the same organisation. */
  readonly substituteId: string
  readonly from: Moment
  readonly until: Moment | null
}

/** Somebody for whom a person acts now, and what exactly this gives. */
export type OnBehalfOf = {
  readonly personId: string
  readonly name: string
  readonly absenceId: string
  readonly may: readonly Right[]
  readonly unitIds: readonly string[]
}

export type Rights = {
  /** Without doubles, in the order of `rightWords`. */
  readonly may: readonly Right[]
  readonly sees: Scope
  /** The units for which the person acts as an executor. */
  readonly unitIds: readonly string[]
  readonly onBehalfOf: readonly OnBehalfOf[]
}

/** Somebody with resolved rights in the organisation that they work in: who looks at incidents, and who acts on them. */
export type Viewer = Rights & { readonly tenantId: string; readonly personId: string; readonly name: string }

/** Setting up the organisation is given by an appointment, not by somebody's leave. */
const neverInherited: ReadonlySet<Right> = new Set(['manageOrganisation'])

/**
 * What this person may do and see, and on whose behalf. Pure.
 * @param person who asks, in which organisation, at which moment
 * @param memberships of this sign-in; those of other organisations give nothing here
 * @param substitutions of the organisation; those of others, over or not yet begun, give nothing
 * @param table roles as data; a role that it does not name gives nothing
 */
export function rightsOf(
  person: { readonly tenantId: string; readonly personId: string; readonly at: Moment },
  memberships: readonly Membership[],
  substitutions: readonly Substitution[],
  table: RoleTable = usualRoles,
): Rights {
  const own = memberships.find(({ tenantId, personId, active }) => active && tenantId === person.tenantId && personId === person.personId)
  if (own === undefined) return { may: [], sees: { of: 'units', unitIds: [] }, unitIds: [], onBehalfOf: [] }
  const now = substitutions.filter(
    ({ absent, from, until }) =>
      absent.active && absent.tenantId === person.tenantId && from <= person.at && (until === null || person.at < until),
  )
  const absences = represented(person.personId, now)
  const given = absences.map(({ absenceId, absent }) => ({ absenceId, absent, rights: inherited(ofRoles(absent, table)) }))
  const all = [ofRoles(own, table), ...given.map(({ rights }) => rights)]
  return {
    may: ordered(all.flatMap(({ may }) => may)),
    sees: together(all.map(({ sees }) => sees)),
    unitIds: unique(all.flatMap(({ unitIds }) => unitIds)),
    onBehalfOf: given.map(({ absenceId, absent, rights: { may, unitIds } }) => ({
      personId: absent.personId,
      name: absent.name,
      absenceId,
      may,
      unitIds,
    })),
  }
}

/** A member as who works in the organisation at this moment. */
export const viewerOf = (
  member: Membership,
  at: Moment,
  substitutions: readonly Substitution[],
  table: RoleTable = usualRoles,
): Viewer => ({
  tenantId: member.tenantId,
  personId: member.personId,
  name: member.name,
  ...rightsOf({ ...member, at }, [member], substitutions, table),
})

/** Everybody whom this person stands in for, through substitutes who are away themselves too. A circle ends where it began. */
function represented(personId: string, now: readonly Substitution[]): readonly Substitution[] {
  const found: Substitution[] = []
  const known = new Set([personId])
  const open = [personId]
  for (let substitute = open.pop(); substitute !== undefined; substitute = open.pop()) {
    for (const one of now) {
      if (one.substituteId !== substitute || known.has(one.absent.personId)) continue
      known.add(one.absent.personId)
      open.push(one.absent.personId)
      found.push(one)
    }
  }
  return found
}

type Own = Pick<Rights, 'may' | 'sees' | 'unitIds'>

/** What roles give by themselves. */
function ofRoles({ roles, unitIds }: Membership, table: RoleTable): Own {
  const rows = roles.flatMap((role) => (Object.hasOwn(table, role) ? (table[role] ?? []) : []))
  const may = ordered(rows.flatMap((row) => row.may))
  const sees = together(rows.map((row) => (row.sees === 'organisation' ? { of: 'organisation' } : { of: 'units', unitIds })))
  return { may, sees, unitIds: may.includes('actAsExecutor') ? unique(unitIds) : [] }
}

const inherited = ({ may, ...rest }: Own): Own => ({ ...rest, may: may.filter((right) => !neverInherited.has(right)) })

const ordered = (may: readonly Right[]): readonly Right[] => {
  const held = new Set(may)
  return (Object.keys(rightWords) as Right[]).filter((right) => held.has(right))
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)]

function together(scopes: readonly Scope[]): Scope {
  if (scopes.some((scope) => scope.of === 'organisation')) return { of: 'organisation' }
  return { of: 'units', unitIds: unique(scopes.flatMap((scope) => (scope.of === 'units' ? scope.unitIds : []))) }
}
