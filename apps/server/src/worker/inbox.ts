import type { Command } from '@otklik/casework'
import type { Found, RawEvent } from '@otklik/connectors'
import type { RawRow } from '@otklik/storage'
import type { House } from '../house.ts'
import { asWeWrote } from './as-we-wrote.ts'
import { makeEcho } from './echo.ts'

const batch = 50
/** A message waits no longer than this for its author's name. */
const namePatienceMs = 3_000
const leaseMs = 60_000
/** A deletion may come before its message (networks reorder events), or before the reply is recorded: so often it is tried again before it is let go. */
const orphanAttempts = 5

/** Where an arrived message stands, for reading what is around it. */
export type Arrived = {
  readonly tenantId: string
  readonly incidentId: string
  readonly accountId: string
  readonly target: Found['message']['place']['target']
}

/** Names by account and author's key; forgotten with the batch, so that memory keeps no personal data past its term. */
type Names = ReadonlyMap<string, string>

const eventOf = ({ dedupeKey, kind, occurredAt, raw }: RawRow): RawEvent => ({ dedupeKey, kind: kind as RawEvent['kind'], occurredAt, raw })

/** What the event says of words that may be known already; null for new ones. */
function factOf({ kind }: RawEvent, { message: { place, text, attachments } }: Found): Command | null {
  const { key } = place
  if (kind === 'edit') return { type: 'recordMessageEdited', key, text, attachments }
  if (kind === 'delete') return { type: 'recordMessageDeleted', key }
  return kind === 'restore' ? { type: 'recordMessageRestored', key } : null
}

/** Turns stored events into messages and facts about messages. Every step may be repeated: keys make a second time harmless. */
export function makeInbox(house: House, onArrived: (arrived: Arrived) => void, onNameless: () => void) {
  const { storage, networks, log } = house
  const echo = makeEcho(house)

  async function arrive(row: RawRow, found: Found, names: Names): Promise<void> {
    const { place, text, attachments, writtenAt } = found.message
    const { key, url } = found.author
    const author = { key, url, name: found.author.name || (names.get(`${row.accountId} ${key}`) ?? '') }
    const arrived = await storage.arrive({
      tenantId: row.tenantId,
      place,
      text,
      attachments,
      writtenAt,
      author,
      track: 'social',
      inReplyToKey: found.inReplyToKey,
      threadKey: found.threadKey,
      idempotencyKey: null,
    })
    if (arrived.outcome === 'opened' && author.name === '') onNameless()
    if (arrived.outcome === 'opened') log('message.arrived', { incidentId: arrived.incidentId, number: arrived.number })
    if (arrived.outcome !== 'key-reused') {
      onArrived({ tenantId: row.tenantId, incidentId: arrived.incidentId, accountId: row.accountId, target: place.target })
    }
  }

  /** The names of the authors of a whole batch, one question for each account: a burst of messages costs a few requests, not hundreds. */
  async function nameAll(rows: readonly RawRow[]): Promise<Names> {
    const byAccount = Map.groupBy(rows, ({ accountId }) => accountId)
    const names = new Map<string, string>()
    for (const [accountId, theirs] of byAccount) {
      try {
        const opened = await networks.openAny(accountId)
        if (opened === null) continue
        const keys = new Set<string>()
        for (const row of theirs) {
          const found = opened.connector.translate(eventOf(row))
          const isMessage = row.kind === 'new' || row.kind === 'restore' || row.kind === 'edit'
          if (found !== null && !found.own && isMessage && found.author.name === '') keys.add(found.author.key)
        }
        if (keys.size === 0) continue
        const described = await opened.connector.describeAuthors([...keys], AbortSignal.timeout(namePatienceMs))
        // Whoever's page is gone since keeps the name they are known by.
        for (const [key, { name, gone }] of described) if (!gone) names.set(`${accountId} ${key}`, name)
      } catch (error) {
        // A message must not wait for a name: it comes later (see `makeNames`).
        log('author.failed', { error })
      }
    }
    return names
  }

  /** Tells the incident what became of words that it has in the network. Whose words these are, the message's or ours, it knows itself. */
  async function tell(row: RawRow, incidentId: string | null, command: Command): Promise<void> {
    if (incidentId === null) {
      if (row.attempts >= orphanAttempts) await storage.raw.done(row.id)
      else await storage.raw.failed(row.id, 'the words it speaks of are not known yet')
      return
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
    await storage.raw.done(row.id)
  }

  async function handle(row: RawRow, names: Names): Promise<void> {
    const opened = await networks.openAny(row.accountId)
    if (opened === null) return storage.raw.done(row.id)
    const { connector } = opened
    const event = eventOf(row)
    const found = connector.translate(event)
    if (found === null) return storage.raw.done(row.id)
    const command = factOf(event, found)
    if (command !== null) {
      const known = await storage.views.incidentByKey(row.tenantId, row.accountId, found.message.place.key)
      // Changed or restored words of a citizen that nobody knows yet are a message like any other.
      if (found.own) return tell(row, known, await asWeWrote(house, connector, { tenantId: row.tenantId, incidentId: known }, command))
      if (known !== null || event.kind === 'delete') return tell(row, known, command)
    }
    // What our own page wrote is no message of a citizen: the stored event is the evidence that it stands there.
    if (!found.own) await arrive(row, found, names)
    else if (!(await echo(row, connector, found)) && row.attempts < orphanAttempts) {
      return storage.raw.failed(row.id, 'a reply of ours is on its way')
    }
    await storage.raw.done(row.id)
  }

  return async (): Promise<boolean> => {
    const rows = await storage.raw.take(batch, leaseMs)
    const names = await nameAll(rows)
    for (const row of rows) {
      try {
        await handle(row, names)
      } catch (error) {
        log('inbox.failed', { rawId: row.id, attempts: row.attempts, error })
        await storage.raw.failed(row.id, error instanceof Error ? error.name : 'unknown')
      }
    }
    return rows.length === batch
  }
}
