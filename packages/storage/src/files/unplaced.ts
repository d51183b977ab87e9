import { rm } from 'node:fs/promises'
import type { PoolClient } from 'pg'
import type { Aggregates } from '../record/aggregates.ts'
import { placeOf } from './file-bytes.ts'

/** Bringing a file in and taking its bytes away, over all organisations, one after the other. */
export async function lockFile(client: PoolClient, id: string): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [id])
}

/** Files that were brought in and that no record names. */
const unplaced = (aggregates: Aggregates): string => {
  const named = aggregates
    .tables()
    .flatMap(({ table: { name, file } }) =>
      file === undefined ? [] : [`and not exists (select from ${name} c where c.tenant_id = f.tenant_id and c.${file} = f.id)`],
    )
  return `select f.id from files f
where f.tenant_id = $1 and f.stored_at < $2
  and exists (select from file_uploads u where u.tenant_id = f.tenant_id and u.file_id = f.id)
  ${named.join('\n  ')}
order by f.stored_at limit $3 for update of f skip locked`
}

/**
 * Takes away what a person brought in and never put into anything that was recorded. Bytes that another organisation has too stay on the disk.
 * @param of `before`: moment of the last upload, milliseconds
 * @returns how many
 */
export async function dropUnplaced(
  client: PoolClient,
  aggregates: Aggregates,
  directory: string,
  { tenantId, before, most }: { readonly tenantId: string; readonly before: number; readonly most: number },
): Promise<number> {
  const { rows } = await client.query<{ id: string }>(unplaced(aggregates), [tenantId, before, most])
  for (const { id } of rows.toSorted((a, b) => a.id.localeCompare(b.id))) {
    await lockFile(client, id)
    await client.query('delete from files where tenant_id = $1 and id = $2', [tenantId, id])
    const others = await client.query('select from files where id = $1 limit 1', [id])
    if (others.rowCount === 0) await rm(placeOf(directory, id), { force: true })
  }
  return rows.length
}
