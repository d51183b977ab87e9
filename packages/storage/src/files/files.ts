import type { Connection } from '../engine/connect.ts'
import { inTransaction } from '../engine/transaction.ts'
import type { FileStorage } from './file-storage.ts'
import type { Viewer } from '../organisation/viewer.ts'
import { lockFile } from './unplaced.ts'
import { hashOf, keepBytes, readBytes } from './file-bytes.ts'

/** May the viewer see an incident with a revision that carries the file? Answered by those who know incidents. */
export type Carried = (viewer: Viewer, fileId: string) => Promise<boolean>

/**
 * Files by content hash: bytes on the disk once, a row for each organisation that has them.
 * @param directory where the bytes stand.
 * @param now moments written into rows, in milliseconds.
 */
export function fileStorage({ pool, db }: Connection, directory: string, now: () => number, carried: Carried): FileStorage {
  return {
    async put(tenantId, bytes, name, type, uploadedBy) {
      const id = hashOf(bytes)
      await inTransaction(pool, async (client) => {
        // Whoever takes an expired file from the disk waits for us, or we for them.
        await lockFile(client, id)
        await keepBytes(directory, id, bytes)
        await client.query(
          `with kept as (
           insert into files (tenant_id, id, name, type, bytes, stored_at) values ($1, $2, $3, $4, $5, $6)
           on conflict (tenant_id, id) do update set name = excluded.name, type = excluded.type, stored_at = excluded.stored_at returning id)
         insert into file_uploads (tenant_id, file_id, person_id) select $1, kept.id, $7::uuid from kept where $7::uuid is not null
         on conflict do nothing`,
          [tenantId, id, name, type, bytes.length, now(), uploadedBy ?? null],
        )
      })
      return { id, name, type, bytes: bytes.length }
    },

    async countUpload({ tenantId, personId }, bytes, most) {
      const { rowCount } = await pool.query(
        `insert into upload_days as d (tenant_id, person_id, day, files, bytes)
         select $1, $2, (to_timestamp($6::float8 / 1000) at time zone s.timezone)::date, 1, $3::bigint
         from (select timezone from schedules where tenant_id = $1 order by version desc limit 1) s where $3::bigint <= $5::bigint
         on conflict (tenant_id, person_id, day) do update set files = d.files + 1, bytes = d.bytes + excluded.bytes
         where d.files < $4::int and d.bytes + excluded.bytes <= $5::bigint`,
        [tenantId, personId, bytes, most.files, most.bytes, now()],
      )
      return rowCount === 1
    },

    async get(tenantId, id) {
      const row = await db
        .selectFrom('files')
        .select(['name', 'type'])
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .executeTakeFirst()
      if (row === undefined) return null
      const bytes = await readBytes(directory, id)
      return bytes === null ? null : { bytes, ...row }
    },

    async visible(viewer, id) {
      const own = await db
        .selectFrom('file_uploads')
        .select('file_id')
        .where('tenant_id', '=', viewer.tenantId)
        .where('file_id', '=', id)
        .where('person_id', '=', viewer.personId)
        .executeTakeFirst()
      return own !== undefined || (await carried(viewer, id))
    },
  }
}
