import type { Runs } from '../record/append.ts'
import type { ActShelf } from '../organisation/act-shelf.ts'
import { calendarOf, type Calendar, readSettings } from '../organisation/in-force.ts'
import type { Stream } from './streams.ts'

/** The organisation's schedule of today, and those by which these events were counted, by version. */
export type Calendars = { readonly latest: Calendar; readonly of: (version: number) => Calendar }

/** @throws when the organisation has no schedule, or not the one that an event names. */
export async function calendarsFor(
  on: Runs,
  acts: ActShelf,
  tenantId: string,
  streams: readonly Stream[],
  now: number,
): Promise<Calendars> {
  const settings = await readSettings(on, acts, tenantId, now)
  if (settings === null) throw new Error(`organisation ${tenantId} has no schedule`)
  const known = new Map<number, Calendar>()
  for (const version of new Set(streams.flatMap(({ recorded }) => recorded.map(({ under }) => under.scheduleVersion)))) {
    known.set(version, await calendarOf(on, tenantId, version))
  }
  return {
    latest: settings.calendar,
    of(version) {
      const calendar = known.get(version)
      if (calendar === undefined) throw new Error(`no schedule ${version} of ${tenantId}`)
      return calendar
    },
  }
}
