import { createHash } from 'node:crypto'
import type { Recorded } from '@otklik/record'
import type { JournalDetails, JournalKind } from './journal-type.ts'

/** The kind of an organisation's own stream, which bears the organisation's id. */
export const ORGANISATION_KIND = 'organisation'

/** The kind of a stream of the journal: one for each organisation and month, so that nobody reads a year to add a line. */
export const JOURNAL_KIND = 'journal'

/** To whom lines belong that name nobody of an organisation: the installation itself. No organisation has this id. */
export const INSTALLATION = '00000000-0000-0000-0000-000000000001'

/** A line of the journal as an event; `by` of the event is who did it. The type is the line's kind as a participle: `SignedIn`. */
export type JournalEvent = {
  readonly type: string
  readonly kind: JournalKind
  readonly subject: { readonly id: string | null; readonly name: string } | null
  readonly address: string | null
  readonly browser: string | null
  readonly device: string | null
  /** So many times since `since`. */
  readonly count: number
  readonly since: number | null
  readonly details: JournalDetails
}

/** The stream of a month (UTC) of an organisation. */
export function journalStream(tenantId: string, at: number): string {
  const month = new Date(at).toISOString().slice(0, 7)
  const hex = createHash('sha256').update(`journal ${tenantId} ${month}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** `signed-in` → `SignedIn`. */
export const eventType = (kind: JournalKind): string => kind.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Lines of one millisecond that have numbers of their own, in either of the two streams that an organisation's page shows. */
const PER_MILLISECOND = 500

/** The columns of a line's row besides its organisation and stream. */
export const JOURNAL_COLUMNS = [
  'version',
  'number',
  'at',
  'kind',
  'actor_id',
  'actor_name',
  'subject_id',
  'subject_name',
  'address',
  'browser',
  'device',
  'count',
  'since',
  'details',
] as const

/** The row of a line. Its number grows with time and tells any two lines of a page apart. */
export function journalRow(
  tenantId: string,
  { version, at, by, event }: Recorded<JournalEvent>,
): Record<(typeof JOURNAL_COLUMNS)[number], unknown> {
  const own = tenantId === INSTALLATION ? 1 : 0
  return {
    version,
    number: (at * PER_MILLISECOND + (version % PER_MILLISECOND)) * 2 + own,
    at,
    kind: event.kind,
    actor_id: by.personId,
    actor_name: by.personId === null ? null : by.name,
    subject_id: event.subject?.id ?? null,
    subject_name: event.subject?.name ?? null,
    address: event.address,
    browser: event.browser,
    device: event.device,
    count: event.count,
    since: event.since,
    details: event.details,
  }
}
