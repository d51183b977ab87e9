import type { HistoryEvent } from '@otklik/regulations'
import type { Moment } from '@otklik/worktime'
import type { IncidentEvent, Recorded } from './events.ts'
import { evolve, initialIncident, reopenedByAuthor } from './evolve.ts'
import { relievedBy } from './holders.ts'
import type { Incident } from './state.ts'

/** Versions that do not count: each event taken back, and the `Undone` that took it back. */
export function undoneVersions(recorded: readonly Recorded[]): ReadonlySet<number> {
  const undone = new Set<number>()
  for (const { version, event } of recorded) {
    if (event.type === 'Undone') undone.add(version).add(event.version)
  }
  return undone
}

/** Versions of drafts that were taken back before anybody read them: their terms run on as if nothing had been handed in. */
function withdrawnVersions(recorded: readonly Recorded[]): ReadonlySet<number> {
  const back = new Set(recorded.flatMap(({ event }) => (event.type === 'DraftWithdrawn' ? [event.revision] : [])))
  return new Set(recorded.flatMap(({ version, event }) => (event.type === 'DraftSubmitted' && back.has(event.revision) ? [version] : [])))
}

/**
 * What a plan needs to know of a record, in its own words. Pairs taken back are left out.
 * An author's words count as an answer (a new round) only where one was awaited or the matter was done: see `reopenedByAuthor`.
 * `unitName` renames units for reading; without it their ids stand.
 */
export function historyOf(recorded: readonly Recorded[], unitName: (id: string) => string = (id) => id): readonly HistoryEvent[] {
  const undone = undoneVersions(recorded)
  const withdrawn = withdrawnVersions(recorded)
  const history: HistoryEvent[] = []
  let state = initialIncident
  for (const one of recorded) {
    const inPassing = one.event.type === 'AuthorAnswered' && !reopenedByAuthor.has(state.status)
    const said = undone.has(one.version) || withdrawn.has(one.version) || inPassing ? null : translate(one.event, one.at, state, unitName)
    if (said !== null) history.push(said)
    state = evolve(state, one)
  }
  return history
}

function translate(event: IncidentEvent, at: Moment, before: Incident, unitName: (id: string) => string): HistoryEvent | null {
  switch (event.type) {
    case 'MessageReceived':
      return { type: 'received', at, track: event.track }
    case 'Registered':
      return { type: 'registered', at }
    case 'Selected':
      return { type: 'selected', at, importance: event.importance }
    case 'Declined':
      return { type: 'declined', at, ground: event.groundId }
    case 'Redirected':
      return { type: 'redirected', at }
    case 'Routed': {
      const relieved = relievedBy(before.holders, event.unitId, event.beside).map(unitName)
      return { type: 'routed', at, unit: unitName(event.unitId), ...(relieved.length > 0 ? { replaces: relieved } : {}) }
    }
    case 'Returned':
      return { type: 'returned', at, unit: unitName(event.unitId), reason: event.reason }
    case 'DraftSubmitted':
      // Words mended by whoever reads the draft hand nothing in anew.
      if (event.amends !== undefined) return null
      return { type: 'draftSubmitted', at, unit: unitName(event.unitId), kind: event.kind }
    case 'SentBack':
      return { type: 'sentBack', at }
    case 'Approved':
      return { type: 'approved', at }
    case 'Published':
      return { type: 'published', at, kind: event.kind }
    case 'AuthorAnswered':
      return { type: 'authorAnswered', at }
    case 'TermExtended':
      return { type: 'extended', at, term: event.term }
    case 'TermSet': {
      const { norm, term, due } = event
      return { type: 'termSet', at, norm, ...(term === undefined ? {} : { term }), ...(due === undefined ? {} : { due }) }
    }
    case 'Closed':
      return { type: 'closed', at }
    case 'PublicationRequested':
    case 'PublicationFailed':
    case 'PublicationUncertain':
    case 'MessageEdited':
    case 'MessageDeleted':
    case 'MessageRestored':
    case 'AnswerEdited':
    case 'AnswerDeleted':
    case 'AnswerRestored':
    case 'ReplyEdited':
    case 'ReplyDeleted':
    case 'ReplyRestored':
    case 'TimeAsked':
    case 'TimeDenied':
    case 'DraftWithdrawn':
    case 'Undone':
      return null
  }
}
