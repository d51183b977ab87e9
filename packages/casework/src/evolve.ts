import type { IncidentEvent, Recorded } from './events.ts'
import type { Incident, Publication, Revision, Status } from './state.ts'
import { routedTo, withoutUnit } from './holders.ts'
import { afterNetworkEdit } from './network-edits.ts'
import { undoableEvents } from './decisions/undo.ts'

type Of<T extends IncidentEvent['type']> = Extract<IncidentEvent, { type: T }>

/** An incident to which nothing has happened yet. */
export const initialIncident: Incident = {
  version: 0,
  status: null,
  number: '',
  message: null,
  track: 'social',
  importance: 'normal',
  topicId: null,
  location: null,
  holders: [],
  revisions: [],
  publications: [],
  answers: [],
  interimPublishedAt: null,
  messageDeletedAt: null,
  messageEdited: null,
  timeAsked: null,
  timeAnswered: null,
  latest: {},
  undoable: null,
}

/**
 * The incident after one more recorded event. Pure and total over the record; equal records give equal incidents.
 * Throws when the versions have a gap: then the record itself is broken (`otklik verify`).
 */
export function evolve(state: Incident, recorded: Recorded): Incident {
  const { version, at, by, event } = recorded
  if (version !== state.version + 1) throw new Error(`the record jumps from version ${state.version} to ${version}`)
  if (event.type === 'Undone') return takenBack(state, version)
  const latest = { ...state.latest, [event.type]: { by, at } }
  const next = { ...state, ...change(state, recorded), version, latest, undoable: null }
  if (!undoableEvents.has(event.type)) return next
  return { ...next, undoable: { version, at, by, before: { ...state, undoable: null } } }
}

/** The incident that a whole record makes. */
export function fold(recorded: Iterable<Recorded>, from: Incident = initialIncident): Incident {
  let state = from
  for (const one of recorded) state = evolve(state, one)
  return state
}

/** Statuses in which an author's words open a new round: elsewhere the work goes on and the words are added to it. */
export const reopenedByAuthor: ReadonlySet<Status | null> = new Set<Status>(['awaitingAuthor', 'answered', 'closed'])

const nothingAsked = { timeAsked: null, timeAnswered: null } as const

function takenBack(state: Incident, version: number): Incident {
  if (state.undoable === null) throw new Error(`version ${version} takes back an event that cannot be taken back`)
  return { ...state.undoable.before, version }
}

function change(state: Incident, recorded: Recorded): Partial<Incident> {
  const { at, event } = recorded
  switch (event.type) {
    case 'MessageReceived':
      return { status: 'received', message: event.message, track: event.track }
    case 'Registered':
      return { number: event.number }
    case 'Selected':
      return { status: 'selected', importance: event.importance, topicId: event.topicId, location: event.location }
    case 'Declined':
      return { status: 'declined' }
    case 'Redirected':
      return { status: 'redirected' }
    case 'Routed':
      return { status: 'routed', holders: routedTo(state.holders, event.unitId, at, event.beside), ...nothingAsked }
    case 'Returned':
      return returned(state, event.unitId)
    case 'DraftSubmitted':
      return { status: 'submitted', revisions: drafted(state, event, recorded), ...nothingAsked }
    case 'DraftWithdrawn':
      return withdrawn(state, event.revision)
    case 'SentBack':
      return {
        status: 'reworking',
        revisions: revised(state, event.revision, { outcome: 'sentBack', remarks: event.remarks, approvedBy: null }),
      }
    case 'Approved':
      return { status: 'approved', revisions: letOut(state, event, { outcome: 'approved', approvedBy: recorded.by }) }
    case 'PublicationRequested':
      return {
        status: 'publishing',
        revisions: letOut(state, event, {}),
        publications: [...state.publications, requested(event, recorded)],
      }
    case 'Published':
      return published(state, event, recorded)
    case 'PublicationFailed':
      return {
        status: 'approved',
        revisions: revised(state, event.revision, { outcome: 'failed' }),
        publications: settled(state, event.publicationId, { state: 'failed', failure: event.reason, detail: event.detail }),
      }
    case 'PublicationUncertain':
      return {
        status: 'uncertain',
        publications: settled(state, event.publicationId, { state: 'uncertain', detail: event.detail, doubted: true }),
      }
    case 'AuthorAnswered':
      // Time: "the author's answer, when it arrives, starts a new round as an arrival"; the units stay as a suggestion.
      return {
        answers: [...state.answers, { message: event.message, at, deletedAt: null, edited: null }],
        ...(reopenedByAuthor.has(state.status) ? { status: 'selected', interimPublishedAt: null } : {}),
      }
    case 'MessageEdited':
    case 'MessageDeleted':
    case 'MessageRestored':
    case 'AnswerEdited':
    case 'AnswerDeleted':
    case 'AnswerRestored':
    case 'ReplyEdited':
    case 'ReplyDeleted':
    case 'ReplyRestored':
      return afterNetworkEdit(state, event, at)
    case 'TimeAsked':
      return { timeAsked: { unitId: event.unitId, term: event.term, reason: event.reason, at }, timeAnswered: null }
    case 'TimeDenied':
      return { timeAsked: null, timeAnswered: { given: false, term: event.term, reason: event.reason, at } }
    case 'TermExtended':
    case 'TermSet': {
      if (state.timeAsked === null) return {}
      const { term } = state.timeAsked
      return { timeAsked: null, timeAnswered: { given: true, term, reason: event.reason, at } }
    }
    case 'Closed':
      return { status: 'closed', ...nothingAsked }
    case 'Undone':
      return {}
  }
}

