import { groupOfView, isIn, statusGroups } from '@otklik/casework'
import type { QueueQuery } from '@otklik/contract'
import type { Viewer } from '../organisation/viewer.ts'
import { searchQuery } from './search.ts'
import { heldBy, visibleUnits } from './visibility.ts'

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
/**
 * `column`: walked once for each of `values`; without it the organisation's whole queue is walked. `holder`: the units that have a message,
 * in a table of their own.
 */
export type Part = { readonly column?: 'holder' | 'status' | 'topic_id' | 'curator_id'; readonly values?: string; readonly where: string }

/**
 * What a view selects. The column with the fewest rows behind it leads, the rest are conditions on the way. Executors are led by their units:
 * no row of another unit is ever read.
 */
export function selection(viewer: Viewer, query: QueueQuery, now: number, parameters: Parameters): Selection {
  const units = visibleUnits(viewer)
  // Where the unit leads the walk, nothing is left to be asked of it.
  const ledByUnit = query.view !== 'mine' && query.unit !== undefined
  const where = filters(ledByUnit ? { ...query, unit: undefined } : query, parameters)
  const asked = query.q === undefined ? null : searchQuery(query.q)
  const words = asked === null ? null : parameters.add(asked, 'text')
  if (query.view === 'burning') where.push('i.open', `i.next_soon_at <= ${parameters.add(now, 'bigint')}`)
  const led = (column: NonNullable<Part['column']>, values: readonly string[], more = 'true'): Part => {
    const type = column === 'holder' || column === 'curator_id' ? 'uuid[]' : 'text[]'
    return { column, values: parameters.add(values, type), where: more }
  }
  const statuses = statusesOf(query)
  const also = (parts: readonly Part[]): Selection =>
    statuses === null
      ? { parts, where, words }
      : { parts, words, where: [...where, `i.status = any (${parameters.add(statuses, 'text[]')})`] }
  if (query.view === 'mine') return also(mine(viewer, led, parameters))
  if (units !== null) return also([led('holder', query.unit === undefined ? units : units.filter((unit) => unit === query.unit))])
  if (query.unit !== undefined) return also([led('holder', [query.unit])])
  if (statuses !== null) return { parts: [led('status', statuses)], where, words }
  if (query.topic !== undefined) return { parts: [led('topic_id', [query.topic])], where, words }
  return { parts: [{ where: 'true' }], where, words }
}

/** Editions under which whoever wrote a reply publishes it, and nobody reads it before (D). `$1` is the organisation in every selection. */
const OWN_REPLIES = `select a.id || '@' || a.edition from acts a where a.tenant_id = $1 and a.letting_out = 'own'`

/** What waits for this very person: as an executor by their units, as a curator by what they have taken on. */
function mine(
  viewer: Viewer,
  led: (column: 'holder' | 'curator_id', values: readonly string[], more?: string) => Part,
  parameters: Parameters,
): Part[] {
  const parts: Part[] = []
  if (viewer.may.includes('actAsExecutor')) {
    const waiting = `i.status = any (${parameters.add(statusGroups.executing, 'text[]')})`
    // Told by the status alone, so that along the index nothing else is looked at.
    const perhaps = `i.status = any (${parameters.add([...statusGroups.executing, 'submitted'], 'text[]')})`
    // A reply that nobody else reads still waits for its writer, who publishes it.
    const own = `i.status = 'submitted' and i.regulation = any (array(${OWN_REPLIES}))`
    parts.push(led('holder', viewer.unitIds, `${perhaps} and (${waiting} or ${own})`))
  }
  if (visibleUnits(viewer) === null) parts.push(led('curator_id', [viewer.personId], 'i.open'))
  return parts
}

function statusesOf({ view, status }: QueueQuery): readonly string[] | null {
  const group = groupOfView[view]
  if (status === undefined) return group === null ? null : statusGroups[group]
  return group === null || isIn(group, status) ? [status] : []
}

function filters({ unit, topic, importance }: QueueQuery, parameters: Parameters): string[] {
  const where: string[] = []
  if (unit !== undefined) where.push(heldBy(`array[${parameters.add(unit, 'uuid')}]`))
  if (topic !== undefined) where.push(`i.topic_id = ${parameters.add(topic, 'text')}`)
  if (importance !== undefined) where.push(`i.importance = ${parameters.add(importance, 'text')}`)
  return where
}

/** Whether incident `i` holds the words. */
export const matching = (words: string): string =>
  `exists (select 1 from incident_texts w where w.tenant_id = i.tenant_id and w.incident_id = i.id and w.words @@ to_tsquery('russian', ${words}))`
