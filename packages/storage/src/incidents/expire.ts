import type { PoolClient } from 'pg'
import type { Cutoffs } from '../record/aggregate.ts'
import { refreshWords } from './texts-by-key.ts'

/** What stands in place of a name. The row stays, because the record points at it. */
export const erasedName = 'Автор (данные удалены)'

/** Locked, so that a message of the same author arriving now either comes first and keeps them, or finds them erased. */
const OLD = `
select a.id, a.last_message_at as "lastMessageAt",
  (select count(*)::int from incidents i where i.tenant_id = a.tenant_id and i.author_id = a.id and i.open) as "openIncidents"
from authors a where a.tenant_id = $1 and a.erased_at is null and a.last_message_at < $2
  and not exists (select 1 from incidents i where i.tenant_id = a.tenant_id and i.author_id = a.id and i.open)
order by a.last_message_at limit $3 for update of a skip locked`

const ERASE = `
update authors set name = '${erasedName}', url = null, key = 'erased:' || id, erased_at = $3 where tenant_id = $1 and id = any ($2)`

/** Threads of the forgotten, whenever read, and old threads of finished incidents: others' names stand there too. */
const CONTEXTS_OF = `
delete from contexts c using incidents i
where i.tenant_id = $1 and i.author_id = any ($2) and c.tenant_id = i.tenant_id and c.incident_id = i.id`
const CONTEXTS = `
delete from contexts where (tenant_id, incident_id) in (
  select c.tenant_id, c.incident_id from contexts c join incidents i on i.tenant_id = c.tenant_id and i.id = c.incident_id
  where c.tenant_id = $1 and c.fetched_at < $2 and not i.open order by c.fetched_at limit $3)`

/** True when an author is to be forgotten: none of their incidents is open, and their last message is older than the term. */
export function outOfTerm(author: { readonly lastMessageAt: number; readonly openIncidents: number }, { authors }: Cutoffs): boolean {
  return author.openIncidents === 0 && author.lastMessageAt < authors
}

/** Forgets authors, and the threads around finished incidents. Events are never touched: they hold no name of an author. */
export async function expireIncidents(
  client: PoolClient,
  tenantId: string,
  before: Cutoffs,
  { now, most }: { readonly now: number; readonly most: number },
): Promise<Readonly<Record<string, number>>> {
  const { rows } = await client.query(OLD, [tenantId, before.authors, most])
  const old = rows as { id: string; lastMessageAt: number; openIncidents: number }[]
  const ids = old.filter((author) => outOfTerm(author, before)).map(({ id }) => id)
  await client.query(ERASE, [tenantId, ids, now])
  const theirs = await client.query(CONTEXTS_OF, [tenantId, ids])
  // Search must not find an incident by a name that is gone.
  for (const id of ids) await refreshWords(client, tenantId, id)
  const contexts = await client.query(CONTEXTS, [tenantId, before.working, most])
  return { authors: ids.length, contexts: (theirs.rowCount ?? 0) + (contexts.rowCount ?? 0) }
}
