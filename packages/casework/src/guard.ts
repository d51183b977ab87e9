import type { Procedure } from '@otklik/regulations'
import type { IncidentEvent } from './events.ts'
import type { PersonCommandType } from './commands.ts'
import type { Context, Incident, Refusal, Status, Trace } from './state.ts'
import { forbids } from './authority.ts'
import { elapsed } from './elapsed.ts'
import { permission } from './permission.ts'
import { refuse } from './refusal.ts'
import { statusWords } from './status-words.ts'
import { lapsed } from './decisions/late.ts'
import { openedAlready } from './opened.ts'
import { noMoreTime, nobodyAsked } from './more-time.ts'
import { noTermToExtend, noTermToSet } from './terms.ts'
import { undoGuard } from './decisions/undo.ts'

/**
 * May this person give such a command now, whatever it says? Null when they may.
 * The same guard answers `decide` and `actionsFor`, so that the interface never promises what a decision refuses.
 */
export function guard(type: PersonCommandType, state: Incident, context: Context): Refusal | null {
  if (type === 'undo') return undoGuard(state, context)
  const { statuses, step } = permission(type, context.procedure)
  if (step === null) return stepUnknown(type)
  const done = alreadyDone(type, state, context)
  // One's own repeated command is answered as such, even when the first one took the message out of one's hands.
  if (done !== null && isOwn(done, context)) return repeated(done, step.clause, context)
  const forbidden = authority(type, state, context)
  if (forbidden !== null) return forbidden
  if (done !== null) return repeated(done, step.clause, context)
  if (state.status !== null && statuses.includes(state.status)) return now(type, state, context)
  return onItsWay(state.status, step.clause) ?? wrongState(state.status, statuses, step.clause, context.procedure)
}

function authority(type: Exclude<PersonCommandType, 'undo'>, state: Incident, context: Context): Refusal | null {
  const { step } = permission(type, context.procedure)
  if (step === null) return stepUnknown(type)
  const refusal = forbids(step, state, context.acting)
  // Whether a reply stands in the network can be looked up by the curator as well as by the publisher.
  if (refusal !== null && type === 'resolvePublication') return forbids({ by: 'curator', clause: step.clause }, state, context.acting)
  return refusal
}

/** What else must hold at this moment: a right that has not lapsed, a term that could be changed, somebody who asked for it. */
function now(type: PersonCommandType, state: Incident, context: Context): Refusal | null {
  if (type === 'return') return lapsed('return', state, context)
  if (type === 'askForTime') return noMoreTime(state, context)
  if (type === 'extendTerm') return noTermToExtend(state, context)
  if (type === 'setTerm') return noTermToSet(state, context)
  if (type === 'denyTime') return nobodyAsked(state, context)
  if (type === 'withdrawDraft') return openedAlready(state, context)
  return null
}

/** Which event a press leaves behind, and the statuses in which the same press would add nothing. */
const outcomes: Partial<Record<PersonCommandType, { event: IncidentEvent['type']; statuses: readonly Status[] }>> = {
  select: { event: 'Selected', statuses: ['selected'] },
  decline: { event: 'Declined', statuses: ['declined'] },
  redirect: { event: 'Redirected', statuses: ['redirected'] },
  return: { event: 'Returned', statuses: ['selected'] },
  sendBack: { event: 'SentBack', statuses: ['reworking'] },
  approve: { event: 'Approved', statuses: ['approved', 'publishing', 'uncertain', 'answered', 'awaitingAuthor'] },
  publish: { event: 'PublicationRequested', statuses: ['publishing', 'uncertain', 'answered', 'awaitingAuthor'] },
  close: { event: 'Closed', statuses: ['closed'] },
}

function alreadyDone(type: PersonCommandType, state: Incident, context: Context): Trace | null {
  const outcome = outcomes[type]
  if (outcome === undefined || state.status === null || !outcome.statuses.includes(state.status)) return null
  const trace = state.latest[outcome.event] ?? null
  // A message waits for routing after a selection as well as after a return: only the executor who returned it is told "already".
  if (type === 'return' && trace !== null && !isOwn(trace, context)) return null
  return trace
}

