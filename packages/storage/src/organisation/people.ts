import { rolesWith, type RoleTable } from '@otklik/casework'
import type { PoolClient } from 'pg'
import type { Connection } from '../engine/connect.ts'
import { StorageFault } from '../engine/fault.ts'
import { inTransaction, violation } from '../engine/transaction.ts'
import { type Doer, program } from './journal-type.ts'
import { differences, writeLine } from './write-line.ts'
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
/** What the journal compares: units by the names that people know them by. */
const COMPARED = `select p.name, p.login, p.roles, p.active, array(select u.short from person_units o
  join units u on u.tenant_id = o.tenant_id and u.id = o.unit_id where o.tenant_id = p.tenant_id and o.person_id = p.id order by u.short) as units
  from people p where p.tenant_id = $1 and p.id = $2`
/** Browsers of one person that are known at a time: more than anybody uses, and the table stays small. */
const mostDevices = 20

/** The people of an organisation; signing in is somebody else's (`userId` names them there). */
export function peopleStorage({ pool }: Connection, now: () => number, table: RoleTable): People {
  const managing = rolesWith('manageOrganisation', table)
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

    async savePerson(tenantId, id, person, doer = program) {
      try {
        return await inTransaction(pool, async (client) => {
          await client.query('select from tenants where id = $1 for no key update', [tenantId])
          const before = await managers(client, tenantId, managing)
          const was = id === null ? null : await compared(client, tenantId, id)
          const saved = await (id === null ? insertPerson(client, tenantId, person) : updatePerson(client, tenantId, id, person))
          await client.query('delete from person_units where tenant_id = $1 and person_id = $2', [tenantId, saved])
          await client.query(
            'insert into person_units (tenant_id, person_id, unit_id) select distinct $1::uuid, $2::uuid, unnest($3::uuid[])',
            [tenantId, saved, person.unitIds],
          )
          if (before > 0 && (await managers(client, tenantId, managing)) === 0) throw lastAdministrator()
          const changes = differences(was, (await compared(client, tenantId, saved)) ?? {})
          const on = { id: saved, name: person.name }
          const kind = id === null ? 'person-added' : 'person-changed'
          if (changes.length > 0) await writeLine(client, now(), { tenantId, kind, doer, on, details: { changes } })
          return saved
        })
      } catch (error) {
        throw explain(error, person.login)
      }
    },

    passwordGiven: (tenantId, personId, doer) =>
      inTransaction(pool, (client) => markPassword(client, now(), { tenantId, personId, doer, given: true })),

    passwordOwn: (tenantId, personId, doer) =>
      inTransaction(pool, (client) => markPassword(client, now(), { tenantId, personId, doer, given: false })),

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

type Person = Parameters<People['savePerson']>[2]

const values = (tenantId: string, { name, login, roles, active, userId }: Person) => [tenantId, name, login, [...roles], active, userId]

type Given = { password_given_at: number | null; password_given_by: string | null; password_given_name: string | null }

const given = ({ password_given_at: at, password_given_by: by, password_given_name: name }: Given) =>
  at === null ? null : { at, by: by === null ? null : { id: by, name: name ?? '' } }

type Compared = { name: string; login: string; roles: string[]; active: boolean; units: string[] }

async function compared(client: PoolClient, tenantId: string, id: string): Promise<Compared | null> {
  return (await client.query<Compared>(COMPARED, [tenantId, id])).rows[0] ?? null
}

/** The mark and its line together: whoever reads the one finds the other. */
async function markPassword(
  client: PoolClient,
  at: number,
  { tenantId, personId, doer, given: byAnother }: { tenantId: string; personId: string; doer: Doer; given: boolean },
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'update people set password_given_at = $3, password_given_by = $4 where tenant_id = $1 and id = $2 returning name',
    [tenantId, personId, byAnother ? at : null, byAnother ? doer.id : null],
  )
  const [person] = rows
  if (person === undefined) throw noSuchPerson()
  const on = { id: personId, name: person.name }
  await writeLine(client, at, { tenantId, kind: byAnother ? 'password-given' : 'password-changed', doer, on })
}

async function insertPerson(client: PoolClient, tenantId: string, person: Person): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'insert into people (tenant_id, name, login, roles, active, user_id) values ($1, $2, $3, $4, $5, $6) returning id',
    values(tenantId, person),
  )
  return (rows[0] as { id: string }).id
}

async function updatePerson(client: PoolClient, tenantId: string, id: string, person: Person): Promise<string> {
  const { rowCount } = await client.query(
    'update people set name = $2, login = $3, roles = $4, active = $5, user_id = $6 where tenant_id = $1 and id = $7',
    [...values(tenantId, person), id],
  )
  if (rowCount === 1) return id
  throw noSuchPerson()
}

function noSuchPerson(): StorageFault {
  return new StorageFault('not-found', {
    ru: 'Такого сотрудника нет: возможно, список устарел. Обновите страницу.',
    en: 'There is no such person: the list may be out of date. Reload the page.',
  })
}

/** How many people can still set up the organisation. */
async function managers(client: PoolClient, tenantId: string, roles: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from people where tenant_id = $1 and active and roles && $2::text[]',
    [tenantId, roles],
  )
  return rows[0]?.count ?? 0
}

function lastAdministrator(): StorageFault {
  return new StorageFault('last-administrator', {
    ru: 'Это последний администратор организации: без него никто не сможет войти в настройки. Сначала назначьте другого.',
    en: 'This is the last administrator of the organisation: nobody could enter the settings without them. Appoint another first.',
  })
}

function explain(error: unknown, login: string): unknown {
  const { state, constraint } = violation(error)
  if (state === '23505' && constraint === 'people_by_login') {
    return new StorageFault(
      'login-taken',
      { ru: `Логин ${login} занят. Придумайте другой.`, en: `The login ${login} is taken. Choose another.` },
      { cause: error },
    )
  }
  if (state === '23505' && constraint === 'people_by_user') {
    return new StorageFault(
      'user-taken',
      {
        ru: 'Эта учётная запись уже принадлежит другому сотруднику. Заведите новую.',
        en: 'This user already belongs to another person. Make a new one.',
      },
      { cause: error },
    )
  }
  if (state === '23503') {
    return new StorageFault(
      'unit-unknown',
      {
        ru: 'Подразделения нет в этой организации. Выберите его из списка.',
        en: 'The unit is not in this organisation. Choose one from the list.',
      },
      { cause: error },
    )
  }
  return error
}
