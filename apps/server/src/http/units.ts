import type { House } from '../house.ts'
import { doerOf } from './doer.ts'
import { ProblemError } from './problems.ts'
import type { Handlers } from './register.ts'

/** Units of the organisation, a tree; and the directory that the desk shows names from. */
export function unitHandlers({ storage: { organisation } }: House): Pick<Handlers, 'directory' | 'addUnit' | 'setUnit'> {
  async function refuseUnknownParent(tenantId: string, id: string | null, parentId: string | null): Promise<void> {
    const parents = new Map((await organisation.units(tenantId)).map((unit) => [unit.id, unit.parentId]))
    if (id !== null && !parents.has(id)) throw new ProblemError('not-found')
    // A unit below itself would make the tree a ring.
    for (let above = parentId; above !== null; above = parents.get(above) ?? null) {
      if (above === id || !parents.has(above)) throw new ProblemError('unknown-parent')
    }
  }

  return {
    directory: async ({ person: { tenantId } }) => {
      const [units, people, topics] = await Promise.all([
        organisation.units(tenantId),
        organisation.people(tenantId),
        organisation.topics(tenantId),
      ])
      return { units, people: people.map(({ id, name, unitIds, roles, active }) => ({ id, name, unitIds, roles, active })), topics }
    },
    addUnit: async ({ person, body, request }) => {
      await refuseUnknownParent(person.tenantId, null, body.parentId)
      return { id: await organisation.saveUnit(person.tenantId, null, body, doerOf(request)) }
    },
    setUnit: async ({ person, params, body, request }) => {
      await refuseUnknownParent(person.tenantId, params.id, body.parentId)
      await organisation.saveUnit(person.tenantId, params.id, body, doerOf(request))
      return { ok: true }
    },
  }
}
