import { fold } from '@otklik/casework'
import type { Runs } from '../record/append.ts'
import { canonical } from '../record/canonical.ts'
import type { SealKey } from '../record/mac.ts'
import { type Ended, type Publication, publicationsOf } from '../incidents/intents.ts'
import { streamFaults } from '../upkeep/stream-faults.ts'
import { type Stream, streamsNamed } from '../upkeep/streams.ts'

/** An intent as it stands in its row. */
export type IntentSaid = Publication['row'] & { readonly tenant_id: string; readonly stream_id: string }

/** Why an intent is not sent. `unlike`: the columns that are not as the record says. */
export type Stopped =
  | { readonly why: 'no-cause' | 'record' }
  | { readonly why: 'ended'; readonly ended: Ended }
  | { readonly why: 'unlike'; readonly columns: readonly string[] }

/** What is to be sent, out of the record itself; `known`: the network's keys of the incident's replies that stand there. */
export type Cause = { readonly publication: Publication; readonly known: readonly string[] }

/**
 * Looks for the sealed cause of an intent: the incident's whole record is read, checked (chain, MACs, head) and folded, and the row is compared
 * with what the record asks for. Nothing is sent on the word of the row alone: anybody who can write to the database can make one.
 */
export async function causeOf(on: Runs, said: IntentSaid, sealKey: SealKey): Promise<Cause | Stopped> {
  const [stream] = await streamsNamed(on, said.tenant_id, [said.stream_id])
  if (stream === undefined) return { why: 'no-cause' }
  if (streamFaults(stream, sealKey).length > 0) return { why: 'record' }
  return judged(stream, said)
}

function judged({ recorded }: Stream, said: IntentSaid): Cause | Stopped {
  const state = fold(recorded)
  const publication = publicationsOf(recorded, state).find(({ row }) => row.publication_id === said.publication_id)
  if (publication === undefined) return { why: 'no-cause' }
  const { row, ended } = publication
  if (ended !== null) return { why: 'ended', ended }
  const columns = Object.keys(row).filter((column) => !alike(row[column as keyof typeof row], said[column as keyof typeof row]))
  if (columns.length > 0) return { why: 'unlike', columns }
  return { publication, known: state.publications.flatMap(({ ref }) => (ref === null || ref === '' ? [] : [ref])) }
}

const alike = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)
