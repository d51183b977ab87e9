import type { Schedule } from '@otklik/worktime'
import { compile } from '../act/compile.ts'
import { happened } from '../plan/ordered-events.ts'
import { History } from '../plan/history.ts'
import { Judge } from './judge.ts'
import { type Objection, repeatedEvent } from './objection.ts'
import type { Regulation } from '../act/regulation.ts'
import type { HistoryEvent } from '../act/types.ts'

/** What is to be said about one event of a history; `event` is its number in the list as it was given, from 0. */
export type EventNote = Objection & { readonly event: number }

/**
 * What the act does not allow in a history, and what counts for nothing in it: terms set or extended past what the act lets (`plan` counts
 * with them all the same, they happened), events of a unit that does not have the message, exact repetitions. In the order of the list.
 * @throws TermError when a set term cannot be read
 */
export function notesOn(regulation: Regulation, schedule: Schedule, events: readonly HistoryEvent[]): EventNote[] {
  const notes: EventNote[] = []
  const numbers = new Map(events.map((event, index) => [event, index]))
  const tell = (event: HistoryEvent, objection: Objection): void => {
    const number = numbers.get(event)
    if (number !== undefined && !notes.some((one) => one.event === number && one.text.ru === objection.text.ru)) {
      notes.push({ event: number, ...objection })
    }
  }
  const act = compile(regulation)
  const history = new History(act, schedule, new Judge(act, schedule, tell))
  for (const event of happened(events, (again) => tell(again, repeatedEvent))) history.read(event)
  return notes.toSorted((one, other) => one.event - other.event)
}

/** What the act has against a term about to be set or extended after this history; null: nothing. */
export function objectionTo(
  regulation: Regulation,
  schedule: Schedule,
  before: readonly HistoryEvent[],
  to: Extract<HistoryEvent, { type: 'termSet' | 'extended' }>,
): Objection | null {
  return (
    notesOn(regulation, schedule, [...before, to]).find(({ event, text }) => event === before.length && text !== repeatedEvent.text) ?? null
  )
}
