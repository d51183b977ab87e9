import { type Acting, type ActorRef, actingOf, type Role, viewerOf } from '../src/index.ts'

/** Somebody with these roles, their rights resolved as the house resolves them. */
const person = (name: string, roles: readonly Role[], unitIds: readonly string[] = []): Acting & { kind: 'person' } => {
  return actingOf(viewerOf({ tenantId: 'town', personId: `person-${name}`, name, roles, unitIds, active: true }, 0, []))
}

/** Units of the town in the tests. */
export const roads = 'unit-roads'
export const housing = 'unit-housing'
export const schools = 'unit-schools'

export const orlova = person('Орлова', ['curator'])
export const belov = person('Белов', ['curator'])
/** Executors: of roads, of housing. */
export const gromov = person('Громов', ['executor'], [roads])
export const zueva = person('Зуева', ['executor'], [housing])
export const head = person('Глава', ['head'])
export const administrator = person('Администратор', ['administrator'])
export const system: Acting = { kind: 'system' }

/** How somebody stands in the record. */
export function signature(acting: Acting): ActorRef {
  return acting.kind === 'system' ? { personId: null, name: 'Отклик' } : { personId: acting.personId, name: acting.name }
}
