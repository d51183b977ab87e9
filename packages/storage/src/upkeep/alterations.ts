import type { Runs } from '../record/runs.ts'
import { timedId } from '../record/ids.ts'
import type { Shell } from '../record/shell.ts'

/**
 * Why something is not what was sealed. Of an intent: `no-cause`, the record asks for no such act; `record`, the stream's record is
 * itself not sound; `ended`, the record had ended it already; `unlike`, words, place, account or files are others. `file`: the bytes of a
 * file are others or gone. `reply`: another text than ours came to stand in the network.
 */
export type AlterationWhy = 'no-cause' | 'record' | 'ended' | 'unlike' | 'file' | 'reply'

/** Something that the program found to be not what was sealed. */
export type Alteration = {
  readonly id: string
  readonly why: AlterationWhy
  /** The incident whose reply it is; null where it is about something else. */
  readonly incidentId: string | null
  readonly number: string | null
  readonly publicationId: string
  /** Columns of the intent that differ; empty where it is not about columns. */
  readonly columns: readonly string[]
  readonly times: number
  readonly foundAt: number
  readonly seenAt: number | null
  readonly seenBy: string | null
}

export type Alterations = {
  /** The newest two hundred of the organisation, unseen ones first. */
  list(tenantId: string): Promise<Alteration[]>
  /** An administrator has seen it: it rings no more, unless it is met again. False where the organisation has none of that id. */
  seen(tenantId: string, id: string, by: string): Promise<boolean>
  /** Notes that the file of an act, or what stands in the network by it, is not what was sealed. */
  found(of: { readonly tenantId: string; readonly streamId: string; readonly key: string }, why: 'file' | 'reply'): Promise<void>
}

const NOTE = `
insert into alterations as a (tenant_id, id, why, stream_id, publication_id, columns, found_at) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (tenant_id, publication_id, why) do update set times = a.times + 1, found_at = excluded.found_at, columns = excluded.columns,
  stream_id = excluded.stream_id, seen_at = null, seen_by = null`

const LIST = `
select a.id, a.why, i.id as "incidentId", i.number, a.publication_id as "publicationId", a.columns, a.times,
  a.found_at as "foundAt", a.seen_at as "seenAt", a.seen_by as "seenBy"
from alterations a left join incidents i on i.tenant_id = a.tenant_id and i.id = a.stream_id
where a.tenant_id = $1 order by a.seen_at is not null, a.found_at desc limit 200`

type Noted = { readonly tenantId: string; readonly streamId: string; readonly key: string; readonly columns: readonly string[] }

/** Notes a finding, in the caller's transaction where there is one, and says it in the log. */
export async function note({ now, log }: Pick<Shell, 'now' | 'log'>, on: Runs, of: Noted, why: AlterationWhy): Promise<void> {
  const { tenantId, streamId, key, columns } = of
  await on.query(NOTE, [tenantId, timedId(now()), why, streamId, key, columns, now()])
  log('alteration.found', { why, tenantId, streamId, key, columns: columns.join(' ') })
}

export function alterations(shell: Shell): Alterations {
  return {
    list: async (tenantId) => (await shell.pool.query(LIST, [tenantId])).rows as Alteration[],
    async seen(tenantId, id, by) {
      const { rowCount } = await shell.pool.query(
        'update alterations set seen_at = coalesce(seen_at, $3), seen_by = coalesce(seen_by, $4) where tenant_id = $1 and id = $2',
        [tenantId, id, shell.now(), by],
      )
      return rowCount === 1
    },
    found: (of, why) => note(shell, shell.pool, { ...of, columns: [] }, why),
  }
}
