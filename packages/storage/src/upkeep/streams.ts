import type { Runs } from '../record/runs.ts'
import { EVENT, type EventTuple, type Linked, recordedOf, type Stream } from '../record/stored.ts'

/** Streams read in one statement: memory stays constant, however long the record. */
const PAGE = 200

const FIRST = '00000000-0000-0000-0000-000000000000'

const RECORD = `s.tenant_id as "tenantId", s.stream_id as id, s.kind, s.version, s.hash,
  (select json_agg(json_build_array(${EVENT}, encode(e.prev_hash, 'hex'), encode(e.mac, 'hex'), e.position)
     order by e.version) from events e where e.tenant_id = s.tenant_id and e.stream_id = s.stream_id) as events`

const ANY = `select ${RECORD} from streams s where (s.tenant_id, s.stream_id) > ($1, $2) order by s.tenant_id, s.stream_id limit ${PAGE}`
const NAMED = `select ${RECORD} from streams s where s.tenant_id = $1 and s.stream_id = any ($2) order by s.stream_id`

type LinkedTuple = readonly [...EventTuple, prevHash: string, mac: string, position: number]
type Row = Omit<Stream, 'head' | 'recorded'> & Stream['head'] & { readonly events: readonly LinkedTuple[] | null }

const streamOf = ({ tenantId, id, kind, version, hash, events }: Row): Stream => {
  return { tenantId, id, kind, head: { version, hash }, recorded: (events ?? []).map(linkedOf) }
}

function linkedOf(tuple: LinkedTuple): Linked {
  const [format, version, at, by, type, data, hash, under, prevHash, mac, position] = tuple
  const stored = recordedOf([format, version, at, by, type, data, hash, under])
  return { ...stored, prevHash: Buffer.from(prevHash, 'hex'), mac: Buffer.from(mac, 'hex'), position }
}
/** All streams, page by page in the order of their keys. */
export async function* streamPages(on: Runs): AsyncGenerator<readonly Stream[]> {
  for (let last: Stream | undefined; ; ) {
    const page = await streamsBehind(on, last)
    last = page.at(-1)
    if (last === undefined) return
    yield page
  }
}

/**
 * The next streams in the order of their keys. Head and events come from one statement, so that a command between two cannot make a whole
 * stream look broken.
 */
export async function streamsBehind(on: Runs, last: Stream | undefined): Promise<readonly Stream[]> {
  const values = [last?.tenantId ?? FIRST, last?.id ?? FIRST]
  return ((await on.query({ name: 'stream-page', text: ANY, values })).rows as Row[]).map(streamOf)
}

/** Streams by their ids; those that the organisation has not are left out. */
export async function streamsNamed(on: Runs, tenantId: string, ids: readonly string[]): Promise<readonly Stream[]> {
  return ((await on.query(NAMED, [tenantId, ids])).rows as Row[]).map(streamOf)
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
  return streamsNamed(
    on,
    tenantId,
    (rows as { id: string }[]).map(({ id }) => id),
  )
}
