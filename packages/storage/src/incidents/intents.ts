import type { Incident, IncidentEvent, Recorded } from '@otklik/casework'
import type { Ended, Publication } from '../record/sends.ts'

const ENDS: Readonly<Record<string, Ended['state']>> = {
  Published: 'confirmed',
  PublicationFailed: 'rejected',
  PublicationUncertain: 'uncertain',
}

/** The end that an event tells of; null for any other event. */
export function endTold(event: IncidentEvent): ({ readonly publication_id: string } & Ended) | null {
  const state = ENDS[event.type]
  if (state === undefined || !('publicationId' in event)) return null
  return { publication_id: event.publicationId, state, detail: 'detail' in event ? event.detail : null }
}

/**
 * What the record asks the outbox for, oldest first: whose words, which files, where. A message registered by hand has no network to send to: a
 * person answers it. Pure.
 * @param recorded some or all events of the incident; `state` is what the whole record folds to.
 */
export function publicationsOf(recorded: readonly Recorded[], { message, revisions }: Incident): Publication[] {
  if (message === null || message.place.network === 'manual') return []
  const { place } = message
  const ends = new Map(recorded.flatMap(({ event }) => endTold(event) ?? []).map(({ publication_id, ...end }) => [publication_id, end]))
  return recorded.flatMap(({ event, at }) => {
    if (event.type !== 'PublicationRequested') return []
    const { publicationId: publication_id, revision: number } = event
    const revision = revisions.find((one) => one.number === number)
    if (revision === undefined) throw new Error(`publication ${publication_id} names revision ${number}, which does not exist`)
    const files = revision.attachments.map(({ id, name, type }) => ({ id, name, type }))
    const ended = ends.get(publication_id) ?? null
    const lookFirst = event.lookFirst === true
    const row = { publication_id, account_id: place.accountId, place, text: revision.text, files, made_at: at }
    return [{ row, lookFirst, ended }]
  })
}
