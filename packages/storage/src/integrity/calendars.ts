import type { Pool } from 'pg'
import { calendarOf, type Calendar, readSettings } from '../shell/settings.ts'
import type { Stream } from './streams.ts'

/** Schedules by organisation and version, read once. */
export class Calendars {
  readonly #pool: Pool
  readonly #now: number
  readonly #known = new Map<string, Calendar>()
  readonly #latest = new Map<string, Calendar>()

  constructor(pool: Pool, now: number) {
    this.#pool = pool
    this.#now = now
  }

  async prepare({ tenantId, recorded }: Stream): Promise<void> {
    if (!this.#latest.has(tenantId)) {
      const settings = await readSettings(this.#pool, tenantId, this.#now)
      if (settings === null) throw new Error(`organisation ${tenantId} has no schedule`)
      this.#latest.set(tenantId, settings.calendar)
    }
    for (const { scheduleVersion } of recorded) {
      const key = `${tenantId} ${scheduleVersion}`
      if (!this.#known.has(key)) this.#known.set(key, await calendarOf(this.#pool, tenantId, scheduleVersion))
    }
  }

  of(tenantId: string, version: number): Calendar {
    const calendar = this.#known.get(`${tenantId} ${version}`)
    if (calendar === undefined) throw new Error(`no schedule ${version} of ${tenantId}`)
    return calendar
  }

  latest(tenantId: string): Calendar {
    const calendar = this.#latest.get(tenantId)
    if (calendar === undefined) throw new Error(`no schedule of ${tenantId}`)
    return calendar
  }
}
