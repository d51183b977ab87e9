import { createHash } from 'node:crypto'
import { statusGroups } from '@otklik/casework'
import type { QueueCounts, QueuePage, QueueQuery } from '@otklik/contract'
import type { IncidentShell } from '../incidents/services.ts'
import type { Viewer } from '../organisation/viewer.ts'
import { queueRowOf, type QueueSqlRow, ROW, ROW_JOINS } from './queue-row.ts'
import { matching, Parameters, type Part, selection } from './queue-sql.ts'

/** A view counts up to here; more than this nobody works down today, and counting a million rows would slow everybody. */
export const COUNTED = 5_000

/** So many rows of the queue are looked through for a common word before the index of words is asked for a rare one. */
const LOOKED_THROUGH = 2_000

/**
 * A page is read in one of few sizes and cut. The size is written into the statement: were it a parameter, the planner would not know that
 * few rows are asked for and would plan the statement anew at each call, which takes longer than the call.
 */
const sizeRead = (limit: number): number => Math.ceil(limit / 50) * 50

/** The queue in its one order (what is due first), a page at a time. The cursor is the place after the last row shown. */
export async function queue(shell: IncidentShell, viewer: Viewer, query: QueueQuery): Promise<QueuePage> {
  const now = shell.now()
  const parameters = new Parameters()
  const tenant = parameters.add(viewer.tenantId, 'uuid')
  parameters.add(viewer.personId, 'uuid')
  const { parts, where, words } = selection(viewer, query, now, parameters)
  const after = query.cursor === undefined ? null : cursorOf(query.cursor)
  const place = after === null ? null : `(${parameters.add(after.dueKey, 'bigint')}, ${parameters.add(after.id, 'uuid')})`
  const limit = `${sizeRead(query.limit) + 1}`
  const page = (keys: string): string => `select ${ROW} from (${keys}) p
    join incidents i on i.tenant_id = ${tenant} and i.id = p.id ${ROW_JOINS} order by p.due_key, p.id`
  const ask = async (keys: string, name?: string): Promise<QueueSqlRow[]> => {
    const text = page(keys)
    const planned = name === undefined ? {} : { name: `${name} ${createHash('sha256').update(text).digest('base64url')}` }
    return (await shell.pool.query({ ...planned, text, values: parameters.values })).rows as QueueSqlRow[]
  }
  const merged = (conditions: readonly string[], most: string): string => {
    const walks = parts.map((part) => walked(part, tenant, [...where, ...conditions], place, most))
    // `union` removes what two parts both found, `distinct` what two units of one person both have.
    const once = parts.some(({ column }) => column === 'holder') ? 'distinct ' : ''
    return `select ${once}due_key, id from (${walks.join(' union ') || nothing}) k order by due_key, id limit ${most}`
  }
  // A statement with a name is planned once for each connection. Not where the best way depends on the values: a handful burns, or half of the queue.
  const named = (name: string): string | undefined => (query.view === 'burning' ? undefined : name)
  let rows: QueueSqlRow[]
  if (words === null) rows = await ask(merged([], limit), named('queue'))
  else {
    rows = await ask(lookedThrough(merged([], `${LOOKED_THROUGH}`), tenant, words, limit), named('look-through'))
    if (rows.length <= query.limit) rows = await ask(merged([matching(words)], limit))
  }
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => queueRowOf(row, now)),
    nextCursor: rows.length > query.limit && last !== undefined ? `${last.due_key.toString(36)}.${last.id}` : null,
    asOf: now,
  }
}

/**
 * The first rows of the queue one by one until a page is full. The planner would take a common word for a rare one (it multiplies the shares of
 * words that come together in life) and sort every message that has it; the inner limit keeps it from that. The words are stemmed once, not
 * for each row.
 */
