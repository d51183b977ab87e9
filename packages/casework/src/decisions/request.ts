import type { IncidentEvent, Justification } from '../events.ts'
import type { Context, Incident } from '../state.ts'

/**
 * The order to publish a revision, under an id of its own, with what was justified. Whether to look in the network first is said by how the
 * earlier ones ended. Where a person delivers the reply, only a person can say whether it was: its end is open from the start.
 */
export function requestOf(
  revision: number,
  confirmed: readonly string[],
  justified: { readonly justifications?: readonly Justification[] },
  state: Incident,
  context: Context,
): readonly IncidentEvent[] {
  const publicationId = freshId(context)
  const lookFirst = doubtRemains(state) ? { lookFirst: true } : {}
  const requested: IncidentEvent = { type: 'PublicationRequested', publicationId, revision, confirmed, ...lookFirst, ...justified }
  if (!deliveredByPerson(state)) return [requested]
  const detail = 'ответ публикует человек: ответьте автору и отметьте это здесь'
  return [requested, { type: 'PublicationUncertain', publicationId, revision, detail }]
}

/** The first of the fresh identifiers that came with the command: a decision makes none itself. */
function freshId({ newIds }: Context): string {
  const [id] = newIds
  if (id === undefined) throw new Error('a decision that publishes needs a fresh identifier in context.newIds')
  return id
}

/** What a person brings to its place the program can neither send nor look for. */
const deliveredByPerson = ({ message }: Incident): boolean => message?.place.delivery === 'person'

/** A reply was said to be absent after nobody knew its end. */
function doubtRemains(incident: Incident): boolean {
  return !deliveredByPerson(incident) && incident.publications.some(({ state, doubted }) => doubted && state === 'failed')
}
