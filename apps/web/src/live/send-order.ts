import type { CommandResponse, IncidentCard, PersonCommandInput } from '@otklik/contract'
import { call, Refused, Unreachable } from './call.ts'

export type Order = { readonly incidentId: string; readonly version: number; readonly command: PersonCommandInput }

/** How often one's own hand in another window may be in the way before somebody should look. */
const most = 5

/**
 * Sends one order. A lost answer is asked for again under the same key, and the server does nothing twice. Where only this person's own
 * hand has moved the incident since, in another window or by a reply that was on its way, the order follows it: nobody is told that they
 * were faster than themselves. Throws `Refused` or `Unreachable`.
 */
export async function sendOrder(order: Order, personId: string): Promise<CommandResponse> {
  let { version } = order
  for (let tried = 1; ; tried++) {
    try {
      return await deliver({ ...order, version }, crypto.randomUUID())
    } catch (error) {
      const own = tried < most ? await ownVersionAfter(error, order.incidentId, version, personId) : null
      if (own === null) throw error
      version = own
    }
  }
}

/** No answer, or one that says of itself that it does not know the end (a database that went away in the middle). */
const isUnsettled = (error: unknown): boolean => error instanceof Unreachable || (error instanceof Refused && error.problem.status >= 500)

async function deliver({ incidentId, version, command }: Order, key: string): Promise<CommandResponse> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call<CommandResponse>(`/api/incidents/${incidentId}/commands`, {
        method: 'POST',
        body: { expectedVersion: version, command },
        key,
      })
    } catch (error) {
      if (!isUnsettled(error) || attempt === 3 || !navigator.onLine) throw error
      await new Promise((resolve) => setTimeout(resolve, attempt * 700))
    }
  }
}

/** The version where the incident stands, if everything since the one that was seen is this person's own; else null. */
export async function ownVersionAfter(error: unknown, incidentId: string, seen: number, personId: string): Promise<number | null> {
  if (!(error instanceof Refused) || error.problem.code !== 'version-conflict' || error.problem.current?.by.id !== personId) return null
  const { row, record } = await call<IncidentCard>(`/api/incidents/${incidentId}`)
  const since = record.filter(({ version }) => version > seen)
  return since.length > 0 && since.every(({ by }) => by.id === personId) ? row.version : null
}
