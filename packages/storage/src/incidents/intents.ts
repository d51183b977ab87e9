import type { Incident, IncidentEvent, Recorded } from '@otklik/casework'
import type { IntentRow } from './rows.ts'

/** How a publication ended, by the last event that says so; the columns that its intent has from it. */
export type Ended = { readonly state: 'confirmed' | 'rejected' | 'uncertain'; readonly detail: string | null }

/** A publication as the record asks for it. `ended` null: it is on its way. */
export type Publication = { readonly row: Omit<IntentRow, 'state'>; readonly lookFirst: boolean; readonly ended: Ended | null }

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
 * What the record asks the outbox for, oldest first: whose words, which files, where. Where a person brings the reply to its place, the
 * outbox is asked for nothing. Pure.
 * @param recorded some or all events of the incident; `state` is what the whole record folds to.
 */
export function publicationsOf(recorded: readonly Recorded[], { message, revisions }: Incident): Publication[] {
  if (message === null || message.place.delivery === 'person') return []
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
