import { compileSchedule, type Schedule } from '@otklik/worktime'
import type { Runs } from '../record/runs.ts'
import { calendarRow, plainYears } from './calendar-rows.ts'
import { readScheduleText } from './schedule-text.ts'
import { type Act, actRef, type ActShelf } from './act-shelf.ts'

/** A schedule of an organisation by its version: its hours and the production calendar that they were counted by. */
export type Calendar = { readonly version: number; readonly schedule: Schedule }

/** What a decision needs to know of an organisation besides the incident. */
export type Settings = {
  readonly tenantId: string
  readonly version: number
  /** The act in force for messages that arrive now, and the moment from which another one is. */
  readonly act: Act
  readonly actUntil: number | null
  readonly calendar: Calendar
  /** Units that may be given an incident. */
  readonly unitIds: readonly string[]
  /** Topics on the list today. */
  readonly topicIds: readonly string[]
  readonly unitNames: ReadonlyMap<string, string>
}

const SETTINGS = `
select v.version, r.regulation_id as regulation, r.edition, r.in_force_until as until, s.version as schedule_version, s.source,
  s.calendar_version, (select digest from calendars c where c.tenant_id = v.tenant_id and c.version = s.calendar_version) as digest,
  (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name, 'takes', u.executes and u.active)), '[]') from units u
   where u.tenant_id = v.tenant_id) as units,
  array(select t.id from topics t where t.tenant_id = v.tenant_id and t.active) as topics
from settings_versions v
join lateral (select * from schedules where tenant_id = v.tenant_id order by version desc limit 1) s on true
join lateral (select * from regulations_in_force where tenant_id = v.tenant_id and in_force_from <= $2
  order by in_force_from desc limit 1) r on true
where v.tenant_id = $1`

type Counted = { readonly source: string; readonly calendar_version: number | null; readonly digest: string | null }

type Row = Counted & {
  readonly version: number
  readonly regulation: string
  readonly edition: string
  readonly until: number | null
  readonly schedule_version: number
  readonly units: readonly { readonly id: string; readonly name: string; readonly takes: boolean }[]
  readonly topics: readonly string[]
}

/** Reads the settings as they stand in this transaction. Null where there is no such organisation, or it has no schedule or act yet. */
export async function readSettings(on: Runs, acts: ActShelf, tenantId: string, now: number): Promise<Settings | null> {
  const { rows } = await on.query({ name: 'settings', text: SETTINGS, values: [tenantId, now] })
  const row = rows[0] as Row | undefined
  if (row === undefined) return null
  return {
    tenantId,
    version: row.version,
    act: await acts.of(on, tenantId, actRef({ id: row.regulation, edition: row.edition })),
    actUntil: row.until,
    calendar: { version: row.schedule_version, schedule: await compiled(on, tenantId, row) },
    unitIds: row.units.filter(({ takes }) => takes).map(({ id }) => id),
    topicIds: row.topics,
    unitNames: new Map(row.units.map(({ id, name }) => [id, name])),
  }
}

/** Schedules already compiled: they keep the years that they worked out; equal texts over equal calendars count equally. */
const schedules = new Map<string, Schedule>()
const KEPT = 200

/** A version of a calendar never changes, so its years are asked for only when the schedule is not compiled yet. */
async function compiled(on: Runs, tenantId: string, { source, calendar_version, digest }: Counted): Promise<Schedule> {
  const name = `${digest ?? 'shipped'} ${source}`
  const known = schedules.get(name)
  if (known !== undefined) return known
  const { years } = await calendarRow(on, tenantId, calendar_version ?? 0)
  const schedule = compileSchedule(readScheduleText(source), { years: plainYears(years) })
  const oldest = schedules.keys().next()
  if (schedules.size >= KEPT && !oldest.done) schedules.delete(oldest.value)
  schedules.set(name, schedule)
  return schedule
}

/** The schedule that terms were counted by at that version. @throws when the organisation has no such version. */
export async function calendarOf(on: Runs, tenantId: string, version: number): Promise<Calendar> {
  const { rows } = await on.query({
    name: 'schedule-version',
    text: `select s.source, s.calendar_version, c.digest from schedules s
      left join calendars c on c.tenant_id = s.tenant_id and c.version = s.calendar_version where s.tenant_id = $1 and s.version = $2`,
    values: [tenantId, version],
  })
  const [row] = rows as Counted[]
  if (row === undefined) throw new Error(`organisation ${tenantId} has no schedule of version ${version}`)
  return { version, schedule: await compiled(on, tenantId, row) }
}

/**
 * Settings kept by organisation. They may be stale: every command compares their version in its own statement, and comes back for
 * `fresh` ones when it moved.
 */
export class SettingsShelf {
  readonly #kept = new Map<string, Settings>()
  readonly #acts: ActShelf

  constructor(acts: ActShelf) {
    this.#acts = acts
  }

  async known(on: Runs, tenantId: string, now: number): Promise<Settings> {
    const kept = this.#kept.get(tenantId)
    return kept !== undefined && now < (kept.actUntil ?? Number.POSITIVE_INFINITY) ? kept : this.fresh(on, tenantId, now)
  }

  async fresh(on: Runs, tenantId: string, now: number): Promise<Settings> {
    const settings = await readSettings(on, this.#acts, tenantId, now)
    if (settings === null) throw new Error(`organisation ${tenantId} is unknown, or has no schedule or act in force`)
    this.#kept.set(tenantId, settings)
    return settings
  }
}
