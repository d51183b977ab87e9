import type { Command } from '@otklik/casework'
import { type Connector, deliveryOf, type Found, type RawEvent } from '@otklik/connectors'
import type { RawRow } from '@otklik/storage'
import { Gather } from '../gather.ts'
import type { House } from '../house.ts'
import { asWeWrote } from './as-we-wrote.ts'
import { makeEcho } from './echo.ts'
import { makeAskNames, type Names, type Read } from './ask-names.ts'
import { type End, runLanes } from './lanes.ts'

const batch = 100
/** Threads handled at once: enough to keep the disk busy, and few enough to leave the pool to people. */
const atOnce = 2
const leaseMs = 60_000
/** So much of the lease may be used: what is begun after it could meet the next holder. */
const usableMs = leaseMs * 0.75
/** A deletion may come before its message (networks reorder events), or before the reply is recorded: so often it is tried again before it is let go. */
const orphanAttempts = 5

/** Where an arrived message stands, for reading what is around it. */
export type Arrived = {
  readonly tenantId: string
  readonly incidentId: string
  readonly accountId: string
  readonly target: Found['message']['place']['target']
}

const eventOf = ({ dedupeKey, kind, occurredAt, raw }: RawRow): RawEvent => ({ dedupeKey, kind: kind as RawEvent['kind'], occurredAt, raw })

/** What the event says of words that may be known already; null for new ones. */
function factOf({ kind }: RawEvent, { message: { place, text, attachments } }: Found): Command | null {
  const { key } = place
  if (kind === 'edit') return { type: 'recordMessageEdited', key, text, attachments }
  if (kind === 'delete') return { type: 'recordMessageDeleted', key }
  return kind === 'restore' ? { type: 'recordMessageRestored', key } : null
}

const isGone = (kinds: readonly string[]): boolean => kinds.findLast((kind) => kind === 'delete' || kind === 'restore') === 'delete'

/** True when later news of the same message, handled already, says more than this event does. */
function outdated(kind: RawEvent['kind'], later: readonly string[]): boolean {
  if (kind === 'edit') return later.includes('edit')
  return (kind === 'delete' || kind === 'restore') && (later.includes('delete') || later.includes('restore'))
}

