import type { ActorRef, DomainEvent, Recorded, Under } from '@otklik/record'
import type { Links } from './chain.ts'
import { GENESIS } from './chain.ts'
import type { Runs } from './runs.ts'

/** An event of a stream with what the record keeps beside it. */
export type Stored<Event = DomainEvent, Decided = Under> = Recorded<Event> & {
  readonly format: 1
  readonly under: Decided
  readonly hash: Uint8Array
}

/** An event with all that stands in its row. `position`: over all streams; given out by the database, so sealed by anchors alone. */
export type Linked<Event = DomainEvent, Decided = Under> = Stored<Event, Decided> & Links & { readonly position: number }

/** A stream with its head and its events, all of one moment. */
export type Stream<Event = DomainEvent, Decided = Under> = {
  readonly tenantId: string
  readonly id: string
  readonly kind: string
  readonly head: { readonly version: number; readonly hash: Uint8Array }
  readonly recorded: readonly Linked<Event, Decided>[]
}

/** The columns of an event in the order of `EventTuple`, from `e`. */
export const EVENT = `e.format, e.version, e.at, e.by, e.type, e.data, encode(e.hash, 'hex'), e.under`

export type EventTuple = readonly [
  format: 1,
  version: number,
  at: number,
  by: ActorRef,
  type: string,
  data: object,
  hash: string,
  under: Under,
]

/** A row of `events` as the domain knows it. What stands there was written by the aggregate of its kind, so it says which type it is. */
export function recordedOf<Event = DomainEvent, Decided = Under>(tuple: EventTuple): Stored<Event, Decided> {
  const [format, version, at, by, type, data, hash, under] = tuple
  return { format, version, at, by, event: { type, ...data } as Event, hash: Buffer.from(hash, 'hex'), under: under as Decided }
}

/** A stream as a command finds it. `version` 0: nothing has happened yet. */
export type Loaded<State, Event = DomainEvent, Read = unknown, Decided = Under> = {
  readonly version: number
  readonly hash: Uint8Array
  readonly recorded: readonly Stored<Event, Decided>[]
  readonly state: State
  /** What the aggregate asked for besides (`reads`). */
  readonly read: Read
  readonly settingsVersion: number
  /** What an earlier press with the same key came to. */
  readonly pressed: { readonly bodyHash: string; readonly result: { readonly streamId: string; readonly version: number } } | null
}

/**
 * One statement, one snapshot: head, record, rows and the idempotency key belong together.
 * @param reads SQL of a JSON value: what the aggregate decides by besides the record; `$1` organisation, `$2` stream
 */
export const loadSql = (kind: string, reads = 'null'): string => `
select s.version, s.hash,
  (select json_agg(json_build_array(${EVENT}) order by e.version) from events e where e.tenant_id = $1 and e.stream_id = $2) as events,
  ${reads} as read,
  (select v.version from settings_versions v where v.tenant_id = $1) as settings_version,
  (select json_build_object('bodyHash', encode(k.body_hash, 'hex'), 'result', k.result) from idempotency k
   where k.tenant_id = $1 and k.key = $3) as pressed
from (select 1) one left join streams s on s.tenant_id = $1 and s.stream_id = $2 and s.kind = '${kind}'`

type LoadedRow = {
  readonly version: number | null
  readonly hash: Uint8Array | null
  readonly events: readonly EventTuple[] | null
  readonly read: unknown
  readonly settings_version: number | null
  readonly pressed: Loaded<unknown>['pressed']
}

/** What folds: the pure half of an aggregate. */
export type Folds<State, Event> = { readonly initial: State; evolve(state: State, recorded: Recorded<Event>): State }

/** Reads a stream; version 0 where the organisation has none of that id and kind. @throws when its record has a gap (`otklik verify`). */
export async function loadStream<State, Event, Read, Decided = Under>(
  on: Runs,
  folds: Folds<State, Event>,
  statement: { readonly name: string; readonly text: string },
  of: { readonly tenantId: string; readonly streamId: string; readonly idempotencyKey: string | null },
): Promise<Loaded<State, Event, Read, Decided>> {
  const { rows } = await on.query({ ...statement, values: [of.tenantId, of.streamId, of.idempotencyKey] })
  const row = rows[0] as LoadedRow
  const recorded = row.version === null ? [] : (row.events ?? []).map((tuple) => recordedOf<Event, Decided>(tuple))
  return {
    version: row.version ?? 0,
    hash: row.hash ?? GENESIS,
    recorded,
    state: recorded.reduce((state, one) => folds.evolve(state, one), folds.initial),
    read: row.read as Read,
    settingsVersion: row.settings_version ?? 0,
    pressed: row.pressed,
  }
}
