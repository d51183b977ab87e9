import { StorageFault } from '@otklik/storage'
import type { House } from '../house.ts'
import { actDetail, actSummary } from './act-view.ts'
import { doerOf } from './doer.ts'
import { ProblemError } from './problems.ts'
import type { Handlers } from './register.ts'

/** The acts of an organisation, with what a careful reader finds in them, and which of them is in force for new messages. */
export function regulationHandlers({ storage: { organisation } }: House): Pick<Handlers, 'regulations' | 'regulation' | 'setRegulation'> {
  async function inForce(tenantId: string): Promise<string | null> {
    return (await organisation.tenants()).find(({ id }) => id === tenantId)?.regulationId ?? null
  }
  return {
    regulations: async ({ person: { tenantId } }) => {
      const [current, acts] = await Promise.all([inForce(tenantId), organisation.acts(tenantId)])
      return { regulations: acts.map((act) => actSummary(act, current)) }
    },
    regulation: async ({ person: { tenantId }, params }) => {
      const act = (await organisation.acts(tenantId)).find(({ id }) => id === params.id)
      if (act === undefined) throw new ProblemError('not-found')
      return actDetail(act, await inForce(tenantId))
    },
    setRegulation: async ({ person, body, request }) => {
      try {
        await organisation.setRegulation(person.tenantId, body.id, person.personId, doerOf(request))
      } catch (error) {
        if (error instanceof StorageFault && error.code === 'act-unknown') throw new ProblemError('unknown-regulation')
        throw error
      }
      return { ok: true }
    },
  }
}
