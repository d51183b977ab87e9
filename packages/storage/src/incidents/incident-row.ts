import { type Attachment, type Incident, isFinished, networkEdits, queuePlace, type Recorded } from '@otklik/casework'
import type { NormName } from '@otklik/regulations'
import { owed } from '../record/obligations.ts'
import type { Attached, HolderRow, IncidentRow, ObligationRow } from './rows.ts'

/** Presses by which a curator takes an incident on. */
const CURATORS: ReadonlySet<string> = new Set(['Selected', 'Declined', 'Redirected', 'Routed', 'SentBack', 'Approved'])

/** How much of a message a row of the queue carries. */
const EXCERPT = 240

/** So many attachments and signs of their names: a row says what there is, the card shows it. */
const ATTACHED = 10
const TITLE = 80

/** The first words; a pair of surrogates cut in two would be no text. */
const excerptOf = (text: string): string => text.slice(0, EXCERPT).toWellFormed()

/** The row of an incident. `recorded` is its whole stream, `obligations` as they stand after it, `awaited` the norms whose term is set for each message. */
export function incidentRow(
  tenantId: string,
  id: string,
  regulation: string,
  state: Incident,
  recorded: readonly Recorded[],
  obligations: readonly ObligationRow[],
  awaited: readonly NormName[],
): IncidentRow {
  const { message, status } = state
  if (message === null || status === null) throw new Error(`incident ${id} has no message`)
  const pending = obligations.filter(owed).toSorted((a, b) => a.due_at - b.due_at)
  const open = !isFinished(status)
  const next = pending[0] ?? null
  const flags = flagsOf(state, recorded, obligations, awaited)
  // Where the author has answered, their new words are what is to be read.
  const answered = flags.includes('authorAnswered') ? state.answers.at(-1) : undefined
  const changedAt = recorded.at(-1)?.at ?? 0
  const receivedAt = recorded[0]?.at ?? 0
  return {
    tenant_id: tenantId,
    id,
    version: state.version,
    number: state.number,
    status,
    open,
    importance: state.importance,
    track: state.track,
    regulation,
    excerpt: excerptOf(message.text),
    answer_excerpt: answered === undefined ? null : excerptOf(answered.message.text),
    message_id: message.id,
    author_id: message.authorId,
    network: message.place.network,
    account_id: message.place.accountId,
    url: message.place.url,
    topic_id: state.topicId,
    location: state.location,
    curator_id: curatorOf(recorded),
    received_at: receivedAt,
    changed_at: changedAt,
    flags,
    attached: { message: attachedOf(message.attachments), answer: attachedOf(state.answers.at(-1)?.message.attachments ?? []) },
    kept_late: obligations.filter((one) => one.status === 'breached').length,
    owed: pending.map((one) => one.due_at),
    next: next && {
      norm: next.norm,
      clause: next.clause,
      actor: next.actor,
      start: next.start_at,
      due: next.due_at,
      clock: next.clock,
      reading: next.reading ?? null,
    },
    next_soon_at: pending.length === 0 ? null : Math.min(...pending.map((one) => one.soon_at)),
    due_key: queuePlace({ status, due: next?.due_at ?? null, receivedAt, changedAt }),
  }
}

/** The rows of the units that have the message, in the order in which they received it. */
export const holderRows = ({ holders }: Incident, { status, due_key }: IncidentRow): readonly HolderRow[] =>
  holders.map(({ unitId, role, part, since }) => ({ unit_id: unitId, role, part, since, status, due_key }))

function attachedOf(attachments: readonly Attachment[]): Attached['message'] {
  return attachments.slice(0, ATTACHED).map(({ kind, title = '' }) => ({ kind, title: title.slice(0, TITLE).toWellFormed() }))
}

function curatorOf(recorded: readonly Recorded[]): string | null {
  return recorded.findLast(({ by, event }) => by.personId !== null && CURATORS.has(event.type))?.by.personId ?? null
}

/** What a row shows quietly. */
function flagsOf(
  state: Incident,
  recorded: readonly Recorded[],
  obligations: readonly ObligationRow[],
  awaited: readonly NormName[],
): string[] {
  const undone = new Set(recorded.flatMap(({ event }) => (event.type === 'Undone' ? [event.version] : [])))
  const counts = ({ version, event }: Recorded) => event.type !== 'Undone' && !undone.has(version) && !networkEdits.has(event.type)
  const last = recorded.findLast(counts)?.event.type
  const flags: string[] = []
  if (state.interimPublishedAt !== null) flags.push('interim')
  if (last === 'Returned') flags.push('returned')
  if (state.timeAsked !== null) flags.push('timeAsked')
  if (state.status === 'approved' || state.status === 'submitted') {
    if (state.publications.at(-1)?.state === 'failed') flags.push('publicationFailed')
  }
  if (last === 'AuthorAnswered') flags.push('authorAnswered')
  const unset = awaited.some((norm) => !obligations.some((one) => one.norm === norm && one.status === 'pending'))
  if (unset && state.status !== null && !isFinished(state.status)) flags.push('termAwaited')
  if (state.messageDeletedAt !== null) flags.push('messageDeleted')
  // The reply that citizens should be reading now; what became of one before it stands on the card.
  const reply = state.publications.findLast(({ publishedAt }) => publishedAt !== null)
  if (reply?.deletedAt != null) flags.push('replyDeleted')
  else if (reply?.edited != null) flags.push('replyEdited')
  return flags
}
