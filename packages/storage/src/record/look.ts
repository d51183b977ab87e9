import type { ClientBase } from 'pg'
import type { Change } from './change.ts'

/** Events that one look reads at most; where there are more, it tells one change: look at everything again. */
const MOST = 10_000

/** One statement, one snapshot; a number of our own is taken after the snapshot, so that whatever it may have missed bears a smaller one. */
const LOOK = `
with fresh as (select tenant_id, stream_id, position from events where position > $1 order by position limit ${MOST + 1})
select pg_snapshot_xmin(pg_current_snapshot())::text as oldest, pg_current_xact_id()::text as own,
  (select coalesce(max(position), 0)::text from events) as newest, (select count(*) from fresh)::int as count,
  (select json_agg(json_build_object('tenantId', s.tenant_id, 'kind', s.kind, 'streamId', s.stream_id, 'position', s.position))
   from (select f.tenant_id, f.stream_id, s.kind, max(position) as position from fresh f join streams s using (tenant_id, stream_id)
     group by 1, 2, 3) s) as moved`

type Found = {
  /** Every transaction below this number has ended, and what it wrote is seen. */
  readonly oldest: number
  /** A transaction that has drawn a position up to `newest` bears a smaller number than this. */
  readonly own: number
  readonly newest: number
  readonly count: number
  readonly moved: readonly Change[]
}

/**
 * Finds what no bell told of (a process died between its commit and the bell). The newest position does not say it: positions are given out
 * before a commit, so a smaller one may be committed after it, and the bell of a later event may be heard before. Therefore a look reads
 * every event above a position below which nothing can appear any more. That position follows the newest one as transactions end: whoever
 * drew a position had its transaction's number already, because appending locks the organisation's settings first; so once every
 * transaction is over that had a number when `newest` was seen, nothing up to `newest` is still to come.
 */
export class Look {
  /** Everything up to here has been told, or was rolled back. */
  #from = 0
  /** What `#from` becomes when every transaction below `xid` has ended. */
  #next = { position: 0, xid: 0 }
  /** False: transactions were on their way when the session began, below the position that it began from. */
  #settled = false
  /** The newest position above `#from` that was told of a stream. */
  readonly #told = new Map<string, number>()

  /** The first look of a session: what happened before is told as one change. */
  async begin(client: ClientBase): Promise<Change> {
    return this.#restart(await ask(client, Number.MAX_SAFE_INTEGER))
  }

  /** A bell told of this. */
  heard({ position, streamId }: Change): void {
    if (streamId !== '' && position > (this.#told.get(streamId) ?? this.#from)) this.#told.set(streamId, position)
  }

  /** What was committed and never told, stream by stream; an empty stream: look at everything again. */
  async again(client: ClientBase): Promise<readonly Change[]> {
    const found = await ask(client, this.#from)
    if (found.count > MOST) return [this.#restart(found)]
    const missed = found.moved.filter(({ streamId, position }) => position > (this.#told.get(streamId) ?? 0))
    for (const change of missed) this.heard(change)
    if (found.oldest < this.#next.xid) return missed
    this.#from = this.#next.position
    this.#next = { position: found.newest, xid: found.own }
    for (const [streamId, position] of this.#told) if (position <= this.#from) this.#told.delete(streamId)
    if (this.#settled) return missed
    this.#settled = true
    return [everything(found)]
  }

  #restart(found: Found): Change {
    this.#from = found.newest
    this.#next = { position: found.newest, xid: found.own }
    this.#settled = found.oldest >= found.own
    this.#told.clear()
    return everything(found)
  }
}

const everything = ({ newest }: Found): Change => ({ position: newest, tenantId: '', kind: '', streamId: '' })

type Row = {
  readonly oldest: string
  readonly own: string
  readonly newest: string
  readonly count: number
  readonly moved: readonly Change[] | null
}

async function ask(client: ClientBase, from: number): Promise<Found> {
  const { rows } = await client.query<Row>(LOOK, [from])
  const [row] = rows
  if (row === undefined) throw new Error('a look answers one row')
  const { oldest, own, newest, count, moved } = row
  return { oldest: Number(oldest), own: Number(own), newest: Number(newest), count, moved: moved ?? [] }
}
