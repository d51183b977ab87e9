import type { ActFile, NetworkAct } from '@otklik/record'
import type { Asked, Ended } from '../record/asking.ts'
import { canonical } from '../record/canonical.ts'
import type { SealKey } from '../record/mac.ts'
import type { Runs } from '../record/runs.ts'
import type { Stream } from '../record/stored.ts'
import { streamFaults } from '../upkeep/stream-faults.ts'
import { streamsNamed } from '../upkeep/streams.ts'
import { type SealedColumns, sealedColumns } from './intent-row.ts'

/** An intent as its row has it: nobody has checked it yet. */
export type IntentSaid = SealedColumns & { readonly tenant_id: string; readonly stream_id: string }

/**
 * Why an intent is not sent. `unlike`: the columns, and members of the act, that are not as the record says. `kind`: of the stream; empty where
 * there is none.
 */
export type Stopped = { readonly kind: string } & (
  | { readonly why: 'no-cause' | 'record' }
  | { readonly why: 'ended'; readonly ended: Ended }
  | { readonly why: 'unlike'; readonly columns: readonly string[] }
)

/** What is to be done, out of the record itself. `known`: the network's keys of what the stream's other acts came to. */
export type Cause = { readonly asked: Asked; readonly kind: string; readonly known: readonly string[] }

/** What a stream's record asks of networks; null: this program knows no aggregate of that kind that asks for anything. */
export type AskedOf = (stream: Stream) => readonly Asked[] | null

/**
 * Looks for the sealed cause of an intent: the whole record of its stream is read and checked (chain, MACs, head), its aggregate says what it asks
 * for, and the row is compared with that. Nothing is sent on the word of the row alone: anybody who can write to the database can make one
 * (docs/decisions/0011).
 */
export async function causeOf(on: Runs, said: IntentSaid, sealKey: SealKey, askedOf: AskedOf): Promise<Cause | Stopped> {
  const [stream] = await streamsNamed(on, said.tenant_id, [said.stream_id])
  if (stream === undefined) return { kind: '', why: 'no-cause' }
  const { kind } = stream
  if (streamFaults(stream, sealKey).length > 0) return { kind, why: 'record' }
  const all = askedOf(stream)
  const asked = all?.find(({ key }) => key === said.publication_id)
  if (all === null || asked === undefined) return { kind, why: 'no-cause' }
  if (asked.ended !== null) return { kind, why: 'ended', ended: asked.ended }
  const columns = unlike(sealedColumns(asked), said)
  if (columns.length > 0) return { kind, why: 'unlike', columns }
  return { asked, kind, known: all.flatMap(({ ended }) => ended?.ref ?? []) }
}

/** Where a row says something else than the record. */
function unlike({ act, ...sealed }: SealedColumns, said: SealedColumns): string[] {
  const columns = (Object.keys(sealed) as (keyof typeof sealed)[]).filter((column) => !alike(sealed[column], said[column]))
  return [...columns, ...actUnlike(act, said.act)]
}

function actUnlike(sealed: NetworkAct<ActFile>, said: unknown): string[] {
  const [one, other] = [sealed as Members, (said ?? {}) as Members]
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((member) => !alike(one[member], other[member])).toSorted()
}

type Members = Readonly<Record<string, unknown>>

const alike = (one: unknown, other: unknown): boolean => canonical(one ?? null) === canonical(other ?? null)
