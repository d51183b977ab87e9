import type { Aggregate } from './aggregate.ts'
import type { Asked } from './asking.ts'
import { loadSql, type Stream } from './stored.ts'
import { putSql, type Table } from './table.ts'

/** An aggregate with the statements that are made of its description, once. */
export type Registered = {
  readonly aggregate: Aggregate
  readonly open: Statement
  readonly move: Statement
  readonly load: Statement
}
type Statement = { readonly name: string; readonly text: string }

/** The kinds of streams that this program knows: whatever works with streams goes by this list and names none of them. */
export class Aggregates {
  readonly #byKind: ReadonlyMap<string, Registered>

  /** @throws Error where two have one kind, or a kind is malformed */
  constructor(aggregates: readonly Aggregate[]) {
    const byKind = new Map<string, Registered>()
    for (const aggregate of aggregates) {
      const { kind } = aggregate
      if (!/^[a-z][a-z-]*$/.test(kind) || byKind.has(kind)) throw new Error(`the kind ${kind} of a stream is malformed or taken`)
      byKind.set(kind, registered(aggregate))
    }
    this.#byKind = byKind
  }

  /** @throws RangeError for a kind that nobody registered */
  of(kind: string): Registered {
    const found = this.#byKind.get(kind)
    if (found === undefined) throw new RangeError(`no aggregate of kind ${kind} is registered`)
    return found
  }

  get(kind: string): Aggregate | null {
    return this.#byKind.get(kind)?.aggregate ?? null
  }

  all(): readonly Aggregate[] {
    return [...this.#byKind.values()].map(({ aggregate }) => aggregate)
  }

  /** Every table whose rows follow from the record, once, with the kinds that have rows in it. */
  tables(): readonly { readonly table: Table; readonly kinds: readonly string[] }[] {
    const found = new Map<string, { table: Table; kinds: string[] }>()
    for (const { kind, tables } of this.all()) {
      for (const table of tables) {
        const known = found.get(table.name)
        if (known === undefined) found.set(table.name, { table, kinds: [kind] })
        else known.kinds.push(kind)
      }
    }
    return [...found.values()]
  }
}

/** The organisation's settings may not change under a decision: a new schedule waits for us, or we see it and decide anew. */
const GUARD = `guard as materialized (select 1 from settings_versions where tenant_id = $1::uuid and version = $3::int for share)`

const MOVED = `head as (
  update streams set version = ($5::jsonb ->> 'version')::int, hash = ($5::jsonb ->> 'hash')::bytea
  where tenant_id = $1::uuid and stream_id = $2::uuid and version = $4::int and exists (select 1 from guard) returning 1
)`

const opened = (from: string): string => `head as (
  insert into streams (tenant_id, stream_id, kind, version, hash)
  select $1::uuid, $2::uuid, $5::jsonb ->> 'kind', ($5::jsonb ->> 'version')::int, ($5::jsonb ->> 'hash')::bytea from ${from} where $4::int = 0
  on conflict do nothing returning 1
)`

/** The head is written before a position is drawn: so whoever draws one has its transaction's number already (see `Look`). */
const WRITTEN = `written as (
  insert into events (tenant_id, stream_id, version, format, type, at, by, under, data, prev_hash, hash, mac)
  select $1::uuid, $2::uuid, e.version, e.format, e.type, e.at, e.by, e.under, e.data, e.prev_hash, e.hash, e.mac
  from head, jsonb_populate_recordset(null::events, $5::jsonb -> 'events') e order by e.version
  returning position
)`

const ONCE = `pressed as (
  insert into idempotency (tenant_id, key, body_hash, result, made_at)
  select $1::uuid, k.key, k.body_hash, k.result, k.made_at
  from head, jsonb_populate_record(null::idempotency, $5::jsonb -> 'idempotency') k where $5::jsonb -> 'idempotency' <> 'null'::jsonb
)`

const ANSWER = `select (select count(*) from guard)::int as guard, (select count(*) from head)::int as head,
  (select max(position) from written) as position`

const parts = (...before: string[]): string => `with ${before.join(',\n')}`

/** One statement for all that a decision changes: the stream's head and events, and the parts of every table of its kind. */
function registered(aggregate: Aggregate): Registered {
  const { kind, tables, opening, also = '' } = aggregate
  const rows = (written: readonly string[]) => tables.filter(({ name }) => !written.includes(name)).map(putSql)
  const move = `${parts(GUARD, MOVED, WRITTEN, ...rows([]), ONCE)}${also}\n${ANSWER}`
  const first = opening === undefined ? [GUARD, opened('guard')] : [GUARD, opening.before, opened(opening.from)]
  const answers = opening === undefined ? '' : `, ${opening.answers}`
  const open = `${parts(...first, WRITTEN, ...rows(opening?.writes ?? []), ONCE)}${also}\n${ANSWER}${answers}`
  return {
    aggregate,
    open: { name: `open-${kind}`, text: open },
    move: { name: `move-${kind}`, text: move },
    load: { name: `load-${kind}`, text: loadSql(kind, aggregate.reads) },
  }
}

/** What a stream's record asks of networks; null: this program knows no aggregate of that kind that asks for anything. */
export function askedOf(aggregates: Aggregates, { kind, recorded }: Stream): readonly Asked[] | null {
  const aggregate = aggregates.get(kind)
  if (aggregate?.asks === undefined) return null
  return aggregate.asks.asked(
    recorded,
    recorded.reduce((state, one) => aggregate.evolve(state, one), aggregate.initial),
  )
}
