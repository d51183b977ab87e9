import type { Acting, ActorRef } from '../src/index.ts'

type Person = Extract<Acting, { kind: 'person' }>

const person = (name: string, roles: Person['roles'], unitIds: readonly string[] = []): Person => ({
  kind: 'person',
  personId: `person-${name}`,
  name,
  roles,
  unitIds,
})

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
