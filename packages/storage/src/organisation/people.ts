import type { PoolClient } from 'pg'
import type { Connection } from '../engine/connect.ts'
import { StorageFault } from '../engine/fault.ts'
import { inTransaction, violation } from '../engine/transaction.ts'
import type { Storage } from '../types.ts'

type People = Pick<Storage['organisation'], 'people' | 'savePerson' | 'personByUser'>
type Role = Awaited<ReturnType<People['people']>>[number]['roles'][number]

const FACE = `p.id, p.name, p.login, p.roles, p.active, array(select u.unit_id::text from person_units u
  where u.tenant_id = p.tenant_id and u.person_id = p.id order by u.unit_id) as unit_ids`
const PEOPLE = `select ${FACE}, p.user_id from people p where p.tenant_id = $1 order by p.name, p.id`
/** Asked at every request, so that what a person may do counts at once: planned once for each connection. */
const BY_USER = `select p.tenant_id, ${FACE} from people p where p.user_id = $1`

/** The people of an organisation; signing in is somebody else's (`userId` names them there). */
export function peopleStorage({ pool }: Connection): People {
  return {
    async people(tenantId) {
      const { rows } = await pool.query<Row & { user_id: string | null }>(PEOPLE, [tenantId])
      return rows.map((row) => ({ ...face(row), userId: row.user_id }))
    },

    async personByUser(userId) {
      const { rows } = await pool.query<Row & { tenant_id: string }>({ name: 'person-by-user', text: BY_USER, values: [userId] })
      const [row] = rows
      return row === undefined ? null : { tenantId: row.tenant_id, ...face(row) }
    },

    async savePerson(tenantId, id, person) {
      try {
        return await inTransaction(pool, async (client) => {
          await client.query('select from tenants where id = $1 for no key update', [tenantId])
          const before = await administrators(client, tenantId)
          const saved = await (id === null ? insertPerson(client, tenantId, person) : updatePerson(client, tenantId, id, person))
          await client.query('delete from person_units where tenant_id = $1 and person_id = $2', [tenantId, saved])
          await client.query(
            'insert into person_units (tenant_id, person_id, unit_id) select distinct $1::uuid, $2::uuid, unnest($3::uuid[])',
            [tenantId, saved, person.unitIds],
          )
          if (before > 0 && (await administrators(client, tenantId)) === 0) throw lastAdministrator()
          return saved
        })
      } catch (error) {
        throw explain(error, person.login)
      }
    },
  }
}

type Row = { id: string; name: string; login: string; roles: string[]; active: boolean; unit_ids: string[] }

/** Roles are checked by the table. */
const face = ({ id, name, login, roles, active, unit_ids }: Row) => ({ id, name, login, roles: roles as Role[], unitIds: unit_ids, active })

type Person = Parameters<People['savePerson']>[2]

const values = (tenantId: string, { name, login, roles, active, userId }: Person) => [tenantId, name, login, [...roles], active, userId]

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
  throw new StorageFault('not-found', {
    ru: 'Такого сотрудника нет: возможно, список устарел. Обновите страницу.',
    en: 'There is no such person: the list may be out of date. Reload the page.',
  })
}

async function administrators(client: PoolClient, tenantId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from people where tenant_id = $1 and active and 'administrator' = any (roles)`,
    [tenantId],
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