function isOwn(trace: Trace, context: Context): boolean {
  return context.acting.kind === 'person' && trace.by.personId === context.acting.personId
}

/** The answer to a second press with the same effect: who pressed first, and how long ago. */
export function repeated(trace: Trace, clause: string | null, context: Context): Refusal {
  const ago = elapsed(trace.at, context.now)
  return refuse(
    'already-done',
    clause,
    `Уже сделано: ${trace.by.name}, ${ago.ru}. Ничего делать не нужно.`,
    `Already done: ${trace.by.name}, ${ago.en}. Nothing more is needed.`,
  )
}

/** While a reply is between us and the network nothing can be pressed: why, and what ends it. */
function onItsWay(status: Status | null, clause: string | null): Refusal | null {
  if (status === 'publishing') {
    return refuse(
      'wrong-state',
      clause,
      'Ответ сейчас размещается: пока сеть не сказала, появился ли он, менять ничего нельзя. Подождите, это решится без вас.',
      'The reply is being published: until the network says whether it appeared, nothing can be changed. Wait, this ends by itself.',
    )
  }
  if (status === 'uncertain') {
    return refuse(
      'wrong-state',
      clause,
      'Неизвестно, появился ли ответ в сети. Сначала посмотрите под сообщением и отметьте на карточке, стоит ли он там.',
      'Nobody knows whether the reply appeared. First look under the message and say on the card whether it stands there.',
    )
  }
  return null
}

function wrongState(status: Status | null, statuses: readonly Status[], clause: string | null, procedure: Procedure): Refusal {
  const ru = statuses.map((word) => `«${statusWords(word, procedure).ru}»`).join(', ')
  const en = statuses.map((word) => `“${statusWords(word, procedure).en}”`).join(', ')
  const now = status === null ? { ru: 'не зарегистрировано', en: 'not registered' } : statusWords(status, procedure)
  const only = statuses.length === 1 ? 'в состоянии' : 'в состояниях'
  return refuse(
    'wrong-state',
    clause,
    `Сейчас сообщение в состоянии «${now.ru}», а это возможно только ${only} ${ru}.`,
    `The message is now “${now.en}”; this can be done only when it is ${en}.`,
  )
}

/** Steps that an act may lack, and what to do instead. */
const instead: Partial<Record<PersonCommandType, readonly [ru: string, en: string]>> = {
  approve: [
    'В действующем акте нет согласования: проект проверяет и размещает тот, кому поручено размещение. Нажмите «Разместить».',
    'The act in force has no approval step: whoever publishes checks the draft. Press “Publish”.',
  ],
  sendBack: [
    'В действующем акте нет возврата на доработку: исполнитель исправляет и размещает ответ сам. Куратор может направить сообщение другому подразделению или закрыть его.',
    'The act in force has no sending back: the executor corrects and publishes the reply. The curator can route the message to another unit, or close it.',
  ],
  extendTerm: [
    'В действующем акте нет продления: срок продлить нельзя. Если в акте есть промежуточный ответ, дайте его.',
    'The act in force has no extension: the term cannot be prolonged. If the act has an interim reply, give one.',
  ],
  amendDraft: [
    'Действующий акт никому, кроме исполнителя, не поручает читать проект до размещения: исправляет его исполнитель.',
    'The act in force lets nobody but the executor read a draft before it goes out: the executor corrects it.',
  ],
  setTerm: [
    'Действующий акт не даёт назначать сроки отдельному сообщению: действуют те, что в нём записаны.',
    'The act in force does not let one message have terms of its own: those written in it stand.',
  ],
}

function stepUnknown(type: PersonCommandType): Refusal {
  const [ru, en] = instead[type] ?? ['В действующем акте нет такого шага.', 'The act in force has no such step.']
  return refuse('step-not-in-act', null, ru, en)
}
