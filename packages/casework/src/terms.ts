import {
  awaitedTerms,
  enoughExtension,
  extensionOf,
  type HistoryEvent,
  momentWords,
  type NormName,
  objectionTo,
  overrideOf,
  planSafely,
  type Text,
  unlisted,
} from '@otklik/regulations'
import { CalendarEnds, dueMoment, formatMoment, type Moment, parseTerm, WorktimeError, workingTime } from '@otklik/worktime'
import { holderOf } from './holders.ts'
import type { Context, Incident, Refusal } from './state.ts'
import { isFinished } from './status-groups.ts'

/** The two ways in which a person gives a message a term of its own, in the words of the plan. */
export type TermGiven = Extract<HistoryEvent, { type: 'termSet' | 'extended' }>

/** Steps that an act may allow for a time only. */
export type BoundedRight = 'return' | 'redirect'

/** The last moment of a right, and the same in words of the organisation's zone («12 нояб. в 13:00»). */
export type TimedRight = { readonly until: Moment; readonly words: Text }

/** How far a running term may be extended: `to` counts from its `start`, `until` is where that ends; `due` is where it ends now. */
export type FurtherTerm = {
  readonly norm: NormName
  readonly start: Moment
  readonly due: Moment
  readonly clause: string
  readonly to: string
  readonly until: Moment
}

const DAY = 86_400_000

/**
 * When a right that the act bounds by a term ends (G-9, S-5, E-4): to return, for the unit through which this person has the message; to
 * redirect, for the curator. Of the latest term of each; whether the right was used or made moot since, its end bounds it all the same.
 * null: no such term.
 */
export function rightOf(norm: BoundedRight, state: Incident, { terms, acting, now }: Context): TimedRight | null {
  const holder = norm === 'return' ? holderOf(state, acting) : null
  if (norm === 'return' && holder === null) return null
  const latest = terms.obligations
    .filter((one) => one.norm === norm && one.lapses === true && one.unit === holder?.unitId)
    .reduce<(typeof terms.obligations)[number] | null>(
      (last, one) => (last === null || one.occurrence > last.occurrence ? one : last),
      null,
    )
  if (latest === null) return null
  const year = formatMoment(terms.schedule, now).slice(0, 4)
  return { until: latest.due, words: momentWords(formatMoment(terms.schedule, latest.due), year) }
}

/** From when the curator may close an unanswered clarification: counted from the one that waits; null where none does. */
export function closableUnansweredFrom({ status, publications }: Incident, { procedure, terms }: Context): Moment | null {
  if (status !== 'awaitingAuthor') return null
  const asked = publications.findLast(({ publishedAt }) => publishedAt !== null)?.publishedAt
  if (asked === undefined || asked === null) return null
  // The act's file writes the term without a sign; it can only run forward.
  return dueMoment(terms.schedule, asked, parseTerm(`+${procedure.closeWithoutAnswerAfter.replace('+', '')}`))
}

/** Norms that wait for a term to be set for this very message (D-4.3b), each with its clause. */
export function termsAwaited({ status, track }: Incident, { terms }: Pick<Context, 'terms'>): ReturnType<typeof awaitedTerms> {
  if (status === null || isFinished(status)) return []
  return awaitedTerms(terms.act, track).filter(
    ({ norm }) => !terms.obligations.some((one) => one.status === 'pending' && one.norm === norm),
  )
}

/** Norms of which a term may be set now (G-8, L-14, D-4.3b): those that run or wait for one, and that the act lists. */
export function settableNorms(state: Incident, context: Pick<Context, 'terms' | 'procedure'>): readonly NormName[] {
  const running = context.terms.obligations.filter(({ status }) => status === 'pending').map(({ norm }) => norm)
  const norms = new Set([...running, ...termsAwaited(state, context).map(({ norm }) => norm)])
  return [...norms].filter((norm) => overrideOf(context.procedure.overrides, norm, state.track) !== undefined)
}

/** The running term that the act lets be extended further than it runs now (D-4.3a); null: there is none. */
export function furtherTerm({ track }: Incident, { terms, now }: Pick<Context, 'terms' | 'now'>): FurtherTerm | null {
  for (const { norm, status, start, due } of terms.obligations) {
    if (status !== 'pending' || due < now) continue
    const furthest = unlessCalendarEnds(() => extensionOf(terms.act, terms.schedule, track, norm, start))
    if (furthest !== null && furthest.until > due) return { norm, start, due, ...furthest }
  }
  return null
}

/** By which command a running term could be made to end later: extended, or set anew where the act lets any term be set; null: by none. */
export function moreTimeBy(state: Incident, context: Pick<Context, 'terms' | 'procedure' | 'now'>): 'extendTerm' | 'setTerm' | null {
  if (furtherTerm(state, context) !== null) return 'extendTerm'
  return freelySet(state, context) === undefined ? null : 'setTerm'
}

