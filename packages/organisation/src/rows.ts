import type { Organisation } from './state.ts'

/** Rows of an organisation by their table, in the columns of the tables: what a command writes is what a rebuild compares. */
export type OrganisationRows = Readonly<Record<OrganisationTable, readonly Readonly<Record<string, unknown>>[]>>
export type OrganisationTable = 'units' | 'people' | 'person_units' | 'topics' | 'acts' | 'calendars' | 'schedules' | 'regulations_in_force'

/** Every row that follows from an organisation's record. Pure. */
export function rowsOf({ units, people, topics, acts, inForce, calendars, schedules }: Organisation): OrganisationRows {
  return {
    units: [...units.values()].map(({ id, name, short, parentId, executes, active }) => ({
      id,
      name,
      short,
      parent_id: parentId,
      executes,
      active,
    })),
    people: [...people.values()].map(({ id, name, login, roles, active, userId, passwordGiven }) => ({
      id,
      name,
      login,
      roles,
      active,
      user_id: userId,
      password_given_at: passwordGiven?.at ?? null,
      password_given_by: passwordGiven?.by ?? null,
    })),
    person_units: [...people.values()].flatMap(({ id, unitIds }) => unitIds.map((unit_id) => ({ person_id: id, unit_id }))),
    topics: topics.map(({ id, name, group, position, active }) => ({ id, name, topic_group: group, position, active })),
    acts: acts.map(({ id, edition, number, source, digest, releasePath, at, by }) => ({
      id,
      edition,
      number,
      source,
      digest,
      release_path: releasePath,
      stored_at: at,
      stored_by: by,
    })),
    calendars: calendars.map(({ years, digest, shipped, edition, at, by }, index) => ({
      version: index + 1,
      years,
      digest,
      shipped,
      edition,
      set_at: at,
      set_by: by,
    })),
    schedules: schedules.map(({ source, timezone, calendarVersion, at, by }, index) => ({
      version: index + 1,
      source,
      timezone,
      calendar_version: calendarVersion,
      set_at: at,
      set_by: by,
    })),
    regulations_in_force: inForce.map(({ id, edition, from, until, by }) => ({
      regulation_id: id,
      edition,
      in_force_from: from,
      in_force_until: until,
      set_by: by,
    })),
  }
}
