import type { Pool } from 'pg'
import { type Acting, type Command, roles } from '@otklik/casework'
import { sealKeyOf } from '../src/record/mac.ts'
import { Bell, CHANGES } from '../src/record/bell.ts'
import { commandOn } from '../src/incidents/command.ts'
import { aggregatesOf } from '../src/kinds.ts'
import { ActShelf } from '../src/organisation/act-shelf.ts'
import { SettingsShelf } from '../src/organisation/in-force.ts'
import { select, type Town } from './town.ts'

const quiet = (): void => undefined

type Press = { readonly command: Command; readonly acting: Acting }

/**
 * The curator selects the message (or what is given is done), in a transaction that is not committed yet. No bell is rung afterwards: as in a process that dies then.
 * @param before a statement that the transaction begins with
 * @returns commits it
 */
export async function pressed(of: Town, pool: Pool, incidentId: string, before?: string, press?: Press): Promise<() => Promise<void>> {
  const client = await pool.connect()
  const acts = new ActShelf()
  const shell = {
    aggregates: aggregatesOf({ now: () => of.now(), acts, settings: new SettingsShelf(acts), roles }),
    pool,
    now: () => of.now(),
    log: quiet,
    sealKey: sealKeyOf(of.options.key),
    bell: new Bell(pool, quiet, CHANGES),
  }
  await client.query('begin')
  if (before !== undefined) await client.query(before)
  const order = {
    tenantId: of.tenantId,
    incidentId,
    command: select,
    acting: of.anna,
    ...press,
    expectedVersion: null,
    idempotencyKey: null,
  }
  const { result } = await commandOn(shell, client, order)
  if (!result.ok) {
    // An open transaction would keep everybody waiting who closes the database.
    client.release(true)
    throw new Error(`not taken: ${JSON.stringify(result)}`)
  }
  return async () => {
    await client.query('commit')
    client.release()
  }
}
