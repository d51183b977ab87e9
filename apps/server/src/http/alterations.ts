import type { Alteration } from '@otklik/storage'
import type { House } from '../house.ts'
import { ProblemError } from './problems.ts'
import type { Handlers } from './register.ts'

const viewOf = ({ id, why, incidentId, number, columns, times, foundAt, seenAt, seenBy }: Alteration) => ({
  id,
  why,
  incident: incidentId === null || number === null ? null : { id: incidentId, number },
  columns: [...columns],
  times,
  foundAt,
  seen: seenAt === null ? null : { at: seenAt, by: seenBy ?? '' },
})

/** What the program found to be not as it was sealed: for administrators, who say when they have seen it. */
export function alterationHandlers({ storage: { alterations } }: House): Pick<Handlers, 'alterations' | 'alterationSeen'> {
  return {
    alterations: async ({ person }) => ({ alterations: (await alterations.list(person.tenantId)).map(viewOf) }),
    alterationSeen: async ({ person, params }) => {
      if (!(await alterations.seen(person.tenantId, params.id, person.name))) throw new ProblemError('not-found')
      return { ok: true }
    },
  }
}
