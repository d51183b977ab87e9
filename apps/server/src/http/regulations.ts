import type { House } from '../house.ts'
import type { Act } from '../organisation/acts.ts'
import { doerOf } from './doer.ts'
import { ProblemError } from './problems.ts'
import type { Handlers } from './register.ts'

const findingsOf = (act: Act) => act.findings().map((finding) => ({ ...finding, clauses: [...finding.clauses] }))

const summary = (act: Act, current: string | null) => ({
  id: act.id,
  title: act.title,
  edition: act.edition,
  source: act.source,
  inForce: act.id === current,
  findings: act.findings().length,
})

/** Acts known here, with what a careful reader finds in them, and which of them is in force for new messages. */
export function regulationHandlers({ storage, acts }: House): Pick<Handlers, 'regulations' | 'regulation' | 'setRegulation'> {
  async function inForce(tenantId: string): Promise<string | null> {
    return (await storage.organisation.tenants()).find(({ id }) => id === tenantId)?.regulationId ?? null
  }
  return {
    regulations: async ({ person }) => {
      const current = await inForce(person.tenantId)
      return { regulations: acts.all().map((act) => summary(act, current)) }
    },
    regulation: async ({ person, params }) => {
      const act = acts.find(params.id)
      if (act === null) throw new ProblemError('not-found')
      return {
        ...summary(act, await inForce(person.tenantId)),
        findingList: findingsOf(act),
        norms: [...act.norms],
        readings: [...act.readings],
      }
    },
    setRegulation: async ({ person, body, request }) => {
      if (acts.find(body.id) === null) throw new ProblemError('unknown-regulation')
      await storage.organisation.setRegulation(person.tenantId, body.id, person.personId, doerOf(request))
      return { ok: true }
    },
  }
}
