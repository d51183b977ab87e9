import type { IncidentEvent } from '@otklik/casework'
import type { Pool } from 'pg'
import { INCIDENT_KIND, type IncidentUnder } from '../src/incidents/kind.ts'
import { sealOf } from '../src/record/chain.ts'
import type { Town } from './town.ts'

/** Somebody who can write to the database, knows the program and has not the key: every hash is right, and the MAC is a guess. */
export async function forge(of: Town, pool: Pool, incidentId: string, events: readonly IncidentEvent[], mac?: Uint8Array): Promise<void> {
  for (const event of events) {
    const { rows } = await pool.query(
      'select version, hash, at, by, under, mac from events where stream_id = $1 order by version desc limit 1',
      [incidentId],
    )
    const [last] = rows as {
      version: number
      hash: Uint8Array
      at: number
      by: { personId: null; name: string }
      under: IncidentUnder
      mac: Uint8Array
    }[]
    if (last === undefined) throw new Error('nothing to forge behind')
    const { type, ...data } = event
    const [version, at] = [last.version + 1, last.at + 1000]
    const { under } = last
    const by = { personId: of.anna.personId, name: of.anna.name }
    const hash = sealOf(
      { format: 1, kind: INCIDENT_KIND, tenantId: of.tenantId, streamId: incidentId, version, at, by, under, event },
      last.hash,
    )
    await pool.query(
      `insert into events (tenant_id, stream_id, version, format, type, at, by, under, data, prev_hash, hash, mac)
       values ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [of.tenantId, incidentId, version, type, at, by, under, data, last.hash, hash, mac ?? last.mac],
    )
    await pool.query('update streams set version = $2, hash = $3 where stream_id = $1', [incidentId, version, hash])
  }
}