/** The curator routes anew once nobody has the message any more; where others still have it, their work goes on. */
function returned(state: Incident, unitId: string): Partial<Incident> {
  const holders = withoutUnit(state.holders, unitId)
  return { ...(holders.length === 0 ? { status: 'selected' } : {}), holders, ...nothingAsked }
}

function drafted(state: Incident, event: Of<'DraftSubmitted'>, { by, at }: Recorded): readonly Revision[] {
  const { revision: number, kind, text, attachments, unitId, amends = null, confirmed = [], justifications = [] } = event
  const mended = state.revisions.find((one) => one.number === amends)
  const from = mended?.from ?? state.status ?? 'routed'
  return [
    ...(amends === null ? state.revisions : revised(state, amends, { outcome: 'amended' })),
    {
      number,
      kind,
      text,
      attachments,
      unitId,
      by,
      at,
      from,
      amends,
      confirmed,
      outcome: 'pending',
      remarks: [],
      approvedBy: null,
      justifications,
    },
  ]
}

/** The work stands again where it stood before the draft; an earlier draft that still waited then does not come back by itself. */
function withdrawn(state: Incident, number: number): Partial<Incident> {
  const from = state.revisions.find((one) => one.number === number)?.from ?? 'routed'
  return { status: from, revisions: revised(state, number, { outcome: 'withdrawn' }) }
}

function requested(event: Of<'PublicationRequested'>, { by, at }: Recorded): Publication {
  return {
    id: event.publicationId,
    revision: event.revision,
    state: 'requested',
    requestedAt: at,
    requestedBy: by,
    publishedAt: null,
    ref: null,
    url: null,
    failure: null,
    detail: null,
    deletedAt: null,
    edited: null,
    doubted: false,
  }
}

function published(state: Incident, event: Of<'Published'>, { at }: Recorded): Partial<Incident> {
  const { publicationId, revision, kind, ref, url } = event
  const common = {
    revisions: revised(state, revision, { outcome: 'published' }),
    publications: settled(state, publicationId, { state: 'published', publishedAt: at, ref, url, detail: null }),
  }
  switch (kind) {
    case 'clarification':
      return { ...common, status: 'awaitingAuthor' }
    case 'interim':
      // L-13, E-9, G-15: the final reply is owed from here.
      return { ...common, status: 'routed', interimPublishedAt: at }
    case 'final':
      return { ...common, status: 'answered', interimPublishedAt: null }
  }
}

/** A revision that somebody let out, with what they justified in it besides. */
function letOut(state: Incident, event: Of<'Approved' | 'PublicationRequested'>, part: Partial<Revision>): readonly Revision[] {
  const said = state.revisions.find(({ number }) => number === event.revision)?.justifications ?? []
  return revised(state, event.revision, { ...part, justifications: [...said, ...(event.justifications ?? [])] })
}

function revised(state: Incident, number: number, part: Partial<Revision>): readonly Revision[] {
  return state.revisions.map((revision) => (revision.number === number ? { ...revision, ...part } : revision))
}

function settled(state: Incident, id: string, part: Partial<Publication>): readonly Publication[] {
  return state.publications.map((publication) => (publication.id === id ? { ...publication, ...part } : publication))
}
