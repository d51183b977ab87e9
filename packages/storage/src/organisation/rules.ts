import { shippedActs } from '@otklik/regulations/shipped'
import type { PoolClient } from 'pg'
import type { Connection } from '../engine/connect.ts'
import type { Runs } from '../record/runs.ts'
import { addCalendar } from './calendar-rows.ts'
import { StorageFault } from '../engine/fault.ts'
import { inTransaction } from '../engine/transaction.ts'
import { program } from './journal-type.ts'
import { writeLine } from './write-line.ts'
import { changedLines } from './changed-lines.ts'
import type { Moved, Replanned } from './moved.ts'
import type { Calendar } from './in-force.ts'
import type { Organisation } from './organisation-type.ts'
import { actRef } from './act-shelf.ts'
import { readScheduleText } from './schedule-text.ts'
import { editionInForce, latestEdition, putInForce, storeOwn, storeShipped } from './stored-acts.ts'

/** Plans the open obligations of an organisation anew, in the transaction given, after its schedule or its calendar moved. */
export type Replan = (client: PoolClient, tenantId: string) => Promise<Replanned>

/** What whoever counts terms does when working time changes. */
export type Planning = {
  readonly replan: Replan
  /** What a plan anew by this schedule would come to; nothing is written. */
  readonly foresee: (client: PoolClient, tenantId: string, calendar: Calendar) => Promise<Moved>
}

type Rules = Pick<Organisation, 'tenants' | 'createTenant' | 'schedule' | 'setSchedule' | 'storeAct' | 'setRegulation'>

/** Organisations, the working time they keep, and the act they are bound by. Earlier schedules and acts are kept. */
export function rulesStorage({ pool }: Connection, now: () => number, { replan }: Pick<Planning, 'replan'>): Rules {
  return {
    async tenants() {
      const { rows } = await pool.query<Awaited<ReturnType<Rules['tenants']>>[number]>(
        `select t.id, t.name, r.regulation_id as "regulationId", r.edition, s.timezone, t.demo from tenants t
         join regulations_in_force r on r.tenant_id = t.id and r.in_force_until is null
         join lateral (select timezone from schedules where tenant_id = t.id order by version desc limit 1) s on true
         order by t.name, t.id`,
      )
      return rows
    },

    createTenant({ name, regulationId, scheduleSource, demo }) {
      const { timezone } = readScheduleText(scheduleSource)
      return inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ id: string }>(
          'insert into tenants (name, demo, created_at) values ($1, $2, $3) returning id',
          [name, demo, now()],
        )
        const { id } = rows[0] as { id: string }
        await addCalendar(client, id, { loaded: [], at: now(), by: 'setup' })
        await addSchedule(client, id, { source: scheduleSource, timezone, at: now(), by: 'setup' })
        await storeShipped(client, id, shippedActs(), { at: now(), by: 'setup' })
        // The first act has none before it: whatever came earlier and is taken in later is planned by it too.
        const first = { id: regulationId, edition: await latestEdition(client, id, regulationId) }
        await putInForce(client, id, first, { at: 0, by: 'setup' })
        return id
      })
    },

    async schedule(tenantId) {
      const { source, version, calendarVersion } = await latestSchedule(pool, tenantId)
      return { source, version, calendarVersion }
    },

    setSchedule(tenantId, source, by, doer = { ...program, id: personOf(by) }) {
      const { timezone } = readScheduleText(source)
      return inTransaction(pool, async (client) => {
        // Planning a large organisation anew takes longer than a request may.
        await client.query('set local statement_timeout = 0')
        await lockTenant(client, tenantId)
        const before = await latestSchedule(client, tenantId)
        await addSchedule(client, tenantId, { source, timezone, at: now(), by })
        const { replanned } = await replan(client, tenantId)
        const changes = changedLines('schedule', before.source, source)
        if (changes.length > 0) await writeLine(client, now(), { tenantId, kind: 'schedule-set', doer, details: { changes } })
        return { replanned }
      })
    },

    storeAct(tenantId, source, by) {
      return inTransaction(pool, async (client) => {
        await lockTenant(client, tenantId)
        const { id, edition } = await storeOwn(client, tenantId, source, { at: now(), by })
        return { id, edition }
      })
    },

    setRegulation(tenantId, regulationId, by, doer = { ...program, id: personOf(by) }) {
      return inTransaction(pool, async (client) => {
        await lockTenant(client, tenantId)
        const at = now()
        const before = await editionInForce(client, tenantId)
        const after = { id: regulationId, edition: await latestEdition(client, tenantId, regulationId) }
        if (before !== null && actRef(before) === actRef(after)) return
        await putInForce(client, tenantId, after, { at, by })
        const changes = [{ field: 'act', before: before && actRef(before), after: actRef(after) }]
        await writeLine(client, at, { tenantId, kind: 'act-set', doer, details: { changes } })
      })
    },
  }
}

/** A setter that is a person; the setting up is nobody. */
const personOf = (by: string): string | null => (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(by) ? by : null)

/** One change of the settings at a time. @throws StorageFault `not-found` */
export async function lockTenant(client: PoolClient, tenantId: string): Promise<void> {
  const { rowCount } = await client.query('select from tenants where id = $1 for no key update', [tenantId])
  if (rowCount === 0) throw unknownTenant()
}

/** The schedule in force, and the version of the calendar that it counts by; 0 where that is not kept yet. @throws StorageFault `not-found` */
export async function latestSchedule(
  on: Runs,
  tenantId: string,
): Promise<{ source: string; timezone: string; version: number; calendarVersion: number }> {
  const { rows } = await on.query({
    name: 'schedule',
    text: `select source, timezone, version, coalesce(calendar_version, 0) as "calendarVersion" from schedules where tenant_id = $1
      order by version desc limit 1`,
    values: [tenantId],
  })
  const [row] = rows as Awaited<ReturnType<typeof latestSchedule>>[]
  if (row === undefined) throw unknownTenant()
  return row
}

/** Writes the next version of the schedule; it counts by the newest calendar. */
export async function addSchedule(
  client: PoolClient,
  tenantId: string,
  schedule: { readonly source: string; readonly timezone: string; readonly at: number; readonly by: string },
): Promise<void> {
  await client.query(
    `insert into schedules (tenant_id, version, source, timezone, set_at, set_by, calendar_version)
     select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, (select max(version) from calendars where tenant_id = $1)
     from schedules where tenant_id = $1`,
    [tenantId, schedule.source, schedule.timezone, schedule.at, schedule.by],
  )
}

function unknownTenant(): StorageFault {
  return new StorageFault('not-found', {
    ru: 'Такой организации нет. Обновите страницу.',
    en: 'There is no such organisation. Reload the page.',
  })
}
