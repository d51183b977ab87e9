import { type Command, fold, type IncidentEvent, type SystemCommand } from '@otklik/casework'
import type { SendingEnd, Sends } from '../record/sends.ts'
import { publicationsOf } from './intents.ts'

/** What an incident has sent to a network: replies. */
export const SENDS: Sends<IncidentEvent, Command> = {
  asked(recorded) {
    const state = fold(recorded)
    const known = state.publications.flatMap(({ ref }) => (ref === null || ref === '' ? [] : [ref]))
    return { publications: publicationsOf(recorded, state), known }
  },
  outcome(publicationId: string, end: SendingEnd): SystemCommand {
    if (end.type === 'published') return { type: 'recordPublished', publicationId, ref: end.ref, url: end.url, evidence: end.evidence }
    if (end.type === 'uncertain') return { type: 'recordPublicationUncertain', publicationId, detail: end.detail }
    return { type: 'recordPublicationFailed', publicationId, reason: reasonOf(end.reason), detail: end.detail }
  },
}

type Reason = Extract<SystemCommand, { type: 'recordPublicationFailed' }>['reason']
const REASONS: readonly string[] = [
  'gone',
  'closed',
  'blocked',
  'invalid',
  'permission',
  'auth',
  'quota',
  'outage',
  'disconnected',
  'fault',
  'altered',
  'human',
] satisfies Reason[]

function reasonOf(text: string): Reason {
  if (!REASONS.includes(text)) throw new RangeError(`unknown reason of a failed publication: ${text}`)
  return text as Reason
}
