import {
  decide,
  evolve,
  type Organisation,
  type OrganisationCommand,
  type OrganisationEvent,
  type OrganisationRefusal,
  rowsOf,
} from '@otklik/organisation'
import { type ActorRef, isRefusal, type Recorded } from '@otklik/record'
import type { PoolClient } from 'pg'
import { StorageFault, type StorageFaultCode } from '../engine/fault.ts'
import { appendEvents } from '../record/append-events.ts'
import { GENESIS } from '../record/chain.ts'
import type { SealKey } from '../record/mac.ts'
import type { Doer, JournalLine } from './journal-type.ts'
import {
  eventType,
  INSTALLATION,
  JOURNAL_COLUMNS,
  JOURNAL_KIND,
  type JournalEvent,
  journalRow,
  journalStream,
  ORGANISATION_KIND,
} from './kinds.ts'
import { loadOrganisation } from './load-organisation.ts'
import { writeChanged } from './row-tables.ts'

const SYSTEM = 'Отклик'

/** What a refusal is to whoever called storage; any other keeps its name. */
const codes: Partial<Record<OrganisationRefusal, StorageFaultCode>> = { 'unit-not-found': 'not-found', 'person-not-found': 'not-found' }

/** The head of a month's stream, held until the transaction ends, and the name of who does something. */
const HEAD = `
select (select p.name from people p where p.tenant_id = $1 and p.id = $3::uuid) as name, s.version, s.hash
from (select 1) one left join lateral (
  select version, hash from streams where tenant_id = $1 and stream_id = $2 for no key update) s on true`

type HeadRow = { readonly name: string | null; readonly version: number | null; readonly hash: Uint8Array | null }

const LINE = `insert into journal (tenant_id, stream_id, ${JOURNAL_COLUMNS.join(', ')})
select $1, $2, ${JOURNAL_COLUMNS.map((column) => `r.${column}`).join(', ')} from jsonb_populate_record(null::journal, $3::jsonb) r`

/**
 * Writes what happens to organisations, and the journal, into the record: in the transactions of whoever changes something. See
 * docs/decisions/0017-the-organisation-is-sealed.md.
 */
export class OrganisationRecord {
  readonly #sealKey: SealKey

  constructor(sealKey: SealKey) {
    this.#sealKey = sealKey
  }

  /** The organisation as its record tells it, read in this transaction. */
  async read(client: PoolClient, tenantId: string): Promise<Organisation> {
    return (await loadOrganisation(client, tenantId)).state
  }

  /**
   * Carries out commands one after another, all or none; the rows that follow are written with the events. The caller's transaction holds the
   * organisation, so nobody else changes it meanwhile.
   * @returns the organisation before and after
   * @throws StorageFault where a command is refused
   */
  async change(
    client: PoolClient,
    tenantId: string,
    commands: readonly OrganisationCommand[],
    { at: moment, doer }: { readonly at: number; readonly doer: Doer },
  ): Promise<{ readonly before: Organisation; readonly after: Organisation }> {
    const { version, hash, at: last, state: before } = await loadOrganisation(client, tenantId)
    // A clock set back must not put an event before the one it follows.
    const at = Math.max(moment, last)
    const by: ActorRef = { personId: doer.id, name: before.people.get(doer.id ?? '')?.name ?? SYSTEM }
    const { after, events } = decidedOn(before, commands, at, by)
    if (events.length === 0) return { before, after }
    const head = { kind: ORGANISATION_KIND, tenantId, streamId: tenantId, version, hash }
    const written = await appendEvents(client, head, events, { at, by }, this.#sealKey)
    if (written === null) throw new Error(`organisation ${tenantId} was changed by somebody who did not hold it`)
    await writeChanged(client, tenantId, rowsOf(before), rowsOf(after))
    return { before, after }
  }

  /**
   * Adds a line to the journal. In a transaction of its own change it comes last: lines of one organisation wait for each other until the
   * commit.
   * @param again how often, and since when, where it stands for repeated tries
   */
  async note(
    client: PoolClient,
    at: number,
    { tenantId: owner, kind, doer, on, details }: JournalLine,
    again: { readonly count: number; readonly since: number } | null = null,
  ): Promise<void> {
    const tenantId = owner ?? INSTALLATION
    const streamId = journalStream(tenantId, at)
    const { address, browser, device } = doer
    const { count, since } = again ?? { count: 1, since: null }
    const event: JournalEvent = {
      type: eventType(kind),
      kind,
      subject: on ?? null,
      address,
      browser,
      device,
      count,
      since,
      details: details ?? {},
    }
    for (;;) {
      const { rows } = await client.query<HeadRow>({ name: 'journal-head', text: HEAD, values: [tenantId, streamId, doer.id] })
      const [row] = rows
      const head = { kind: JOURNAL_KIND, tenantId, streamId, version: row?.version ?? 0, hash: row?.hash ?? GENESIS }
      const by = { personId: doer.id, name: doer.id === null ? SYSTEM : (row?.name ?? '') }
      const written = await appendEvents(client, head, [event], { at, by }, this.#sealKey)
      const [line] = written ?? []
      if (line !== undefined) {
        await client.query({ name: 'journal-line', text: LINE, values: [tenantId, streamId, JSON.stringify(journalRow(tenantId, line))] })
        return
      }
      // The first line of a month, and somebody else's was faster.
    }
  }
}

/** Decides command after command; each sees what the ones before it came to. @throws StorageFault */
function decidedOn(before: Organisation, commands: readonly OrganisationCommand[], at: number, by: ActorRef) {
  const events: OrganisationEvent[] = []
  let after = before
  for (const command of commands) {
    const decided = decide(after, command)
    if (isRefusal(decided)) throw new StorageFault(codes[decided.refused] ?? (decided.refused as StorageFaultCode), decided.text)
    for (const event of decided) after = evolve(after, { version: after.version + 1, at, by, event } satisfies Recorded<OrganisationEvent>)
    events.push(...decided)
  }
  return { after, events }
}
