import type { PoolClient } from 'pg'
import type { Connection } from '../engine/connect.ts'
import { StorageFault } from '../engine/fault.ts'
import { inTransaction, violation } from '../engine/transaction.ts'
import { program } from './journal-type.ts'
import { differences, writeLine } from './write-line.ts'
import type { Organisation } from './organisation-type.ts'

type Units = Pick<Organisation, 'units' | 'saveUnit'>

/** The tree of units of an organisation. */
export function unitStorage({ pool, db }: Connection, now: () => number): Units {
  return {
    async units(tenantId) {
      const rows = await db.selectFrom('units').selectAll().where('tenant_id', '=', tenantId).orderBy('name').orderBy('id').execute()
      return rows.map(({ id, name, short, parent_id, executes, active }) => ({ id, name, short, parentId: parent_id, executes, active }))
    },

    async saveUnit(tenantId, id, unit, doer = program) {
      try {
        return await inTransaction(pool, async (client) => {
          // One change of the tree at a time: two moves, each right by itself, could close a circle together.
          await client.query('select from tenants where id = $1 for no key update', [tenantId])
          const was = id === null ? null : await compared(client, tenantId, id)
          const saved = await (id === null ? insertUnit(client, tenantId, unit) : updateUnit(client, tenantId, id, unit))
          await refuseCycle(client, tenantId, saved)
          const changes = differences(was, (await compared(client, tenantId, saved)) ?? {})
          const on = { id: saved, name: unit.name }
          const kind = id === null ? 'unit-added' : 'unit-changed'
          if (changes.length > 0) await writeLine(client, now(), { tenantId, kind, doer, on, details: { changes } })
          return saved
        })
      } catch (error) {
        throw violation(error).state === '23503' ? unknownParent(error) : error
      }
    },
  }
}

type Unit = Parameters<Units['saveUnit']>[2]

const values = (tenantId: string, { name, short, parentId, executes, active }: Unit) => [tenantId, name, short, parentId, executes, active]

type Compared = { name: string; short: string; parent: string | null; executes: boolean; active: boolean }

/** What the journal compares: the unit above by its name. */
async function compared(client: PoolClient, tenantId: string, id: string): Promise<Compared | null> {
  const { rows } = await client.query<Compared>(
    `select u.name, u.short, (select a.name from units a where a.tenant_id = u.tenant_id and a.id = u.parent_id) as parent, u.executes, u.active
     from units u where u.tenant_id = $1 and u.id = $2`,
    [tenantId, id],
  )
  return rows[0] ?? null
}

async function insertUnit(client: PoolClient, tenantId: string, unit: Unit): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'insert into units (tenant_id, name, short, parent_id, executes, active) values ($1, $2, $3, $4, $5, $6) returning id',
    values(tenantId, unit),
  )
  return (rows[0] as { id: string }).id
}

async function updateUnit(client: PoolClient, tenantId: string, id: string, unit: Unit): Promise<string> {
  if (unit.parentId === id) throw cycle()
  const { rowCount } = await client.query(
    'update units set name = $2, short = $3, parent_id = $4, executes = $5, active = $6 where tenant_id = $1 and id = $7',
    [...values(tenantId, unit), id],
  )
  if (rowCount === 1) return id
  throw new StorageFault('not-found', {
    ru: 'Такого подразделения нет: возможно, список устарел. Обновите страницу.',
    en: 'There is no such unit: the list may be out of date. Reload the page.',
  })
}

async function refuseCycle(client: PoolClient, tenantId: string, id: string): Promise<void> {
  const { rows } = await client.query<{ cyclic: boolean }>(
    `with recursive above as (
       select parent_id as id from units where tenant_id = $1 and id = $2
       union select u.parent_id from units u join above a on u.id = a.id where u.tenant_id = $1)
     select exists (select from above where id = $2) as cyclic`,
    [tenantId, id],
  )
  if (rows[0]?.cyclic === true) throw cycle()
}

function cycle(): StorageFault {
  return new StorageFault('unit-cycle', {
    ru: 'Подразделение не может подчиняться самому себе ни прямо, ни через другие. Выберите другое вышестоящее.',
    en: 'A unit cannot be placed under itself, nor under one of those below it. Choose another parent.',
  })
}

function unknownParent(cause: unknown): StorageFault {
  return new StorageFault(
    'unit-unknown',
    {
      ru: 'Вышестоящего подразделения нет в этой организации. Выберите его из списка.',
      en: 'The parent unit is not in this organisation. Choose one from the list.',
    },
    { cause },
  )
}
