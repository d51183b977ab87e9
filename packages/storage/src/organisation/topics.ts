import type { Connection } from '../engine/connect.ts'
import { inTransaction } from '../engine/transaction.ts'
import { program } from './journal-type.ts'
import type { OrganisationRecord } from './organisation-record.ts'
import { lockTenant } from './rules.ts'
import type { Organisation } from './organisation-type.ts'

/** Topics in the order of the list; one taken off the list is kept, inactive, because earlier incidents carry it. */
export function topicStorage(
  { pool, db }: Connection,
  now: () => number,
  record: OrganisationRecord,
): Pick<Organisation, 'topics' | 'saveTopics'> {
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
        await lockTenant(client, tenantId)
        await record.change(client, tenantId, [{ type: 'setTopics', topics }], { at: now(), doer: program })
      })
    },
  }
}
