import { roles as usualRoles, type RoleTable } from '@otklik/casework'
import type { Connection } from '../engine/connect.ts'
import type { Organisation } from './organisation-type.ts'
import { actRef, ActShelf } from './act-shelf.ts'
import { calendarStorage } from './calendar.ts'
import { peopleStorage } from './people.ts'
import { type Planning, rulesStorage } from './rules.ts'
import { topicStorage } from './topics.ts'
import { unitStorage } from './units.ts'

/**
 * Organisations with their units, people, topics, working time and act.
 * @param now moments written into rows, in milliseconds.
 * @param planning runs in the transaction that sets the schedule or the calendar.
 * @param acts the shelf of stored editions that decisions read from
 * @param roles which role gives which right.
 */
export function organisationStorage(
  connection: Connection,
  now: () => number,
  planning: Planning,
  acts = new ActShelf(),
  roles: RoleTable = usualRoles,
): Organisation {
  return {
    ...rulesStorage(connection, now, planning),
    ...calendarStorage(connection, now, planning),
    acts: (tenantId) => acts.latest(connection.pool, tenantId),
    act: (tenantId, id, edition) => acts.of(connection.pool, tenantId, actRef({ id, edition })),
    ...unitStorage(connection, now),
    ...peopleStorage(connection, now, roles),
    ...topicStorage(connection),
  }
}
