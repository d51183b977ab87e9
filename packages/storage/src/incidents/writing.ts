import { type ActorRef, fold, type Incident, initialIncident, type IncidentEvent, type Recorded } from '@otklik/casework'
import type { AuthorRow, Writing } from '../record/append.ts'
import { chain, type Stored } from '../record/chain.ts'
import type { SealKey } from '../record/mac.ts'
import { owed } from './obligation-rows.ts'
import { endTold, incidentAsking } from './intents.ts'
import { intentRow } from '../outbox/intent-row.ts'
import { INCIDENT_KIND } from './kind.ts'
import { project } from './project.ts'
import type { ObligationRow, Projection } from './rows.ts'
import { indexedWords } from '../views/search.ts'
import type { Act } from '../organisation/act-shelf.ts'
import type { Calendar } from '../organisation/in-force.ts'

/** What a decision came to, to be turned into rows. */
export type Decided = {
  readonly tenantId: string
  readonly incidentId: string
  readonly act: Act
  readonly calendar: Calendar
  readonly from: {
    readonly version: number
    readonly hash: Uint8Array
    readonly recorded: readonly Stored[]
    readonly obligations: readonly ObligationRow[]
    readonly keys?: ReadonlySet<string>
  }
  readonly state: Incident
  readonly events: readonly IncidentEvent[]
  readonly at: number
  readonly by: ActorRef
  readonly sealKey: SealKey
  readonly authorName: string
  readonly author: AuthorRow | null
  readonly idempotency: Writing['idempotency']
}

/** Events that change what search finds. */
const WORDED: ReadonlySet<string> = new Set(['MessageReceived', 'MessageEdited', 'AuthorAnswered', 'AnswerEdited', 'DraftSubmitted'])

/** Makes every row that a decision changes. Pure. */
export function writingOf(decided: Decided): Writing {
  const { tenantId, incidentId, act, calendar, from, events, at, by } = decided
  const fresh: Recorded[] = events.map((event, index) => ({ version: from.version + index + 1, at, by, event }))
  const under = { regulation: act.id, edition: act.edition, scheduleVersion: calendar.version }
  const links = chain({ kind: INCIDENT_KIND, tenantId, streamId: incidentId, hash: from.hash }, under, fresh, decided.sealKey)
  const state = fold(fresh, from.version === 0 ? initialIncident : decided.state)
  const recorded = [...from.recorded, ...links]
  const after = project({ tenantId, id: incidentId, act, calendar, state, recorded, before: from.obligations })
  const changed = changedObligations(from.obligations, after.obligations)
  const changedKeys = new Set(changed.map(nameOf))
  const last = links.at(-1)
  if (last === undefined) throw new Error('a writing needs an event')
  return {
    kind: INCIDENT_KIND,
    version: state.version,
    hash: hex(last.hash),
    events: links.map(({ format, version, event: { type, ...data }, prevHash, hash, mac }) => ({
      format,
      version,
      type,
      at,
      by,
      data,
      under,
      prev_hash: hex(prevHash),
      hash: hex(hash),
      mac: hex(mac),
    })),
    incident: after.incident,
    holders: after.holders,
    obligations: changed,
    dropped: from.obligations.filter((one) => !after.obligations.some((other) => nameOf(other) === nameOf(one))).map(named),
    alarms: after.alarms.filter((alarm) => changedKeys.has(nameOf(alarm))),
    silenced: silenced(from.obligations, after.obligations),
    keys: after.keys.filter(({ key }) => !from.keys?.has(key)),
    files: after.files.filter((id) =>
      events.some((event) => event.type === 'DraftSubmitted' && event.attachments.some((one) => one.id === id)),
    ),
    words: events.some(({ type }) => WORDED.has(type)) ? wordsOfIncident(state, decided.authorName) : null,
    intents: incidentAsking.asked(links, state).map(intentRow),
    ended: events.flatMap((event) => endTold(event) ?? []).map(({ key, ...end }) => ({ publication_id: key, ...end })),
    idempotency: decided.idempotency,
    reader: by.personId,
    author: decided.author,
  }
}

/** What search finds an incident by: its number, its author's name, the message, the author's answers, names of their files, the drafts. */
export function wordsOfIncident({ number, message, answers, revisions }: Incident, authorName: string): string {
  const drafts = revisions.map(({ text }) => text).toReversed()
  const said = [...(message === null ? [] : [message]), ...answers.map((answer) => answer.message)]
  const files = said.flatMap(({ attachments }) => attachments.map(({ title }) => title ?? ''))
  return indexedWords(number, authorName, ...said.map(({ text }) => text), ...files, ...drafts)
}

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`
const nameOf = ({ norm, occurrence }: { readonly norm: string; readonly occurrence: number }): string => `${norm} ${occurrence}`
const named = ({ norm, occurrence }: ObligationRow) => ({ norm, occurrence })

/** Rows that differ from what stands: an unchanged one is not written again. */
export function changedObligations(before: readonly ObligationRow[], after: readonly ObligationRow[]): ObligationRow[] {
  const known = new Map(before.map((row) => [nameOf(row), row]))
  return after.filter((row) => {
    const stored = known.get(nameOf(row))
    return stored === undefined || (Object.keys(row) as (keyof ObligationRow)[]).some((column) => !same(stored[column], row[column]))
  })
}

const same = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && typeof other === 'object' && JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)))

/** jsonb gives members back in an order of its own. */
const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object' ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)) : value

function silenced(before: readonly ObligationRow[], after: Projection['obligations']): { norm: string; occurrence: number }[] {
  const still = new Set(after.filter(owed).map(nameOf))
  return before.filter((row) => owed(row) && !still.has(nameOf(row))).map(named)
}
