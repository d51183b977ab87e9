import { shownName } from '@otklik/casework/language'
import type { Moment } from '@otklik/worktime'
import { inTransaction } from '../engine/transaction.ts'
import type { Shell } from '../record/shell.ts'
import { INCIDENT_KIND } from './kind.ts'
import { refreshWords } from './texts-by-key.ts'

/** An author whose name nobody has told us yet, and the connection through which they wrote last. */
export type Nameless = { readonly tenantId: string; readonly id: string; readonly accountId: string; readonly key: string }

/** Authors' personal data stand apart from the record: a name that comes later changes no event. */
export type Authors = {
  /** At most `limit` authors of each organisation who have written since, newest first. Who was erased stays forgotten. */
  nameless(since: Moment, limit: number): Promise<Nameless[]>
  /** Gives a nameless author a name; false where they have one already or were erased. Queues and search know it at once. */
  name(tenantId: string, id: string, name: string, url: string | null): Promise<boolean>
}

const NAMELESS = `
select a.tenant_id as "tenantId", a.id, i.account_id as "accountId", a.key from tenants t
cross join lateral (
  select tenant_id, id, key from authors
  where tenant_id = t.id and erased_at is null and last_message_at >= $1 and name = '' and network <> ''
  order by last_message_at desc limit $2) a
cross join lateral (
  select account_id from incidents where tenant_id = a.tenant_id and author_id = a.id and account_id <> '' order by received_at desc limit 1) i`

const NAME = `
update authors set name = $3, url = coalesce(url, $4) where tenant_id = $1 and id = $2 and name = '' and erased_at is null`

const THEIRS = 'select id, position from incidents where tenant_id = $1 and author_id = $2'

export function authors(shell: Shell): Authors {
  const { pool, bell } = shell
  return {
    async nameless(since, limit) {
      return (await pool.query({ name: 'nameless', text: NAMELESS, values: [since, limit] })).rows as Nameless[]
    },

    async name(tenantId, id, name, url) {
      const named = await inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(NAME, [tenantId, id, shownName(name), url])
        if (rowCount === 0) return null
        await refreshWords(client, tenantId, id)
        return (await client.query(THEIRS, [tenantId, id])).rows as { id: string; position: string | number }[]
      })
      for (const incident of named ?? [])
        bell.ring({ position: Number(incident.position), tenantId, kind: INCIDENT_KIND, streamId: incident.id })
      return named !== null
    },
  }
}
