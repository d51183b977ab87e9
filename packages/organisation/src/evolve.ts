import type { OrganisationEvent, RecordedOrganisation } from './events.ts'
import type { InForce, KeptTopic, Organisation, Person, Topic } from './state.ts'

/** The organisation after an event. Pure. @throws Error where the event cannot follow: the record is then not what was written */
export function evolve(state: Organisation, { version, at, event }: RecordedOrganisation): Organisation {
  if (version !== state.version + 1) throw new Error(`event ${version} cannot follow event ${state.version}`)
  return { ...state, ...changed(state, event, at), version }
}

function changed(state: Organisation, event: OrganisationEvent, at: number): Partial<Organisation> {
  switch (event.type) {
    case 'OrganisationFounded':
      return { founded: { name: event.name, demo: event.demo, at } }
    case 'UnitAdded':
    case 'UnitChanged':
      return { units: new Map(state.units).set(event.unit.id, event.unit) }
    case 'PersonAdded':
    case 'PersonChanged':
      return people(state, event.person.id, event.person)
    case 'PasswordGiven':
      return people(state, event.personId, { passwordGiven: { at, by: event.byPersonId } })
    case 'PasswordChosen':
      return people(state, event.personId, { passwordGiven: null })
    case 'TopicsSet':
      return { topics: topics(state.topics, event.topics) }
    case 'ActStored':
      return { acts: [...state.acts, { ...event.act, number: state.acts.length + 1, at, by: event.setBy }] }
    case 'ActPutInForce': {
      const { id, edition, from, setBy } = event
      return { inForce: [...ended(state.inForce, from), { id, edition, from, until: null, by: setBy }] }
    }
    case 'CalendarSet':
      return { calendars: [...state.calendars, { ...event.calendar, at, by: event.setBy }] }
    case 'ScheduleSet': {
      const calendarVersion = state.calendars.length
      return { schedules: [...state.schedules, { ...event.schedule, calendarVersion, at, by: event.setBy }] }
    }
  }
}

function people(
  { people: known }: Organisation,
  id: string,
  change: Partial<Organisation['people'] extends ReadonlyMap<string, infer P> ? P : never>,
) {
  const nobody: Person = { id, name: '', login: '', roles: [], unitIds: [], active: false, userId: null }
  return { people: new Map(known).set(id, { ...nobody, passwordGiven: null, ...known.get(id), ...change }) }
}

/** The former edition ends where the next begins; one that began at the same moment was never in force. */
const ended = (all: readonly InForce[], from: number): InForce[] =>
  all.flatMap((one) => (one.until !== null ? [one] : one.from < from ? [{ ...one, until: from }] : []))

/** Those of the list in its order; those that left it keep their last place. */
function topics(before: readonly KeptTopic[], list: readonly Topic[]): KeptTopic[] {
  const ids = new Set(list.map(({ id }) => id))
  const kept = before.filter(({ id }) => !ids.has(id)).map((topic) => ({ ...topic, active: false }))
  return [...list.map((topic, position) => ({ ...topic, position, active: true })), ...kept]
}
