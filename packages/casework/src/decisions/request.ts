import type { IncidentEvent } from '../events.ts'
import type { Context, Incident } from '../state.ts'

/** The order to publish a revision, under an id of its own. Whether to look in the network first is said by how the earlier ones ended. */
export function requestOf(
  revision: number,
  confirmed: readonly string[],
  state: Incident,
  context: Context,
): Extract<IncidentEvent, { type: 'PublicationRequested' }> {
  return {
    type: 'PublicationRequested',
    publicationId: freshId(context),
    revision,
    confirmed,
    ...(doubtRemains(state) ? { lookFirst: true } : {}),
  }
}

/** The first of the fresh identifiers that came with the command: a decision makes none itself. */
function freshId({ newIds }: Context): string {
  const [id] = newIds
  if (id === undefined) throw new Error('a decision that publishes needs a fresh identifier in context.newIds')
  return id
}

/** A reply was said to be absent after nobody knew its end. What a person brings to its place the program cannot look for. */
function doubtRemains({ message, publications }: Incident): boolean {
  return message?.place.delivery !== 'person' && publications.some(({ state, doubted }) => doubted && state === 'failed')
}