const lookedThrough = (keys: string, tenant: string, words: string, limit: string): string =>
  `select c.due_key, c.id from (${keys}) c cross join lateral (select 1 from incident_texts w where w.tenant_id = ${tenant}
    and w.incident_id = c.id and w.words @@ (select to_tsquery('russian', ${words})) limit 1) found order by c.due_key, c.id limit ${limit}`

const nothing = 'select 0::bigint as due_key, null::uuid as id where false'

/** One walk along an index for each value of the leading column, each no longer than `limit` and behind `place`. */
function walked(
  { column, values, where: own }: Part,
  tenant: string,
  where: readonly string[],
  place: string | null,
  limit: string,
): string {
  const key = column === 'holder' ? 'k.due_key, k.incident_id' : 'i.due_key, i.id'
  const led = column === undefined || column === 'holder' ? [] : [`i.${column} = v.value`]
  const asked = [...led, own, ...where]
  const conditions = [...(column === 'holder' ? asked.map(besideUnit) : asked), ...(place === null ? [] : [`(${key}) > ${place}`])]
  const from = column === 'holder' ? heldByValue(tenant) : `incidents i where i.tenant_id = ${tenant}`
  const walk = `select ${key.replace('k.incident_id', 'k.incident_id as id')} from ${from} and ${conditions.join(' and ')} order by ${key} limit ${limit}`
  return column === undefined ? `(${walk})` : `(select w.* from unnest(${values}) v (value) cross join lateral (${walk}) w)`
}

/** Incidents of the unit `v.value`, in the order of the index of what units have: docs/decisions/0016. */
const heldByValue = (tenant: string): string =>
  `incident_units k join incidents i on i.tenant_id = k.tenant_id and i.id = k.incident_id where k.tenant_id = ${tenant} and k.unit_id = v.value`

/** The same condition by what stands beside the unit: most rows are then passed by without looking at the incident. */
const besideUnit = (condition: string): string =>
  condition.replaceAll('i.status', 'k.status').replaceAll('i.open', `k.status <> all ('{${statusGroups.finished.join()}}')`)

/** A cursor that is none is no cursor: the list begins anew rather than failing. */
function cursorOf(cursor: string): { dueKey: number; id: string } | null {
  const match = /^([0-9a-z]{1,11})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/.exec(cursor)
  const dueKey = match === null ? Number.NaN : Number.parseInt(match[1] ?? '', 36)
  return match === null || !Number.isSafeInteger(dueKey) ? null : { dueKey, id: match[2] ?? '' }
}

/** How many in each view, each up to `COUNTED`. `all` counts what is not finished. */
export async function counts(shell: IncidentShell, viewer: Viewer): Promise<QueueCounts> {
  const now = shell.now()
  const parameters = new Parameters()
  const tenant = parameters.add(viewer.tenantId, 'uuid')
  const limit = parameters.add(COUNTED, 'int')
  const count = (view: QueueQuery['view']): string => {
    const { parts, where } = selection(viewer, { view, limit: COUNTED }, now, parameters)
    const conditions = view === 'all' ? [...where, 'i.open'] : where
    const each = parts.map(({ column, values, where: own }) => {
      if (column === 'holder') {
        const walk = `select i.id from unnest(${values}) v (value), ${heldByValue(tenant)} and ${[own, ...conditions].map(besideUnit).join(' and ')}`
        return `(select distinct id from (${walk} limit ${limit}) d)`
      }
      const led = column === undefined ? 'true' : `i.${column} = any (${values})`
      return `(select i.id from incidents i where i.tenant_id = ${tenant} and ${[led, own, ...conditions].join(' and ')} limit ${limit})`
    })
    const counted = each.length === 0 ? 'select null::uuid as id where false' : each.join(' union ')
    return `(select count(*) from (select 1 from (${counted}) u limit ${limit}) c)::int as "${view}"`
  }
  const views = (['new', 'mine', 'burning', 'approval', 'awaiting', 'all'] as const).map(count)
  const { rows } = await shell.pool.query({ text: `select ${views.join(', ')}`, values: parameters.values })
  return rows[0] as QueueCounts
}
