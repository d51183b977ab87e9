import type { Connection } from '../engine/connect.ts'
import type { Organisation } from './organisation-type.ts'
import { calendarStorage } from './calendar.ts'
import { peopleStorage } from './people.ts'
import { type Planning, rulesStorage } from './rules.ts'
import { topicStorage } from './topics.ts'
import { unitStorage } from './units.ts'

/**
 * Organisations with their units, people, topics, working time and act.
 * @param now moments written into rows, in milliseconds.
 * @param planning runs in the transaction that sets the schedule or the calendar.
 */
export function organisationStorage(connection: Connection, now: () => number, planning: Planning): Organisation {
  return {
    ...rulesStorage(connection, now, planning),
    ...calendarStorage(connection, now, planning),
    ...unitStorage(connection, now),
    ...peopleStorage(connection, now),
    ...topicStorage(connection),
  }
}
