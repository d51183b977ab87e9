import type { Replanned } from '../src/organisation/moved.ts'
import type { Planning } from '../src/organisation/rules.ts'

/** A schedule of a town, as its clerk would write it. */
export const TOWN_SCHEDULE = `# Администрация, приложение 2 к регламенту
timezone: Asia/Vladivostok
calendar: ru
week:
  mon: ["09:00-13:00", "14:00-18:00"]
  tue: ["09:00-13:00", "14:00-18:00"]
  wed: ["09:00-13:00", "14:00-18:00"]
  thu: ["09:00-13:00", "14:00-18:00"]
  fri: ["09:00-13:00", "14:00-17:00"]
`

/** What a plan anew comes to where there is nothing to plan. */
export const NOTHING_MOVED: Replanned = { replanned: 0, moved: { incidents: 0, terms: 0, settled: 0, moves: [] } }

/** Nobody counts terms. */
export const NO_REPLAN: Planning = { replan: () => Promise.resolve(NOTHING_MOVED), foresee: () => Promise.resolve(NOTHING_MOVED.moved) }
