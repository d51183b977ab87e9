import type { Aggregate } from '../record/aggregate.ts'
import { JOURNAL_COLUMNS, JOURNAL_KIND, type JournalEvent, journalRow } from './kinds.ts'

/** Sign-ins, refusals and changes of the settings: only ever added to, by `OrganisationRecord`. Nothing is folded. */
export const journalAggregate: Aggregate<number, JournalEvent, never, null> = {
  kind: JOURNAL_KIND,
  initial: 0,
  evolve: (_, { version }) => version,
  tables: [{ name: 'journal', stream: 'stream_id', by: ['version'], columns: JOURNAL_COLUMNS }],
  decide: () => Promise.reject(new Error('a line of the journal is added, not decided')),
  refold: (_on, tenantId, streams) =>
    Promise.resolve(new Map(streams.map(({ id, recorded }) => [id, { journal: recorded.map((one) => journalRow(tenantId, one)) }]))),
}
