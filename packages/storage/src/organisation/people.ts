import { randomUUID } from 'node:crypto'
import { rolesWith, type RoleTable } from '@otklik/casework'
import type { Organisation as OrganisationState } from '@otklik/organisation'
import type { Connection } from '../engine/connect.ts'
import { StorageFault } from '../engine/fault.ts'
import { inTransaction, violation } from '../engine/transaction.ts'
import { type Doer, program } from './journal-type.ts'
import { differences } from './differences.ts'
import type { OrganisationRecord } from './organisation-record.ts'
import { lockTenant } from './rules.ts'
import type { Organisation } from './organisation-type.ts'

type People = Pick<
  Organisation,
  'people' | 'savePerson' | 'memberships' | 'peopleByLogin' | 'passwordGiven' | 'passwordOwn' | 'signedInWith'
>

const FACE = `p.id, p.name, p.login, p.roles, p.active, array(select u.unit_id::text from person_units u
  where u.tenant_id = p.tenant_id and u.person_id = p.id order by u.unit_id) as unit_ids`
const PEOPLE = `select ${FACE}, p.user_id from people p where p.tenant_id = $1 order by p.name, p.id`
/** Asked at every request, so that what a person may do counts at once: planned once for each connection. */
const BY_USER = `select p.tenant_id, t.name as organisation, ${FACE}, p.password_given_at, p.password_given_by,
  (select g.name from people g where g.tenant_id = p.tenant_id and g.id = p.password_given_by) as password_given_name
  from people p join tenants t on t.id = p.tenant_id where p.user_id = $1 order by t.name, t.id`
/** Browsers of one person that are known at a time: more than anybody uses, and the table stays small. */
const mostDevices = 20

/** The people of an organisation; signing in is somebody else's (`userId` names them there). */
export function peopleStorage({ pool }: Connection, now: () => number, record: OrganisationRecord, table: RoleTable): People {
  const managing = rolesWith('manageOrganisation', table)
  /** The mark and its line together: whoever reads the one finds the other. */
  const markPassword = (tenantId: string, personId: string, doer: Doer, byAnother: boolean): Promise<void> =>
    inTransaction(pool, async (client) => {
      await lockTenant(client, tenantId)
      const command = byAnother
        ? ({ type: 'givePassword', personId, byPersonId: doer.id } as const)
        : ({ type: 'choosePassword', personId } as const)
      const at = now()
      const { after } = await record.change(client, tenantId, [command], { at, doer })
      const on = { id: personId, name: after.people.get(personId)?.name ?? '' }
      await record.note(client, at, { tenantId, kind: byAnother ? 'password-given' : 'password-changed', doer, on })
    })

  return {
    async people(tenantId) {
      const { rows } = await pool.query<Row & { user_id: string | null }>(PEOPLE, [tenantId])
      return rows.map((row) => ({ ...face(row), userId: row.user_id }))
    },

    async peopleByLogin(login) {
      const { rows } = await pool.query<{ tenantId: string; id: string; name: string }>(
        'select tenant_id as "tenantId", id, name from people where lower(login) = lower($1) and user_id is not null order by tenant_id',
        [login],
      )
      return rows
    },

    async memberships(userId) {
      type Found = Row & Given & { tenant_id: string; organisation: string }
      const { rows } = await pool.query<Found>({ name: 'memberships', text: BY_USER, values: [userId] })
      return rows.map((row) => {
        const { id: personId, ...rest } = face(row)
        return { tenantId: row.tenant_id, organisation: row.organisation, personId, ...rest, passwordGiven: given(row) }
      })
    },

    async savePerson(tenantId, id, given, doer = program) {
      try {
        return await inTransaction(pool, async (client) => {
          await lockTenant(client, tenantId)
          const person = { ...given, id: id ?? randomUUID() }
          const type = id === null ? 'addPerson' : 'changePerson'
          const at = now()
          const { before, after } = await record.change(client, tenantId, [{ type, person, managing }], { at, doer })
          const changes = differences(compared(before, person.id), compared(after, person.id) ?? {})
          const on = { id: person.id, name: person.name }
          const kind = id === null ? 'person-added' : 'person-changed'
          if (changes.length > 0) await record.note(client, at, { tenantId, kind, doer, on, details: { changes } })
          return person.id
        })
      } catch (error) {
        throw explain(error)
      }
    },

    passwordGiven: (tenantId, personId, doer) => markPassword(tenantId, personId, doer, true),
    passwordOwn: (tenantId, personId, doer) => markPassword(tenantId, personId, doer, false),

    async signedInWith(tenantId, personId, device) {
      await pool.query(
        `insert into devices (tenant_id, person_id, device, seen_at) values ($1, $2, $3, $4)
         on conflict (tenant_id, person_id, device) do update set seen_at = excluded.seen_at`,
        [tenantId, personId, device, now()],
      )
      await pool.query(
        `delete from devices where tenant_id = $1 and person_id = $2 and device in (select device from devices
         where tenant_id = $1 and person_id = $2 order by seen_at desc, device offset ${mostDevices})`,
        [tenantId, personId],
      )
      const { rows } = await pool.query<{ name: string }>(
        `select p.name from devices d join people p on p.tenant_id = d.tenant_id and p.id = d.person_id
         where d.tenant_id = $1 and d.device = $2 and d.person_id <> $3 order by p.name`,
        [tenantId, device, personId],
      )
      return rows.map(({ name }) => name)
    },
  }
}

type Row = { id: string; name: string; login: string; roles: string[]; active: boolean; unit_ids: string[] }

const face = ({ unit_ids: unitIds, id, name, login, roles, active }: Row) => ({ id, name, login, roles, unitIds, active })

type Given = { password_given_at: number | null; password_given_by: string | null; password_given_name: string | null }

const given = ({ password_given_at: at, password_given_by: by, password_given_name: name }: Given) =>
  at === null ? null : { at, by: by === null ? null : { id: by, name: name ?? '' } }

/** What the journal compares: units by the names that people know them by. */
function compared({ people, units }: OrganisationState, id: string) {
  const person = people.get(id)
  if (person === undefined) return null
  const { name, login, roles, active, unitIds } = person
  return { name, login, roles, active, units: unitIds.map((unit) => units.get(unit)?.short ?? '').toSorted() }
}

function explain(error: unknown): unknown {
  const { state, constraint } = violation(error)
  if (state !== '23505' || constraint !== 'people_by_user') return error
  return new StorageFault(
    'user-taken',
    {
      ru: 'Эта учётная запись уже принадлежит другому сотруднику. Заведите новую.',
      en: 'This user already belongs to another person. Make a new one.',
    },
    { cause: error },
  )
}
