import { createHash } from 'node:crypto'
import { decide, initialIncident, isRefusal, type Message, type Recorded, screen } from '@otklik/casework'
import { shownName } from '@otklik/casework/language'
import { formatMoment } from '@otklik/worktime'
import type { Arrival, ArrivalResult } from './arrival.ts'
import { append } from '../record/append.ts'
import { canonical, storable } from '../record/canonical.ts'
import { authorId, timedId } from '../record/ids.ts'
import { answer } from './answer.ts'
import { GENESIS } from '../record/chain.ts'
import { actorOf } from '../record/command.ts'
import { pressedBefore } from '../record/pressed.ts'
import { type OpeningAnswers } from './opening.ts'
import type { AuthorRow } from './rows.ts'
import { writesOf } from './writes.ts'
import { INCIDENT_KIND, underOf } from './kind.ts'
import { contextOf } from './context.ts'
import { registerOf } from './register.ts'
import { unbounded } from './reply-limits.ts'
import { refreshWords } from './texts-by-key.ts'
import { retried } from '../engine/retry.ts'
import type { Settings } from '../organisation/in-force.ts'
import type { IncidentShell } from './services.ts'

/** Nothing has happened yet: what an arrival starts from. */
const nothingYet = { state: initialIncident, recorded: [], obligations: [], keys: new Set<string>() }

const BY_SYSTEM = { kind: 'system' } as const

/**
 * A message arrives: a redelivery is recognised by its key, the author's answer by its thread; anything else opens an incident with a number,
 * under the act in force now. Our own page's words never come here: the caller leaves them in the raw inbox, as evidence.
 */
export async function arrive(shell: IncidentShell, arrival: Arrival): Promise<ArrivalResult> {
  const clean = storable(arrival)
  let again = false
  return retried(() => {
    const looksFirst = again
    again = true
    return attempt(shell, clean, looksFirst)
  })
}

/** Second presses are rare: whether there was a first one is asked only after its key stood in the way of the writing. */
async function attempt(shell: IncidentShell, arrival: Arrival, looksFirst: boolean): Promise<ArrivalResult> {
  const { tenantId, idempotencyKey } = arrival
  const bodyHash = bodyHashOf(arrival)
  if (looksFirst && idempotencyKey !== null) {
    const before = await pressedBefore(shell.pool, tenantId, idempotencyKey)
    if (before !== null) return before.bodyHash === bodyHash ? (before.result as ArrivalResult) : { outcome: 'key-reused' }
  }
  const author = authorOf(shell, arrival)
  if (arrival.place.accountId !== '') {
    const known = await screened(shell, arrival, author.id)
    if (known !== null) return known
  }
  return opened(shell, arrival, author, bodyHash)
}

/** What the register already knows of it: null for something fresh. */
async function screened(shell: IncidentShell, arrival: Arrival, author: string): Promise<ArrivalResult | null> {
  const { register, sameAuthor } = await registerOf(shell.pool, arrival)
  // Whoever bears the key is the author, under whatever id: one who returned after having been erased has another than the first.
  const writer = sameAuthor && register.thread !== null ? register.thread.authorId : author
  const found = screen({ authorId: writer }, register)
  if (found.verdict === 'redelivery') return { outcome: 'redelivered', incidentId: found.incidentId }
  if (found.verdict === 'answer') return answer(shell, found.incidentId, arrival, messageOf(shell, arrival, writer))
  return null
}

async function opened(shell: IncidentShell, arrival: Arrival, first: AuthorRow, bodyHash: string): Promise<ArrivalResult> {
  const { tenantId, idempotencyKey } = arrival
  let author = first
  let settings = await shell.settings.known(shell.pool, tenantId, shell.now())
  const incidentId = timedId(shell.now())
  const number = await shell.numbers.next(tenantId, yearOf(settings, shell.now()), shell.now())
  for (;;) {
    const at = shell.now()
    const message = messageOf(shell, arrival, author.id)
    const acting = arrival.acting ?? BY_SYSTEM
    const context = contextOf(nothingYet, settings.act, settings, unbounded, acting, at)
    const events = decide(initialIncident, { type: 'receive', message, track: arrival.track, number }, context)
    if (isRefusal(events)) throw new Error(`a fresh message was refused: ${events.refused}`)
    const result = { outcome: 'opened' as const, incidentId, number, version: events.length }
    const { act, calendar } = settings
    const ground = { ...nothingYet, tenantId, incidentId, act, calendar, authorName: author.name, author }
    const decision = {
      events,
      under: underOf(act, calendar),
      settingsVersion: settings.version,
      writes: (fresh: readonly Recorded[]) => writesOf(ground, fresh),
    }
    const head = { tenantId, streamId: incidentId, version: 0, hash: GENESIS }
    const by = { at, by: actorOf(acting), once: idempotencyKey === null ? null : { key: idempotencyKey, bodyHash, result } }
    const written = await append(shell.pool, shell.aggregates.of(INCIDENT_KIND), head, decision, by, shell.sealKey)
    const { author: stored, renamed }: OpeningAnswers = written.answers
    if (written.moved) {
      shell.bell.ring({ position: written.position, tenantId, kind: INCIDENT_KIND, streamId: incidentId })
      if (renamed === true) await refreshWords(shell.pool, tenantId, author.id)
      return result
    }
    if (!written.current) settings = await shell.settings.fresh(shell.pool, tenantId, at)
    else if (stored === null || stored === undefined) author = { ...author, id: await idAfterErasure(shell, tenantId, author) }
    else if (stored !== author.id) author = { ...author, id: stored }
    else {
      const known = await screened(shell, arrival, author.id)
      if (known !== null) return known
    }
  }
}

function messageOf(shell: IncidentShell, { place, text, attachments, writtenAt }: Arrival, author: string): Message {
  return { id: timedId(shell.now()), authorId: author, place, text, attachments, writtenAt }
}

/** Who wrote it. Somebody without a network key is nobody we could recognise again. */
function authorOf(shell: IncidentShell, { tenantId, place, author, writtenAt }: Arrival): AuthorRow {
  const key = author.key === '' ? timedId(shell.now()) : author.key
  const network = place.network ?? ''
  const id = authorId(shell.key, tenantId, network, key)
  return { id, network, key, name: shownName(author.name), url: author.url, last_message_at: writtenAt }
}

/** The author's first id was erased: nothing may lead back to it, so they go on as somebody new, under an id made of chance. */
async function idAfterErasure(shell: IncidentShell, tenantId: string, { network, key }: AuthorRow): Promise<string> {
  const { rows } = await shell.pool.query('select id from authors where tenant_id = $1 and network = $2 and key = $3', [
    tenantId,
    network,
    key,
  ])
  return (rows[0] as { id: string } | undefined)?.id ?? timedId(shell.now())
}

/** The year by the organisation's own calendar: a message of 1 January 01:00 in Chita has a number of the new year. */
function yearOf(settings: Settings, now: number): number {
  return Number(formatMoment(settings.calendar.schedule, now).slice(0, 4))
}

/**
 * The same press carries the same words and the same moment, where a person named one; keys and moments that the server makes up for a manual
 * message differ each time. What is absent leaves no trace: hashes that were kept before it existed stay true.
 */
function bodyHashOf({ place, text, attachments, author, track, acting, writtenAtSaid }: Arrival): string {
  const person = acting?.kind === 'person' ? acting.personId : null
  const said = writtenAtSaid === undefined ? {} : { writtenAt: writtenAtSaid }
  const body = { network: place.network, url: place.url, text, attachments, author: author.name, track, person, ...said }
  return createHash('sha256').update(canonical(body)).digest('hex')
}
