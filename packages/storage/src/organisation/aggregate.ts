import { evolve, initialOrganisation, type Organisation, type OrganisationEvent, rowsOf } from '@otklik/organisation'
import type { Pool } from 'pg'
import type { Aggregate } from '../record/aggregate.ts'
import type { Difference } from '../record/difference.ts'
import type { Row, Rows, Table } from '../record/table.ts'
import { ORGANISATION_KIND } from './kinds.ts'
import { rewriteRows, TABLES } from './row-tables.ts'

/**
 * The tables of an organisation's rows; rows that refer to others come first. They refer to each other, so all are made anew together, when
 * the first is: the others find themselves made.
 */
const tables: readonly Table[] = TABLES.toReversed().map(({ name, by, columns }, index) => ({
  name,
  stream: 'tenant_id',
  by,
  columns,
  rewrite: index === 0 ? (on, tenantId) => rewriteRows(on, tenantId) : () => Promise.resolve(),
}))

/** The years of a calendar are kept as a text; what is compared is what it says. */
const asStands = (row: Row): Row => (typeof row['years'] === 'string' ? { ...row, years: JSON.parse(row['years']) as unknown } : row)

const rowsOfState = (state: Organisation): Rows =>
  Object.fromEntries(Object.entries(rowsOf(state)).map(([name, rows]) => [name, rows.map(asStands)]))

/** Who people are, what they may do, and by what terms are counted. It is changed by `OrganisationRecord` alone, which holds the organisation. */
export const organisationAggregate: Aggregate<Organisation, OrganisationEvent, never, null> = {
  kind: ORGANISATION_KIND,
  initial: initialOrganisation,
  evolve,
  tables,
  decide: () => Promise.reject(new Error('an organisation is changed by whoever holds it')),
  async refold(_on, _tenantId, streams, { unfoldable }) {
    return new Map(
      streams.flatMap(({ id, recorded }) => {
        try {
          return [[id, rowsOfState(recorded.reduce(evolve, initialOrganisation))] as const]
        } catch (error) {
          unfoldable(id, error instanceof Error ? error.message : String(error))
          return []
        }
      }),
    )
  },
  beside: tenantsUnlike,
}

const FOUNDED = `
select coalesce(t.id, e.tenant_id) as id, t.id is null as missing, e.tenant_id is null as stray, e.at,
  t.name as "nameNow", e.data ->> 'name' as name, t.demo as "demoNow", (e.data ->> 'demo')::boolean as demo, t.created_at as "atNow"
from tenants t full join (
  select e.* from events e join streams s on s.tenant_id = e.tenant_id and s.stream_id = e.stream_id and s.kind = '${ORGANISATION_KIND}'
  where e.version = 1) e on e.tenant_id = t.id
where t.id is null or e.tenant_id is null or t.name <> e.data ->> 'name' or t.demo <> (e.data ->> 'demo')::boolean or t.created_at <> e.at
order by 1 limit 100`

type Unlike = {
  readonly id: string
  readonly missing: boolean
  readonly stray: boolean
  readonly nameNow: string
  readonly name: string
  readonly demoNow: boolean
  readonly demo: boolean
  readonly atNow: number
  readonly at: number
}

/** The list of organisations against the first event of each. */
async function* tenantsUnlike(pool: Pool): AsyncIterable<readonly Difference[]> {
  const { rows } = await pool.query<Unlike>(FOUNDED)
  yield rows.flatMap((row): Difference[] => {
    const { id } = row
    const whole = (record: string | null, stands: string | null): Difference[] => [
      { table: 'tenants', key: id, column: null, record, row: stands },
    ]
    if (row.missing) return whole(row.name, null)
    if (row.stray) return whole(null, row.nameNow)
    const columns = [
      ['name', row.name, row.nameNow],
      ['demo', row.demo, row.demoNow],
      ['created_at', row.at, row.atNow],
    ] as const
    return columns.flatMap(([column, record, stands]) =>
      record === stands ? [] : [{ table: 'tenants', key: id, column, record: String(record), row: String(stands) }],
    )
  })
}
