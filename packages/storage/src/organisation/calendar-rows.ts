import { createHash } from 'node:crypto'
import { CALENDAR_EDITION, calendarInForce, type Moment, type ProductionCalendarYear, SHIPPED_CALENDARS } from '@otklik/worktime'
import type { Runs } from '../record/runs.ts'

/** A year in force, with who loaded it and when; null: the program ships it. `by` is a person's id. */
export type KeptYear = ProductionCalendarYear & { readonly loaded: { readonly at: Moment; readonly by: string } | null }

/** A version of an organisation's production calendar: every year that it counts by. Never changed once written. */
export type KeptCalendar = {
  readonly version: number
  readonly years: readonly KeptYear[]
  readonly setAt: Moment
  /** A person's id; `setup` or `release` where nobody pressed anything. */
  readonly setBy: string
}

const sum = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')

/** Names what this program ships. */
export const SHIPPED = sum(SHIPPED_CALENDARS)

/** The year as worktime counts with it: equal years, whoever loaded them, name equal schedules. */
export const plainYears = (years: readonly KeptYear[]): ProductionCalendarYear[] =>
  years.map(({ year, status, source, days }) => ({ year, status, source, days }))

/** What stands in force where these years were loaded over those that the program ships. */
export function yearsWith(loaded: readonly KeptYear[]): readonly KeptYear[] {
  const own = new Map(loaded.map((each) => [each.year, each]))
  return calendarInForce(plainYears(loaded)).map((each): KeptYear => own.get(each.year) ?? { ...each, loaded: null })
}

export const loadedOf = ({ years }: Pick<KeptCalendar, 'years'>): readonly KeptYear[] => years.filter(({ loaded }) => loaded !== null)

/** What an organisation counted by before calendars were kept: the program's own. */
const UNKEPT: KeptCalendar = { version: 0, years: yearsWith([]), setAt: 0, setBy: 'release' }

type Row = { version: number; years: KeptYear[]; set_at: number; set_by: string }

/** The calendar of that version, or the newest one; version 0 where none is kept yet. */
export async function calendarRow(on: Runs, tenantId: string, version: number | null = null): Promise<KeptCalendar> {
  const { rows } = await on.query({
    name: 'calendar',
    text: `select version, years, set_at, set_by from calendars where tenant_id = $1 and ($2::int is null or version = $2)
      order by version desc limit 1`,
    values: [tenantId, version],
  })
  const [row] = rows as Row[]
  return row === undefined ? UNKEPT : { version: row.version, years: row.years, setAt: row.set_at, setBy: row.set_by }
}

/**
 * Writes the next version, in the caller's transaction, which holds the organisation.
 * @returns its number, and whether the years are others than before.
 */
export async function addCalendar(
  client: Runs,
  tenantId: string,
  { loaded, at, by }: { readonly loaded: readonly KeptYear[]; readonly at: Moment; readonly by: string },
): Promise<{ version: number; changed: boolean }> {
  const years = yearsWith(loaded)
  const digest = sum(plainYears(years))
  const { rows } = await client.query(
    `insert into calendars (tenant_id, version, years, digest, shipped, edition, set_at, set_by)
     select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6, $7 from calendars where tenant_id = $1
     returning version, (select digest from calendars where tenant_id = $1 order by version desc limit 1) as before`,
    [tenantId, JSON.stringify(years), digest, SHIPPED, CALENDAR_EDITION, at, by],
  )
  const { version, before } = rows[0] as { version: number; before: string | null }
  return { version, changed: before !== digest }
}
