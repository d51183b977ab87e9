import type { Membership } from '@otklik/casework'
import type { Moment } from '@otklik/worktime'
import type { Act } from './act-shelf.ts'
import type { CalendarStorage } from './calendar.ts'
import type { Doer } from './journal-type.ts'

/** A membership with what the door must know of it. */
export type KnownMember = Membership & {
  readonly login: string
  /** The organisation's name. */
  readonly organisation: string
  /** The password was chosen by another: when, and by whom (null: the command line). It counts for the whole sign-in. */
  readonly passwordGiven: { readonly at: Moment; readonly by: { readonly id: string; readonly name: string } | null } | null
}

/** Organisations with their people, units, topics and rules. */
export type Organisation = CalendarStorage & {
  tenants(): Promise<{ id: string; name: string; regulationId: string; edition: string; timezone: string; demo: boolean }[]>
  createTenant(input: { name: string; regulationId: string; scheduleSource: string; demo: boolean }): Promise<string>
  units(
    tenantId: string,
  ): Promise<{ id: string; name: string; short: string; parentId: string | null; executes: boolean; active: boolean }[]>
  saveUnit(
    tenantId: string,
    id: string | null,
    unit: { name: string; short: string; parentId: string | null; executes: boolean; active: boolean },
    doer?: Doer,
  ): Promise<string>
  people(tenantId: string): Promise<
    {
      id: string
      name: string
      login: string
      roles: string[]
      unitIds: string[]
      active: boolean
      userId: string | null
    }[]
  >
  savePerson(
    tenantId: string,
    id: string | null,
    person: { name: string; login: string; roles: readonly string[]; unitIds: readonly string[]; active: boolean; userId: string | null },
    doer?: Doer,
  ): Promise<string>
  /** Somebody else chooses this person's password: until they change it themselves it is known to two. Written before it is set. */
  passwordGiven(tenantId: string, personId: string, doer: Doer): Promise<void>
  /** The person has chosen their own. */
  passwordOwn(tenantId: string, personId: string, doer: Doer): Promise<void>
  /** Notes the browser (a hash), and answers the names of others of the organisation who signed in with it before. */
  signedInWith(tenantId: string, personId: string, device: string): Promise<string[]>
  /** Whose login this is, in every organisation that they belong to; a login is one sign-in of the whole installation. */
  peopleByLogin(login: string): Promise<{ tenantId: string; id: string; name: string }[]>
  /** What a sign-in is in the organisations that it belongs to, by their names; also where the person may not enter any more. */
  memberships(userId: string): Promise<KnownMember[]>
  topics(tenantId: string): Promise<{ id: string; name: string; group: string }[]>
  saveTopics(tenantId: string, topics: readonly { id: string; name: string; group: string }[]): Promise<void>
  /** `calendarVersion`: of the production calendar that it counts by. */
  schedule(tenantId: string): Promise<{ source: string; version: number; calendarVersion: number }>
  /** Plans the open obligations of the tenant anew in the same transaction (batched). */
  setSchedule(tenantId: string, source: string, by: string, doer?: Doer): Promise<{ replanned: number }>
  /** Of each act that the organisation can work under the edition that was stored last. */
  acts(tenantId: string): Promise<readonly Act[]>
  /** An edition by its name. @throws when the organisation has no such edition */
  act(tenantId: string, id: string, edition: string): Promise<Act>
  /** Stores an edition of the organisation's own; it is in force once it is set. @throws StorageFault `edition-taken`; RegulationError */
  storeAct(tenantId: string, source: string, by: string): Promise<{ readonly id: string; readonly edition: string }>
  /** Puts the edition of an act that was stored last in force. @throws StorageFault `act-unknown` */
  setRegulation(tenantId: string, regulationId: string, by: string, doer?: Doer): Promise<void>
}
