import type { Aggregates } from '../record/aggregates.ts'
import { canonical } from '../record/canonical.ts'
import type { SealKey } from '../record/mac.ts'
import type { Runs } from '../record/runs.ts'
import type { Ended, IntentRow, Publication, Sends } from '../record/sends.ts'
import type { Stream } from '../record/stored.ts'
import { streamFaults } from '../upkeep/stream-faults.ts'
import { streamsNamed } from '../upkeep/streams.ts'

/** An intent as it stands in its row. */
export type IntentSaid = IntentRow & { readonly tenant_id: string; readonly stream_id: string }

/** Why an intent is not sent. `unlike`: the columns that are not as the record says. */
export type Stopped =
  | { readonly why: 'no-cause' | 'record' }
  | { readonly why: 'ended'; readonly ended: Ended }
  | { readonly why: 'unlike'; readonly columns: readonly string[] }

/** What is to be sent, out of the record itself; `known`: the network's keys of the stream's replies that stand there. */
export type Cause = { readonly kind: string; readonly publication: Publication; readonly known: readonly string[] }

/**
 * Looks for the sealed cause of an intent: the stream's whole record is read, checked (chain, MACs, head) and folded, and the row is compared
 * with what the record asks for. Nothing is sent on the word of the row alone: anybody who can write to the database can make one.
 */
export async function causeOf(
  on: Runs,
  said: IntentSaid,
  { sealKey, aggregates }: { readonly sealKey: SealKey; readonly aggregates: Aggregates },
): Promise<Cause | (Stopped & { readonly kind: string })> {
  const [stream] = await streamsNamed(on, said.tenant_id, [said.stream_id])
  if (stream === undefined) return { why: 'no-cause', kind: '' }
  const { kind } = stream
  if (streamFaults(stream, sealKey).length > 0) return { why: 'record', kind }
  const sends = aggregates.get(kind)?.sends
  return sends === undefined ? { why: 'no-cause', kind } : { kind, ...judged(sends, stream, said) }
}

function judged(sends: Sends, { recorded }: Stream, said: IntentSaid): Omit<Cause, 'kind'> | Stopped {
  const { publications, known } = sends.asked(recorded)
  const publication = publications.find(({ row }) => row.publication_id === said.publication_id)
  if (publication === undefined) return { why: 'no-cause' }
  const { row, ended } = publication
  if (ended !== null) return { why: 'ended', ended }
  const columns = Object.keys(row).filter((column) => !alike(row[column as keyof typeof row], said[column as keyof typeof row]))
  if (columns.length > 0) return { why: 'unlike', columns }
  return { publication, known }
}

const alike = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)
