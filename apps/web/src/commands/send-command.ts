import type { CommandResponse, PersonCommandInput } from '@otklik/contract'
import { call, Refused, Unreachable } from '../live/call.ts'

type Sent = { readonly incidentId: string; readonly version: number; readonly command: PersonCommandInput }

/** How often one's own hand in another window may be in the way before somebody should look. */
const most = 5

/**
 * Sends one command. A lost answer is asked for again under the same key, and the server does nothing twice. Where only this person's own
 * hand has moved the incident since, in another window or by a reply that was on its way, the command follows it: nobody meets
 * a conflict with themselves. Throws `Refused` or `Unreachable`.
 */
export async function sendCommand(sent: Sent, personId: string): Promise<CommandResponse> {
  let { version } = sent
  for (let tried = 1; ; tried++) {
    try {
      return await deliver({ ...sent, version }, crypto.randomUUID())
    } catch (error) {
      const own = tried < most ? await ownVersionAfter(error, sent.incidentId, version, personId) : null
      if (own === null) throw error
      version = own
    }
  }
}

/** No answer, or one that says of itself that it does not know the end (a database that went away in the middle). */
const isUnsettled = (error: unknown): boolean => error instanceof Unreachable || (error instanceof Refused && error.problem.status >= 500)

async function deliver({ incidentId, version, command }: Sent, key: string): Promise<CommandResponse> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call('command', { params: { id: incidentId }, body: { expectedVersion: version, command }, key })
    } catch (error) {
      if (!isUnsettled(error) || attempt === 3 || !navigator.onLine) throw error
      await new Promise((resolve) => setTimeout(resolve, attempt * 700))
    }
  }
}

/** The version where the incident stands, if everything since the one that was seen is this person's own; else null. */
export async function ownVersionAfter(error: unknown, incidentId: string, seen: number, personId: string): Promise<number | null> {
  if (!(error instanceof Refused) || error.problem.code !== 'version-conflict' || error.problem.current?.by.id !== personId) return null
  const { row, record } = await call('incident', { params: { id: incidentId } })
  const since = record.filter(({ version }) => version > seen)
  return since.length > 0 && since.every(({ by }) => by.id === personId) ? row.version : null
}
