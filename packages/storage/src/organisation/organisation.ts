import { roles as usualRoles, type RoleTable } from '@otklik/casework'
import type { Connection } from '../engine/connect.ts'
import type { Organisation } from './organisation-type.ts'
import { actRef, ActShelf } from './act-shelf.ts'
import { calendarStorage } from './calendar.ts'
import type { OrganisationRecord } from './organisation-record.ts'
import { peopleStorage } from './people.ts'
import { type Planning, rulesStorage } from './rules.ts'
import { topicStorage } from './topics.ts'
import { unitStorage } from './units.ts'

/**
 * Organisations with their units, people, topics, working time and act.
 * @param now moments written into rows, in milliseconds.
 * @param planning runs in the transaction that sets the schedule or the calendar.
 * @param record where every change is written
 * @param acts the shelf of stored editions that decisions read from
 * @param roles which role gives which right.
 */
export function organisationStorage(
  connection: Connection,
  now: () => number,
  planning: Planning,
  record: OrganisationRecord,
  acts = new ActShelf(),
  roles: RoleTable = usualRoles,
): Organisation {
  return {
    ...rulesStorage(connection, now, planning, record),
    ...calendarStorage(connection, now, planning, record),
    acts: (tenantId) => acts.latest(connection.pool, tenantId),
    act: (tenantId, id, edition) => acts.of(connection.pool, tenantId, actRef({ id, edition })),
    ...unitStorage(connection, now, record),
    ...peopleStorage(connection, now, record, roles),
    ...topicStorage(connection, now, record),
  }
}