/** Turns stored events into messages and facts about messages. Every step may be repeated: keys make a second time harmless. */
export function makeInbox(house: House, onArrived: (arrived: Arrived) => void, onNameless: () => void) {
  const { storage, networks, log, version } = house
  const askNames = makeAskNames(house)
  const echo = makeEcho(house)

  async function arrive(row: RawRow, connector: Connector, found: Found, names: Names): Promise<string | null> {
    const { place, text, attachments, writtenAt } = found.message
    const { key, url } = found.author
    const author = { key, url, name: found.author.name || (names.get(`${row.accountId} ${key}`) ?? '') }
    const arrived = await storage.arrive({
      tenantId: row.tenantId,
      place: { ...place, delivery: deliveryOf(connector.capabilities()) },
      text,
      attachments,
      writtenAt,
      author,
      track: 'social',
      inReplyToKey: found.inReplyToKey,
      threadKey: found.threadKey,
      idempotencyKey: null,
    })
    if (arrived.outcome === 'key-reused') return null
    if (arrived.outcome === 'opened' && author.name === '') onNameless()
    if (arrived.outcome === 'opened') log('message.arrived', { incidentId: arrived.incidentId, number: arrived.number })
    onArrived({ tenantId: row.tenantId, incidentId: arrived.incidentId, accountId: row.accountId, target: place.target })
    return arrived.incidentId
  }

  /** What is in a batch, each event translated once. One that brings its connector down is kept for its own turn, and fails alone. */
  async function readAll(rows: readonly RawRow[]): Promise<readonly (Read & { readonly broken: unknown })[]> {
    const accountIds = [...new Set(rows.map(({ accountId }) => accountId))]
    const opened = new Map(
      await Promise.all(
        accountIds.map(async (accountId) => {
          const one = await networks.openAny(accountId).catch((error: unknown) => ({ broken: error }))
          return [accountId, one] as const
        }),
      ),
    )
    return rows.map((row) => {
      const event = eventOf(row)
      const read = { ...row, event, opened: null, found: null, broken: null }
      const at = opened.get(row.accountId) ?? null
      if (at === null) return read
      if ('broken' in at) return { ...read, broken: at.broken }
      try {
        return { ...read, opened: at, found: at.connector.translate(event) }
      } catch (error) {
        return { ...read, opened: at, broken: error }
      }
    })
  }

  /** Tells the incident that a text of it was edited, deleted or restored in the network. It knows itself whose text that is, the author's or ours. */
  async function tell(row: RawRow, incidentId: string | null, command: Command): Promise<End> {
    if (incidentId === null) {
      if (row.attempts >= orphanAttempts) return 'done'
      await storage.raw.failed(row.id, 'the words it speaks of are not known yet', true)
      return 'aside'
    }
    // A refusal means that it is known already or matters no more; the raw event stays as evidence either way.
    await storage.command({
      tenantId: row.tenantId,
      incidentId,
      command,
      acting: { kind: 'system' },
      expectedVersion: null,
      idempotencyKey: row.id,
    })
    return 'done'
  }

  async function handle(row: Read, names: Names): Promise<End> {
    const { event, found, opened } = row
    if (opened === null || row.kind === 'other') return 'done'
    if (found === null) {
      await storage.raw.unreadable(row.id, version)
      return 'aside'
    }
    const later = row.late ? await storage.raw.overtaken(row) : []
    const command = factOf(event, found)
    if (command !== null) {
      if (outdated(event.kind, later)) return 'done'
      const known = await storage.views.incidentByKey(row.tenantId, row.accountId, found.message.place.key)
      // Changed or restored words of a citizen that nobody knows yet are a message like any other.
      if (found.own)
        return tell(row, known, await asWeWrote(house, opened.connector, { tenantId: row.tenantId, incidentId: known }, command))
      if (known !== null || event.kind === 'delete') return tell(row, known, command)
    }
    // What our own page wrote is no message of a citizen: the stored event is the evidence that it stands there.
    if (found.own) {
      if (row.attempts >= orphanAttempts || (await echo(row, opened.connector, found))) return 'done'
      await storage.raw.failed(row.id, 'a reply of ours is on its way', true)
      return 'aside'
    }
    const incidentId = await arrive(row, opened.connector, found, names)
    if (isGone(later)) return tell(row, incidentId, { type: 'recordMessageDeleted', key: found.message.place.key })
    return 'done'
  }

  return async (): Promise<boolean> => {
    const taken = performance.now()
    const rows = await storage.raw.take(batch, leaseMs)
    if (rows.length === 0) return false
    const read = await readAll(rows)
    const names = await askNames(read)
    // Written together while the next ones are handled: whoever dies before it handles them a second time, which is harmless.
    const finished = new Gather<string, void>((ids) => storage.raw.done(...ids), batch)
    const writing: Promise<void>[] = []
    await runLanes(read, atOnce, {
      inTime: () => performance.now() - taken < usableMs,
      giveBack: (ids) => storage.raw.release(...ids),
      handle: async (row) => {
        try {
          if (row.broken !== null) throw row.broken
          const end = await handle(row, names)
          if (end === 'done') {
            const written = finished.add(row.id)
            written.catch(() => undefined)
            writing.push(written)
          }
          return end
        } catch (error) {
          log('inbox.failed', { rawId: row.id, attempts: row.attempts, error })
          await storage.raw.failed(row.id, error instanceof Error ? error.name : 'unknown')
          // One that was set aside already holds nothing but its own message.
          return row.lane === null ? 'aside' : 'held'
        }
      },
    })
    await Promise.all(writing)
    return rows.length === batch
  }
}
