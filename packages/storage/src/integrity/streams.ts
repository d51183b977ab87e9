import type { Runs } from '../events/append.ts'
import type { Stored } from '../events/chain.ts'
import { type EventTuple, recordedOf } from '../shell/load.ts'

/** A stream with its head and its events, all of one moment. */
export type Stream = {
  readonly tenantId: string
  readonly id: string
  readonly head: { readonly version: number; readonly hash: Uint8Array }
  readonly recorded: readonly Stored[]
}

/** Streams read in one statement: memory stays constant, however long the record. */
const PAGE = 200

const FIRST = '00000000-0000-0000-0000-000000000000'

const RECORD = `s.tenant_id as "tenantId", s.stream_id as id, s.version, s.hash,
  (select json_agg(json_build_array(e.version, e.at, e.by, e.type, e.data, encode(e.hash, 'hex'), e.regulation, e.schedule_version)
     order by e.version) from events e where e.tenant_id = s.tenant_id and e.stream_id = s.stream_id) as events`

const ANY = `select ${RECORD} from streams s where (s.tenant_id, s.stream_id) > ($1, $2) order by s.tenant_id, s.stream_id limit ${PAGE}`
const NAMED = `select ${RECORD} from streams s where s.tenant_id = $1 and s.stream_id = any ($2) order by s.stream_id`

type Row = Omit<Stream, 'head' | 'recorded'> & Stream['head'] & { readonly events: readonly EventTuple[] | null }

const streamOf = ({ tenantId, id, version, hash, events }: Row): Stream => {
  return { tenantId, id, head: { version, hash }, recorded: (events ?? []).map(recordedOf) }
}

/**
 * All streams, page by page in the order of their keys. Head and events come from one snapshot, so that a command between two statements
 * cannot make a whole stream look broken.
 */
export async function* streamPages(on: Runs): AsyncGenerator<readonly Stream[]> {
  let after = [FIRST, FIRST]
  for (;;) {
    const { rows } = await on.query({ name: 'stream-page', text: ANY, values: after })
    const page = (rows as Row[]).map(streamOf)
    const last = page.at(-1)
    if (last === undefined) return
    after = [last.tenantId, last.id]
    yield page
  }
}

/** Organisations that have a record, one after the other. */
export async function* tenantsOfRecord(on: Runs): AsyncGenerator<string> {
  for (let after = FIRST; ; ) {
    const { rows } = await on.query('select tenant_id as id from streams where tenant_id > $1 order by tenant_id limit 1', [after])
    const next = (rows as { id: string }[])[0]?.id
    if (next === undefined) return
    yield next
    after = next
  }
}

/**
 * The organisation's next streams behind `after` (null: from the first), locked until the transaction ends: no command adds to them
 * meanwhile. The events are read by a second statement, which sees everything committed before the locks were ours.
 */
export async function lockedStreams(on: Runs, tenantId: string, after: string | null): Promise<readonly Stream[]> {
  const { rows } = await on.query(
    `select stream_id as id from streams where tenant_id = $1 and stream_id > $2 order by stream_id limit ${PAGE} for no key update`,
    [tenantId, after ?? FIRST],
  )
  const ids = (rows as { id: string }[]).map(({ id }) => id)
  return ((await on.query(NAMED, [tenantId, ids])).rows as Row[]).map(streamOf)
}
