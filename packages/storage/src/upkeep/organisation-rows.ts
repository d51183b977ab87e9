import { evolve, initialOrganisation, type OrganisationEvent, rowsOf } from '@otklik/organisation'
import type { Recorded } from '@otklik/record'
import type { Pool, PoolClient } from 'pg'
import { INSTALLATION, JOURNAL_COLUMNS, JOURNAL_KIND, type JournalEvent, journalRow, ORGANISATION_KIND } from '../organisation/kinds.ts'
import { rewriteRows, standingRows, TABLES } from '../organisation/row-tables.ts'
import { type Difference, rowsUnlike } from './differences.ts'
import type { Stream } from './streams.ts'

type Row = Readonly<Record<string, unknown>>

/** The events of a stream of that kind: what stands in it was written by whoever writes that kind. */
const eventsOf = <Event>({ recorded }: Stream): readonly Recorded<Event>[] => recorded as unknown as readonly Recorded<Event>[]

const folded = (stream: Stream) => eventsOf<OrganisationEvent>(stream).reduce(evolve, initialOrganisation)

/** What stands unlike the record in these sound streams of organisations and of the journal; those of other kinds are passed over. */
export async function organisationUnlike(client: PoolClient, streams: readonly Stream[]): Promise<Difference[]> {
  const found: Difference[] = []
  for (const stream of streams) {
    if (stream.kind === ORGANISATION_KIND) found.push(...(await organisationOf(client, stream)))
    if (stream.kind === JOURNAL_KIND) found.push(...(await journalOf(client, stream)))
  }
  return found
}

async function organisationOf(client: PoolClient, stream: Stream): Promise<Difference[]> {
  const { id, tenantId } = stream
  try {
    const state = folded(stream)
    const wanted = rowsOf(state)
    const standing = await standingRows(client, tenantId)
    const unlike = TABLES.flatMap(({ name, by }) => rowsUnlike(name, id, by, wanted[name].map(asStands), standing[name] ?? []))
    const { rows } = await client.query<{ row: Row }>('select to_jsonb(t) as row from tenants t where t.id = $1', [tenantId])
    const founded = state.founded && { id, name: state.founded.name, demo: state.founded.demo, created_at: state.founded.at }
    return [
      ...unlike,
      ...rowsUnlike(
        'tenants',
        id,
        ['id'],
        founded === null ? [] : [founded],
        rows.map(({ row }) => row),
      ),
    ]
  } catch (error) {
    if (typeof (error as { code?: unknown }).code === 'string') throw error
    return [{ table: 'tenants', key: id, column: null, record: error instanceof Error ? error.message : String(error), row: null }]
  }
}

/** The years of a calendar are kept as a text; what is compared is what it says. */
const asStands = (row: Row): Row => (typeof row['years'] === 'string' ? { ...row, years: JSON.parse(row['years']) as unknown } : row)

async function journalOf(client: PoolClient, stream: Stream): Promise<Difference[]> {
  const { id, tenantId } = stream
  const wanted = eventsOf<JournalEvent>(stream).map((one) => journalRow(tenantId, one))
  const { rows } = await client.query<{ row: Row }>(
    'select to_jsonb(t) as row from journal t where t.tenant_id = $1 and t.stream_id = $2',
    [tenantId, id],
  )
  return rowsUnlike(
    'journal',
    id,
    ['version'],
    wanted,
    rows.map(({ row }) => row),
  )
}

const LINES = `insert into journal (tenant_id, stream_id, ${JOURNAL_COLUMNS.join(', ')})
select $1, $2, ${JOURNAL_COLUMNS.map((column) => `r.${column}`).join(', ')} from jsonb_populate_recordset(null::journal, $3::jsonb) r`

/** Writes the rows of these sound streams anew where they are unlike the record. @returns what was unlike, each table once for a stream */
export async function organisationMended(client: PoolClient, streams: readonly Stream[]): Promise<{ table: string; key: string }[]> {
  const mended: { table: string; key: string }[] = []
  for (const stream of streams) {
    const { id, tenantId, kind } = stream
    const tables = new Set((await organisationUnlike(client, [stream])).map(({ table }) => table))
    if (tables.size === 0) continue
    if (kind === ORGANISATION_KIND) {
      const { founded, ...state } = folded(stream)
      await rewriteRows(client, tenantId, rowsOf({ founded, ...state }))
      if (founded !== null) {
        const values = [tenantId, founded.name, founded.demo, founded.at]
        await client.query('update tenants set name = $2, demo = $3, created_at = $4 where id = $1', values)
      }
    } else {
      await client.query('delete from journal where tenant_id = $1 and stream_id = $2', [tenantId, id])
      const lines = eventsOf<JournalEvent>(stream).map((one) => journalRow(tenantId, one))
      await client.query(LINES, [tenantId, id, JSON.stringify(lines)])
    }
    mended.push(...[...tables].map((table) => ({ table, key: id })))
  }
  return mended
}

const STRAY_LINES = `from journal j where not exists (
  select from streams s where s.tenant_id = j.tenant_id and s.stream_id = j.stream_id and s.kind = '${JOURNAL_KIND}')`

const strayOf =
  (table: string, row: boolean) =>
  (one: { id: string }): Difference => {
    return { table, key: one.id, column: null, record: row ? null : one.id, row: row ? one.id : null }
  }

/** Organisations of which the record knows nothing, and lines of the journal that stand in no stream. */
export async function organisationStrays(pool: Pool): Promise<Difference[]> {
  const tenants = await pool.query<{ id: string }>(
    `select t.id from tenants t where not exists (
       select from streams s where s.tenant_id = t.id and s.stream_id = t.id and s.kind = '${ORGANISATION_KIND}') limit 100`,
  )
  const lines = await pool.query<{ id: string }>(`select distinct j.stream_id as id ${STRAY_LINES} limit 100`)
  const gone = await pool.query<{ id: string }>(
    `select s.stream_id as id from streams s where s.kind = '${ORGANISATION_KIND}' and s.tenant_id <> '${INSTALLATION}'
       and not exists (select from tenants t where t.id = s.tenant_id) limit 100`,
  )
  return [
    ...tenants.rows.map(strayOf('tenants', true)),
    ...lines.rows.map(strayOf('journal', true)),
    ...gone.rows.map(strayOf('tenants', false)),
  ]
}

/** Takes away lines of the journal that stand in no stream. */
export async function strayLinesGone(pool: Pool): Promise<{ table: string; key: string }[]> {
  const { rows } = await pool.query<{ id: string }>(`delete ${STRAY_LINES} returning j.stream_id as id`)
  return rows.map(({ id }) => ({ table: 'journal', key: id }))
}
