import { randomUUID } from 'node:crypto'
import type { Organisation as OrganisationState } from '@otklik/organisation'
import type { Connection } from '../engine/connect.ts'
import { inTransaction } from '../engine/transaction.ts'
import { differences } from './differences.ts'
import { program } from './journal-type.ts'
import type { OrganisationRecord } from './organisation-record.ts'
import type { Organisation } from './organisation-type.ts'
import { lockTenant } from './rules.ts'

type Units = Pick<Organisation, 'units' | 'saveUnit'>

/** The tree of units of an organisation. */
export function unitStorage({ pool, db }: Connection, now: () => number, record: OrganisationRecord): Units {
  return {
    async units(tenantId) {
      const rows = await db.selectFrom('units').selectAll().where('tenant_id', '=', tenantId).orderBy('name').orderBy('id').execute()
      return rows.map(({ id, name, short, parent_id, executes, active }) => ({ id, name, short, parentId: parent_id, executes, active }))
    },

    saveUnit(tenantId, id, given, doer = program) {
      return inTransaction(pool, async (client) => {
        // One change of the tree at a time: two moves, each right by itself, could close a circle together.
        await lockTenant(client, tenantId)
        const unit = { ...given, id: id ?? randomUUID() }
        const type = id === null ? 'addUnit' : 'changeUnit'
        const at = now()
        const { before, after } = await record.change(client, tenantId, [{ type, unit }], { at, doer })
        const changes = differences(compared(before, unit.id), compared(after, unit.id) ?? {})
        const on = { id: unit.id, name: unit.name }
        const kind = id === null ? 'unit-added' : 'unit-changed'
        if (changes.length > 0) await record.note(client, at, { tenantId, kind, doer, on, details: { changes } })
        return unit.id
      })
    },
  }
}

/** What the journal compares: the unit above by its name. */
function compared({ units }: OrganisationState, id: string) {
  const unit = units.get(id)
  if (unit === undefined) return null
  const { name, short, parentId, executes, active } = unit
  return { name, short, parent: parentId === null ? null : (units.get(parentId)?.name ?? ''), executes, active }
}
