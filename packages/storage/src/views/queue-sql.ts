import type { QueueQuery } from '@otklik/contract'
import type { Viewer } from '../organisation/viewer.ts'
import { searchQuery } from './search.ts'
import { visibleUnits } from './visibility.ts'

/** Statuses in which the next press is the executor's, and those in which it is the one who lets the reply out. */
const EXECUTING = ['routed', 'reworking', 'approved', 'uncertain']
const RELEASE_PATH = ['submitted', 'approved', 'uncertain']

/** Places of parameters in a statement, filled as it is written. */
export class Parameters {
  readonly values: unknown[] = []

  /** Adds a value and answers its place. */
  add(value: unknown, type = ''): string {
    this.values.push(value)
    return `$${this.values.length}${type === '' ? '' : `::${type}`}`
  }
}

/**
 * Which incidents, in parts that each walk one index in the queue's order; the parts are merged afterwards. `words`: the place of what is
 * searched for, null where nothing is.
 */
export type Selection = { readonly parts: readonly Part[]; readonly where: readonly string[]; readonly words: string | null }
/** `column`: walked once for each of `values`; without it the organisation's whole queue is walked. */
export type Part = { readonly column?: 'unit_id' | 'status' | 'topic_id' | 'curator_id'; readonly values?: string; readonly where: string }

/**
 * What a view selects. The column with the fewest rows behind it leads, the rest are conditions on the way. Executors are led by their units:
 * no row of another unit is ever read.
 */
export function selection(viewer: Viewer, query: QueueQuery, now: number, parameters: Parameters): Selection {
  const where = filters(query, parameters)
  const asked = query.q === undefined ? null : searchQuery(query.q)
  const words = asked === null ? null : parameters.add(asked, 'text')
  const units = visibleUnits(viewer)
  if (query.view === 'burning') where.push('i.open', `i.next_soon_at <= ${parameters.add(now, 'bigint')}`)
  const led = (column: NonNullable<Part['column']>, values: readonly string[], more = 'true'): Part => {
    const type = column === 'unit_id' || column === 'curator_id' ? 'uuid[]' : 'text[]'
    return { column, values: parameters.add(values, type), where: more }
  }
  const statuses = statusesOf(query)
  const also = (parts: readonly Part[]): Selection =>
    statuses === null
      ? { parts, where, words }
      : { parts, words, where: [...where, `i.status = any (${parameters.add(statuses, 'text[]')})`] }
  if (query.view === 'mine') return also(mine(viewer, led, parameters))
  if (units !== null) return also([led('unit_id', query.unit === undefined ? units : units.filter((unit) => unit === query.unit))])
  if (query.unit !== undefined) return also([led('unit_id', [query.unit])])
  if (statuses !== null) return { parts: [led('status', statuses)], where, words }
  if (query.topic !== undefined) return { parts: [led('topic_id', [query.topic])], where, words }
  return { parts: [{ where: 'true' }], where, words }
}

/** Editions under which whoever wrote a reply publishes it, and nobody reads it before (D). `$1` is the organisation in every selection. */
const OWN_REPLIES = `select a.id || '@' || a.edition from acts a where a.tenant_id = $1 and a.letting_out = 'own'`

/** What waits for this very person: as an executor by their units, as a curator by what they have taken on. */
function mine(
  viewer: Viewer,
  led: (column: 'unit_id' | 'curator_id', values: readonly string[], more?: string) => Part,
  parameters: Parameters,
): Part[] {
  const parts: Part[] = []
  if (viewer.may.includes('actAsExecutor')) {
    const waiting = `i.status = any (${parameters.add(EXECUTING, 'text[]')})`
    // A reply that nobody else reads still waits for its writer, who publishes it.
    const own = `i.status = 'submitted' and i.regulation = any (array(${OWN_REPLIES}))`
    parts.push(led('unit_id', viewer.unitIds, `(${waiting} or ${own})`))
  }
  if (visibleUnits(viewer) === null) parts.push(led('curator_id', [viewer.personId], 'i.open'))
  return parts
}

function statusesOf({ view, status }: QueueQuery): readonly string[] | null {
  const byView = view === 'new' ? ['received'] : view === 'approval' ? RELEASE_PATH : view === 'awaiting' ? ['awaitingAuthor'] : null
  if (status === undefined) return byView
  return byView === null || byView.includes(status) ? [status] : []
}

function filters({ unit, topic, importance }: QueueQuery, parameters: Parameters): string[] {
  const where: string[] = []
  if (unit !== undefined) where.push(`i.unit_id = ${parameters.add(unit, 'uuid')}`)
  if (topic !== undefined) where.push(`i.topic_id = ${parameters.add(topic, 'text')}`)
  if (importance !== undefined) where.push(`i.importance = ${parameters.add(importance, 'text')}`)
  return where
}

/** Whether incident `i` holds the words. */
export const matching = (words: string): string =>
  `exists (select 1 from incident_texts w where w.tenant_id = i.tenant_id and w.incident_id = i.id and w.words @@ to_tsquery('russian', ${words}))`
