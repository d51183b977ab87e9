import type { Recorded } from '@otklik/record'
import type { Moment } from '@otklik/worktime'
import type { CalendarVersion, Person, ScheduleVersion, StoredAct, Topic, Unit } from './state.ts'

/** What has happened to an organisation. `setBy`: a person's id; `setup` or `release` where nobody pressed anything. */
export type OrganisationEvent =
  | { readonly type: 'OrganisationFounded'; readonly name: string; readonly demo: boolean }
  | { readonly type: 'UnitAdded'; readonly unit: Unit }
  | { readonly type: 'UnitChanged'; readonly unit: Unit }
  | { readonly type: 'PersonAdded'; readonly person: Person }
  | { readonly type: 'PersonChanged'; readonly person: Person }
  /** Another chose the password: `byPersonId` null, the command line. */
  | { readonly type: 'PasswordGiven'; readonly personId: string; readonly byPersonId: string | null }
  /** The person chose their own. */
  | { readonly type: 'PasswordChosen'; readonly personId: string }
  /** The list of topics, whole. */
  | { readonly type: 'TopicsSet'; readonly topics: readonly Topic[] }
  | { readonly type: 'ActStored'; readonly act: StoredAct; readonly setBy: string }
  | { readonly type: 'ActPutInForce'; readonly id: string; readonly edition: string; readonly from: Moment; readonly setBy: string }
  | { readonly type: 'CalendarSet'; readonly calendar: CalendarVersion; readonly setBy: string }
  | { readonly type: 'ScheduleSet'; readonly schedule: ScheduleVersion; readonly setBy: string }

export type RecordedOrganisation = Recorded<OrganisationEvent>
