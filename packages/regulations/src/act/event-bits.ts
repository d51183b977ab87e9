import type { HistoryEvent } from './types.ts'
import type { Pattern } from './vocabulary.ts'

/** What happened, as one bit, so that "does this event meet that norm" is a single `&`. */
const bits = {
  received: 1 << 0,
  registered: 1 << 1,
  selected: 1 << 2,
  routed: 1 << 3,
  returned: 1 << 4,
  'draftSubmitted/clarification': 1 << 5,
  'draftSubmitted/interim': 1 << 6,
  'draftSubmitted/final': 1 << 7,
  sentBack: 1 << 8,
  approved: 1 << 9,
  'published/clarification': 1 << 10,
  'published/interim': 1 << 11,
  'published/final': 1 << 12,
  contributionSubmitted: 1 << 13,
  authorAnswered: 1 << 14,
  redirected: 1 << 15,
  declined: 1 << 16,
  closed: 1 << 17,
} as const

export const RECEIVED = bits.received
export const REGISTERED = bits.registered
export const SELECTED = bits.selected
export const ROUTED = bits.routed

/** These end the matter: no norm is owed after them. */
export const ENDINGS = bits.declined | bits.redirected | bits.closed

/** What comes before anybody works on a message: a norm that counts from one of these may be met by what was done before it. */
export const PREPARING: ReadonlySet<HistoryEvent['type']> = new Set(['received', 'registered', 'selected', 'routed', 'authorAnswered'])

/** All events that a pattern names. */
export function maskOf(pattern: Pattern): number {
  if (pattern === 'draftSubmitted') {
    return bits['draftSubmitted/clarification'] | bits['draftSubmitted/interim'] | bits['draftSubmitted/final']
  }
  if (pattern === 'published') return bits['published/clarification'] | bits['published/interim'] | bits['published/final']
  return bits[pattern]
}

export function maskOfAll(patterns: readonly Pattern[]): number {
  return patterns.reduce((mask, pattern) => mask | maskOf(pattern), 0)
}

/** The bit of an event; 0 for one that only moves terms (`extended`, `termSet`). */
export function bitOf(event: HistoryEvent): number {
  if (event.type === 'draftSubmitted') return bits[`draftSubmitted/${event.kind}`]
  if (event.type === 'published') return bits[`published/${event.kind}`]
  return event.type === 'extended' || event.type === 'termSet' ? 0 : bits[event.type]
}

/** The unit that an event is of. */
export function unitOf(event: HistoryEvent): string | undefined {
  return 'unit' in event ? event.unit : undefined
}
