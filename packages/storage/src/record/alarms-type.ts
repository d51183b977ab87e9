import type { Moment } from '@otklik/worktime'

/** Alarms of what is owed. */
export type Alarms = {
  /** Alarms due by `now`: each tells whoever listens that its incident moved, at least once (again where it was made anew). */
  ring(now: Moment, limit: number): Promise<number>
  /** Makes them anew from obligations. */
  rebuild(): Promise<number>
}
