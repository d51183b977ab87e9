import { CALENDAR_EDITION } from '@otklik/worktime'
import type { Pool } from 'pg'
import { inTransaction } from '../engine/transaction.ts'
import type { Log } from '../engine/log.ts'
import { addCalendar, calendarRow, loadedOf, SHIPPED } from './calendar-rows.ts'
import { addSchedule, latestSchedule, lockTenant, type Replan } from './rules.ts'

/** Organisations that count by another calendar than this program ships. One brought by a newer program is left alone. */
const BEHIND = `
select t.id, c.version from tenants t left join lateral (
  select version, shipped, edition from calendars where tenant_id = t.id order by version desc limit 1) c on true
where (c.version is null or (c.shipped <> $1 and c.edition <= $2)) and ($3::uuid is null or t.id = $3) order by t.id`

/** All of them, or the one named where it is among them. */
const behind = async (on: Pick<Pool, 'query'>, tenantId: string | null) =>
  (await on.query(BEHIND, [SHIPPED, CALENDAR_EDITION, tenantId])).rows as { id: string; version: number | null }[]

/**
 * Takes the calendar that this program ships into every organisation, at the start: a release with a corrected year plans what is still owed
 * anew, as a changed schedule does, and leaves closed terms as they were recorded. Loaded years stand above the shipped ones.
 * An organisation from before calendars were kept gets this one for all its schedules: no earlier program shipped another.
 */
export async function adoptShipped(pool: Pool, now: () => number, replan: Replan, log: Log): Promise<void> {
  for (const { id } of await behind(pool, null)) {
    await inTransaction(pool, async (client) => {
      await client.query('set local statement_timeout = 0')
      await lockTenant(client, id)
      // Another node may have been faster.
      const [found] = await behind(client, id)
      if (found === undefined) return
      const at = now()
      const loaded = loadedOf(await calendarRow(client, id))
      // The first one changes nothing: it says what was counted by all the time.
      const by = found.version === null ? 'setup' : 'release'
      const { version, changed } = await addCalendar(client, id, { loaded, at, by })
      if (found.version === null) {
        await client.query('update schedules set calendar_version = $2 where tenant_id = $1 and calendar_version is null', [id, version])
      } else if (changed) {
        const { source, timezone } = await latestSchedule(client, id)
        await addSchedule(client, id, { source, timezone, at, by })
        const { moved } = await replan(client, id)
        log('calendar-adopted', { tenantId: id, version, incidents: moved.incidents, terms: moved.terms })
      }
    })
  }
}
