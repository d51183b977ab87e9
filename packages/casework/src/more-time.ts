import type { Context, Incident, Refusal } from './state.ts'
import { refuse } from './refusal.ts'
import { moreTimeBy } from './terms.ts'

/** Asking for what nobody could give leads nowhere: closed where the act lets no running term end later. */
export function noMoreTime(state: Incident, context: Context): Refusal | null {
  if (moreTimeBy(state, context) !== null) return null
  const { procedure } = context
  const listed =
    procedure.extend !== null || procedure.overrides.some(({ allows, tracks }) => allows === 'any' && tracks.includes(state.track))
  const { clause } = procedure.compose
  // What the act lets be prolonged may not run now, or runs as far already as it may.
  if (listed)
    return refuse(
      'step-not-in-act',
      procedure.extend?.clause ?? clause,
      'Сейчас не идёт ни один срок, который акт даёт продлить дальше: добавить время нельзя.',
      'No term is running now that the act lets be extended further: no time can be added.',
    )
  const interim = procedure.replyKinds.some(({ kind }) => kind === 'interim')
  return refuse(
    'step-not-in-act',
    clause,
    `Действующий акт не даёт продлить срок: добавить время никто не может. ${interim ? 'Если ответить по существу пока нельзя, дайте промежуточный ответ.' : 'Если вопрос не ваш, верните его куратору.'}`,
    `The act in force lets no term be prolonged: nobody could add time. ${interim ? 'If the matter cannot be answered yet, give an interim reply.' : 'If it is not yours, return it to the curator.'}`,
  )
}

/** There must be a request to say no to. */
export function nobodyAsked({ timeAsked, latest }: Incident, { acting }: Context): Refusal | null {
  if (timeAsked !== null) return null
  const own = acting.kind === 'person' && latest.TimeDenied?.by.personId === acting.personId
  return refuse(
    own ? 'already-done' : 'wrong-state',
    null,
    'Исполнитель сейчас не просит времени, или ему уже ответили.',
    'The executor asks for no time now, or has been answered already.',
  )
}