/** The running term that the act lets be set as anybody sees fit. */
const freelySet = ({ track }: Incident, { terms, procedure }: Pick<Context, 'terms' | 'procedure'>) =>
  terms.obligations.find(({ norm, status }) => status === 'pending' && overrideOf(procedure.overrides, norm, track)?.allows === 'any')

/** The executor's request for time: where the running term would end with it, and the shortest extension that reaches so far. */
export function timeAskedFor(
  state: Incident,
  context: Pick<Context, 'terms' | 'procedure' | 'now'>,
): { readonly until: Moment | null; readonly extension: string | null } {
  const { timeAsked, track } = state
  const { act, schedule, obligations } = context.terms
  const further = furtherTerm(state, context)
  const running = further ?? freelySet(state, context) ?? obligations.find(({ status }) => status === 'pending')
  if (timeAsked === null || running === undefined) return { until: null, extension: null }
  const until = unlessCalendarEnds(() => dueMoment(schedule, running.due, parseTerm(timeAsked.term)))
  if (until === null || further === null) return { until, extension: null }
  return { until, extension: enoughExtension(act, schedule, track, further.norm, further.start, until) }
}

/** What the act or the calendar has against giving this message that term now; null: nothing. The one place where this is judged. */
export function againstTerm(to: TermGiven, state: Incident, context: Context): Refusal | null {
  const { act, schedule, history } = context.terms
  const closed = to.type === 'termSet' ? againstNorm(to.norm, state, context) : null
  if (closed !== null) return closed
  const against = objectionTo(act, schedule, history, to)
  return against === null ? uncountable(to, context) : { refused: 'bad-term', clause: against.clause, text: against.text }
}

/** What stands against setting this norm's term now, whatever the term; null: nothing. */
export function againstNorm(norm: NormName, state: Incident, context: Context): Refusal | null {
  const closed = unlisted(context.procedure.overrides, norm, state.track)
  if (closed !== null) return { refused: 'step-not-in-act', ...closed }
  return settableNorms(state, context).includes(norm) ? null : nothingToSet(state, context)
}

/** Whether any term could be set now. */
export function noTermToSet(state: Incident, context: Context): Refusal | null {
  return settableNorms(state, context).length === 0 ? nothingToSet(state, context) : null
}

/** Whether any term could be extended now. */
export function noTermToExtend(state: Incident, context: Context): Refusal | null {
  if (furtherTerm(state, context) !== null) return null
  return {
    refused: 'step-not-in-act',
    clause: context.procedure.extend?.clause ?? null,
    text: {
      ru: 'Сейчас не идёт ни один срок, который акт даёт продлить дальше.',
      en: 'No term is running now that the act lets be extended further.',
    },
  }
}

/** An act may let terms be set of which none runs now (L-14: a co-executor's). */
const nothingToSet = ({ track }: Incident, { procedure }: Context): Refusal => ({
  refused: 'step-not-in-act',
  clause: procedure.overrides.find(({ tracks }) => tracks.includes(track))?.clause ?? null,
  text: {
    ru: 'Сейчас не идёт ни один срок, который акт даёт назначать одному сообщению.',
    en: 'No term is running now that the act lets be set for one message.',
  },
})

/**
 * A term that a person chose must have a date in the calendar, and some days after it, which the line of terms shows. Otherwise the plan
 * would leave the obligation out, as it does where a calendar is missing: a duty would vanish by a slip of the hand.
 */
function uncountable(to: TermGiven, { terms: { act, schedule, history } }: Context): Refusal | null {
  try {
    const { obligations, problems } = planSafely(act, schedule, [...history, to], 0)
    const [lost] = problems.slice(planSafely(act, schedule, history, 0).problems.length)
    if (lost !== undefined) throw lost.error
    workingTime(schedule, to.at, Math.max(to.at, ...obligations.map(({ due }) => due)) + 4 * DAY)
    return null
  } catch (error) {
    if (!(error instanceof WorktimeError)) throw error
    const text = {
      ru: `Такой срок уходит за пределы календаря, его даты не назвать. ${error.ru} Укажите срок короче.`,
      en: `Such a term leaves the calendar: its date cannot be named. ${error.en} Give a shorter one.`,
    }
    return { refused: 'bad-term', text, clause: null }
  }
}

/** In the last days of the last calendar nobody can say how far: nothing is offered, the card does not fail. */
function unlessCalendarEnds<T>(count: () => T): T | null {
  try {
    return count()
  } catch (error) {
    if (error instanceof CalendarEnds) return null
    throw error
  }
}
