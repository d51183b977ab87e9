import type { Asked } from '../record/asking.ts'
import type { Runs } from '../record/runs.ts'
import type { Row, Table } from '../record/table.ts'
import { sealedColumns } from './intent-row.ts'

/**
 * What a decision asks to be sent, and what became of it. It may go out at once, by whatever clock: the one of this node may run ahead. Under a
 * stream from before a restore it may stand in the network already, published after the backup: it is looked for first.
 */
const PUT = `intended as (
  insert into intents (tenant_id, stream_id, publication_id, account_id, act, priority, state, not_before, made_at)
  select $1::uuid, $2::uuid, i.publication_id, i.account_id, i.act, i.priority,
    case when exists (
      select 1 from restores r where r.position >= (
        select e.position from events e where e.tenant_id = $1::uuid and e.stream_id = $2::uuid and e.version = 1)
    ) then 'ambiguous' else i.state end, i.not_before, i.made_at
  from head, jsonb_populate_recordset(null::intents, $5::jsonb -> 'put' -> 'intents') i
),
ended as (
  update intents i set state = e.state, detail = e.detail, ref = e.ref, sender = null
  from head, jsonb_to_recordset($5::jsonb -> 'ended') e (publication_id uuid, state text, detail text, ref text)
  where i.tenant_id = $1::uuid and i.publication_id = e.publication_id
)`

/** Whatever stands under their ids in another place is no intent of anybody. */
const STRAYS = `delete from intents
where (tenant_id = $1 and stream_id = any ($2) and publication_id <> all ($3)) or (publication_id = any ($3) and tenant_id <> $1)`

/** One that is on its way keeps how far it is; one that had been lost, or stopped, may have left before: it is looked for first. */
const ANEW = `insert into intents (tenant_id, stream_id, publication_id, account_id, act, priority, state, detail, ref, not_before, made_at)
select tenant_id, stream_id, publication_id, account_id, act, priority, coalesce(state, 'ambiguous'), detail, ref, coalesce(not_before, 0), made_at
from jsonb_populate_recordset(null::intents, $1)
on conflict (tenant_id, publication_id) do update set stream_id = excluded.stream_id, account_id = excluded.account_id,
  act = excluded.act, priority = excluded.priority, made_at = excluded.made_at, ref = excluded.ref,
  state = case when excluded.state = 'ambiguous' and intents.state in ('prepared', 'sending') then intents.state else excluded.state end,
  detail = case when excluded.state = 'ambiguous' then intents.detail else excluded.detail end,
  sender = case when excluded.state = 'ambiguous' then intents.sender end`

/** States of an intent whose publication is on its way; which of them, only the sender knows. */
const ON_ITS_WAY: readonly unknown[] = ['prepared', 'sending', 'ambiguous']

/** Intents follow from the record of any kind that sends. A row whose `state` is null is on its way. */
export const INTENTS: Table = {
  name: 'intents',
  stream: 'stream_id',
  by: ['publication_id'],
  columns: ['publication_id', 'account_id', 'act', 'priority', 'state', 'detail', 'ref', 'made_at'],
  put: PUT,
  async rewrite(on: Runs, tenantId: string, streamIds: readonly string[], rows: readonly Row[]) {
    await on.query(STRAYS, [tenantId, streamIds, rows.map((row) => row.publication_id)])
    await on.query(ANEW, [JSON.stringify(rows)])
  },
  settled({ not_before: _asked, ...wanted }: Row, standing: Row | undefined) {
    if (wanted.state !== null) return wanted
    return { ...wanted, state: ON_ITS_WAY.includes(standing?.state) ? standing?.state : 'prepared' }
  },
}

/** The row that an act must have, as the record asks for it. */
export const wantedIntent = (asked: Asked): Row => ({
  ...sealedColumns(asked),
  not_before: asked.notBefore,
  ...(asked.ended ?? { state: null, ref: null }),
})
