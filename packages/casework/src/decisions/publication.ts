import type { PersonCommand, SystemCommand } from '../commands.ts'
import type { IncidentEvent } from '../events.ts'
import { beyondLimits } from '../limits.ts'
import { refuse } from '../refusal.ts'
import type { Context, Incident, Publication, Refusal, Revision } from '../state.ts'
import { unmetStops } from './approval.ts'
import { newestRevision } from './drafting.ts'
import { justifiedIn } from './justified.ts'
import { requestOf } from './request.ts'

type Of<T extends (PersonCommand | SystemCommand)['type']> = Extract<PersonCommand | SystemCommand, { type: T }>

/** The publisher presses (E-7, S-8, G-14, D-4), or presses again after a failed attempt. */
export function publish(command: Of<'publish'>, state: Incident, context: Context): readonly IncidentEvent[] | Refusal {
  const { procedure } = context
  const found = newestRevision(command.revision, state, procedure.publish.clause)
  if ('refused' in found) return found
  // A revision never changes, so what was checked at its approval or its first sending needs no second check.
  const checked = found.approvedBy !== null || state.publications.some(({ revision }) => revision === found.number)
  if (procedure.approve !== null && found.approvedBy === null) {
    return refuse(
      'requirement-unmet',
      procedure.approve.clause,
      `Редакция ${found.number} не согласована: сначала согласуйте её.`,
      `Revision ${found.number} is not approved: approve it first.`,
    )
  }
  // The account may have lost its key for photos since: that is seen before the network refuses.
  const unmet = beyondLimits(found, context.limits, procedure.publish.clause) ?? (checked ? null : unmetStops(found, command, context))
  if (unmet !== null) return unmet
  return requestOf(command.revision, command.confirmed, checked ? {} : justifiedIn(found, command, context), state, context)
}

/** The network confirmed the reply, or it was found there by reading back. Told twice, it happened once. */
export function recordPublished(command: Of<'recordPublished'>, state: Incident): readonly IncidentEvent[] | Refusal {
  const publication = publicationOf(command.publicationId, state)
  if ('refused' in publication) return publication
  if (publication.state === 'published') return []
  if (publication.state === 'failed') {
    return refuse(
      'wrong-state',
      null,
      'Это размещение уже записано как неудавшееся: запись не переписывается. Проверьте ленту и решите, нужен ли новый ответ.',
      'This publication stands in the record as failed, and the record is not rewritten. Look at the thread and decide on a new reply.',
    )
  }
  return [published(publication, state, command.ref, command.url, command.evidence)]
}

/** The network certainly refused. Nothing is sent again without a person. */
export function recordPublicationFailed(command: Of<'recordPublicationFailed'>, state: Incident): readonly IncidentEvent[] | Refusal {
  const publication = publicationOf(command.publicationId, state)
  if ('refused' in publication) return publication
  if (settled(publication)) return []
  const { publicationId, reason, detail } = command
  return [{ type: 'PublicationFailed', publicationId, revision: publication.revision, reason, detail }]
}

/** Nobody knows whether the reply stands in the network: a person looks. */
export function recordPublicationUncertain(command: Of<'recordPublicationUncertain'>, state: Incident): readonly IncidentEvent[] | Refusal {
  const publication = publicationOf(command.publicationId, state)
  if ('refused' in publication) return publication
  if (publication.state !== 'requested') return []
  const { publicationId, detail } = command
  return [{ type: 'PublicationUncertain', publicationId, revision: publication.revision, detail }]
}

/** A person looked in the network: the reply stands there, or it does not and may be sent again. */
export function resolvePublication(command: Of<'resolvePublication'>, state: Incident): readonly IncidentEvent[] | Refusal {
  const publication = publicationOf(command.publicationId, state)
  if ('refused' in publication) return publication
  if (publication.state !== 'uncertain') {
    return refuse(
      'wrong-state',
      null,
      'Об этом размещении уже всё известно. Обновите карточку.',
      'Everything about this publication is known already. Refresh the card.',
    )
  }
  if (command.ref !== null) return [published(publication, state, command.ref, command.url ?? '', 'person')]
  const { publicationId } = command
  const detail = 'не найдено в сети при проверке человеком'
  return [{ type: 'PublicationFailed', publicationId, revision: publication.revision, reason: 'human', detail }]
}

function published(
  publication: Publication,
  state: Incident,
  ref: string,
  url: string,
  evidence: 'network' | 'reconciled' | 'person',
): IncidentEvent {
  const { kind } = revisionOf(publication, state)
  return { type: 'Published', publicationId: publication.id, revision: publication.revision, kind, ref, url, evidence }
}

function settled({ state }: Publication): boolean {
  return state === 'published' || state === 'failed'
}

function revisionOf(publication: Publication, state: Incident): Revision {
  const revision = state.revisions.find(({ number }) => number === publication.revision)
  if (revision === undefined) throw new Error(`publication ${publication.id} names revision ${publication.revision}, which does not exist`)
  return revision
}

function publicationOf(id: string, state: Incident): Publication | Refusal {
  const found = state.publications.find((publication) => publication.id === id)
  if (found !== undefined) return found
  return refuse(
    'wrong-state',
    null,
    'У этого сообщения нет такого размещения. Обновите карточку.',
    'This message has no such publication. Refresh the card.',
  )
}
