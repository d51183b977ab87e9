import type { Moment } from '@otklik/worktime'

export type Unit = {
  readonly id: string
  readonly name: string
  readonly short: string
  readonly parentId: string | null
  /** Whether messages are given to it. */
  readonly executes: boolean
  readonly active: boolean
}

export type Person = {
  readonly id: string
  readonly name: string
  readonly login: string
  readonly roles: readonly string[]
  readonly unitIds: readonly string[]
  readonly active: boolean
  /** Names the person in the tables of sign-in; null: they cannot sign in. */
  readonly userId: string | null
}

/** A person as the record has them. `passwordGiven`: another chose their password, when and who (null: the command line). */
export type KeptPerson = Person & { readonly passwordGiven: { readonly at: Moment; readonly by: string | null } | null }

export type Topic = { readonly id: string; readonly name: string; readonly group: string }

/** A topic that left the list is kept, because earlier incidents carry it. */
export type KeptTopic = Topic & { readonly position: number; readonly active: boolean }

/** An edition of an act: its text, and the SHA-256 of the text in hexadecimal. */
export type StoredAct = {
  readonly id: string
  readonly edition: string
  readonly source: string
  readonly digest: string
  readonly releasePath: string
}
export type KeptAct = StoredAct & { readonly number: number; readonly at: Moment; readonly by: string }

/** Which edition messages are planned under that arrive in `[from, until)`; `until` null: now. */
export type InForce = {
  readonly id: string
  readonly edition: string
  readonly from: Moment
  readonly until: Moment | null
  readonly by: string
}

/** A version of the production calendar. `years` is JSON, kept as the text that it was; `digest`, `shipped` and `edition` are its maker's names for it. */
export type CalendarVersion = { readonly years: string; readonly digest: string; readonly shipped: string; readonly edition: number }
export type KeptCalendar = CalendarVersion & { readonly at: Moment; readonly by: string }

/** A version of the working hours: their text, its time zone and the version of the calendar that they count by. */
export type ScheduleVersion = { readonly source: string; readonly timezone: string }
export type KeptSchedule = ScheduleVersion & { readonly calendarVersion: number; readonly at: Moment; readonly by: string }

/** An organisation as its record tells it. Calendars and schedules: version 1 is the first of the list. */
export type Organisation = {
  readonly version: number
  readonly founded: { readonly name: string; readonly demo: boolean; readonly at: Moment } | null
  readonly units: ReadonlyMap<string, Unit>
  readonly people: ReadonlyMap<string, KeptPerson>
  readonly topics: readonly KeptTopic[]
  readonly acts: readonly KeptAct[]
  readonly inForce: readonly InForce[]
  readonly calendars: readonly KeptCalendar[]
  readonly schedules: readonly KeptSchedule[]
}

export const initialOrganisation: Organisation = {
  version: 0,
  founded: null,
  units: new Map(),
  people: new Map(),
  topics: [],
  acts: [],
  inForce: [],
  calendars: [],
  schedules: [],
}
