import type { Connection } from '../engine/connect.ts'
import { inTransaction } from '../engine/transaction.ts'
import type { Organisation } from './organisation-type.ts'

/** Topics in the order of the list; one taken off the list is kept, inactive, because earlier incidents carry it. */
export function topicStorage({ pool, db }: Connection): Pick<Organisation, 'topics' | 'saveTopics'> {
  return {
    async topics(tenantId) {
      const rows = await db
        .selectFrom('topics')
        .select(['id', 'name', 'topic_group'])
        .where('tenant_id', '=', tenantId)
        .where('active', '=', true)
        .orderBy('position')
        .orderBy('name')
        .execute()
      return rows.map(({ id, name, topic_group }) => ({ id, name, group: topic_group }))
    },

    async saveTopics(tenantId, topics) {
      await inTransaction(pool, async (client) => {
        await client.query('select from tenants where id = $1 for no key update', [tenantId])
        await client.query('update topics set active = false where tenant_id = $1 and id <> all ($2)', [
          tenantId,
          topics.map(({ id }) => id),
        ])
        await client.query(
          `insert into topics (tenant_id, id, name, topic_group, position, active)
           select $1, t.id, t.name, t."group", t.position, true
           from jsonb_to_recordset($2::jsonb) as t (id text, name text, "group" text, position integer)
           on conflict (tenant_id, id) do update
           set name = excluded.name, topic_group = excluded.topic_group, position = excluded.position, active = true`,
          [tenantId, JSON.stringify(topics.map(({ id, name, group }, position) => ({ id, name, group, position })))],
        )
        // Decisions that were begun under the old list look again.
        await client.query('update settings_versions set version = version + 1 where tenant_id = $1', [tenantId])
      })
    },
  }
}
