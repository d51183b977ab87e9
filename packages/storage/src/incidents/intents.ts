import type { Incident, IncidentEvent, Recorded, SystemCommand } from '@otklik/casework'
import type { Asked, Asking, Ended } from '../record/asking.ts'

const ENDS: Readonly<Record<string, Ended['state']>> = {
  Published: 'confirmed',
  PublicationFailed: 'rejected',
  PublicationUncertain: 'uncertain',
}

/** The end that an event tells of; null for any other event. */
export function endTold(event: IncidentEvent): ({ readonly key: string } & Ended) | null {
  const state = ENDS[event.type]
  if (state === undefined || !('publicationId' in event)) return null
  const ref = event.type === 'Published' && event.ref !== '' ? event.ref : null
  return { key: event.publicationId, state, detail: 'detail' in event ? event.detail : null, ref }
}

/**
 * The replies that an incident's record asks for: whose words, which files, where. Where a person brings the reply to its place, the outbox
 * is asked for nothing. How one ended is told back as the outcome of that publication.
 */
export const incidentAsking: Asking<Recorded, Incident, SystemCommand> = {
  asked(recorded, { message, revisions }) {
    if (message === null || message.place.delivery === 'person') return []
    const { place } = message
    const ends = new Map(recorded.flatMap(({ event }) => endTold(event) ?? []).map(({ key, ...end }) => [key, end]))
    return recorded.flatMap(({ event, at }): Asked[] => {
      if (event.type !== 'PublicationRequested') return []
      const { publicationId: key, revision: number } = event
      const revision = revisions.find((one) => one.number === number)
      if (revision === undefined) throw new Error(`publication ${key} names revision ${number}, which does not exist`)
      const files = revision.attachments.map(({ id, name, type }) => ({ id, name, type }))
      return [
        {
          key,
          accountId: place.accountId,
          act: { kind: 'reply', target: place.target, text: revision.text, files },
          madeAt: at,
          notBefore: 0,
          lookFirst: event.lookFirst === true,
          ended: ends.get(key) ?? null,
        },
      ]
    })
  },
  outcome(publicationId, end) {
    if (end.type === 'done') return { type: 'recordPublished', publicationId, ref: end.ref, url: end.url, evidence: end.evidence }
    if (end.type === 'uncertain') return { type: 'recordPublicationUncertain', publicationId, detail: end.detail }
    return { type: 'recordPublicationFailed', publicationId, reason: end.reason, detail: end.detail }
  },
}
