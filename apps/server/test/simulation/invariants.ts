import { fold, historyOf, type Status } from '@otklik/casework'
import { planSafely } from '@otklik/regulations'
import { shippedRegulations } from '@otklik/regulations/shipped'
import { maintenance } from '@otklik/storage'
import { readSchedule } from '../../src/organisation/schedules.ts'
import { broken } from './broken.ts'
import { publicationsHold } from './publications.ts'
import { readRecords, type Stream } from './record.ts'
import type { SimulatedTown, Somebody } from './town.ts'

const over: ReadonlySet<Status | null> = new Set<Status>(['answered', 'closed', 'declined', 'redirected'])

/** Versions without a gap, moments that never go back, and a record that can be followed from its first event. */
function recordHolds({ number, recorded }: Stream): void {
  for (const [index, { version, at }] of recorded.entries()) {
    if (version !== index + 1) throw broken(`${number}: the record jumps to version ${version}`)
    if (at < (recorded[index - 1]?.at ?? 0)) throw broken(`${number}: version ${version} stands before the one it follows`)
  }
  fold(recorded)
}

/** Every citizen's comment is the message of one incident or an answer in one. */
function nobodyIsLost({ sandbox, unseen, setting }: SimulatedTown, streams: readonly Stream[]): void {
  const known = new Map<string, number>()
  for (const { recorded } of streams) {
    for (const { event } of recorded) {
      if (event.type !== 'MessageReceived' && event.type !== 'AuthorAnswered') continue
      known.set(event.message.place.key, (known.get(event.message.place.key) ?? 0) + 1)
    }
  }
  for (const { id, postId, fromId, text } of sandbox.comments()) {
    const times = known.get(`-100_${postId}_${id}`) ?? 0
    if (fromId < 0 && times > 0) throw broken(`our own words came in as a message: ${id}`)
    if (times > 1) throw broken(`comment ${id} came in ${times} times`)
    const mayBeUnseen = setting.receive === 'poll' && unseen.has(id)
    if (fromId > 0 && times === 0 && !mayBeUnseen) throw broken(`comment ${id} «${text}» is lost`)
  }
}

/** Whoever VK knows by name stands in the queue by that name, however often VK failed to tell it. */
async function namesHold({ pool, tenantId, sandbox }: SimulatedTown): Promise<void> {
  const { rows } = await pool.query('select key, name from authors where tenant_id = $1', [tenantId])
  const people = new Map(sandbox.people().map(({ id, name }) => [String(id), name]))
  for (const { key, name } of rows as { key: string; name: string }[]) {
    if (name !== people.get(key)) throw broken(`author ${key} is called «${name}», and in VK «${people.get(key) ?? 'nobody'}»`)
  }
}

const named = (norm: string, occurrence: number, state: string, due: number): string =>
  `${norm} ${occurrence} ${state}${state === 'pending' ? ` by ${new Date(due).toISOString()}` : ''}`

type Row = { stream_id: string; norm: string; occurrence: number; due_at: number; status: string; lapses: boolean }

/** What is owed is what the act, read anew, demands of the record; and whatever is in work owes something to somebody. */
async function termsHold(town: SimulatedTown, streams: readonly Stream[]): Promise<void> {
  const { rows } = await town.pool.query(
    'select stream_id, norm, occurrence, due_at, status, lapses from obligations where tenant_id = $1',
    [town.tenantId],
  )
  const schedule = readSchedule(town.schedule.source)
  const acts = new Map(shippedRegulations().map((act) => [act.id, act]))
  const stored = Map.groupBy(rows as Row[], ({ stream_id }) => stream_id)
  for (const { id, number, regulation, recorded } of streams) {
    const act = acts.get(regulation)
    if (act === undefined) throw broken(`${number}: nobody knows the act ${regulation}`)
    const { status } = fold(recorded)
    const mine = stored.get(id) ?? []
    // Terms that ended keep the calendar of their day; what is still owed follows today's.
    if (!over.has(status)) {
      const { obligations } = planSafely(act, schedule, historyOf(recorded), 0)
      const owed = obligations.filter((one) => one.status === 'pending').map((one) => named(one.norm, one.occurrence, one.status, one.due))
      const kept = mine.filter((row) => row.status === 'pending').map((row) => named(row.norm, row.occurrence, row.status, row.due_at))
      const [plan, rows_] = [owed.toSorted().join(', '), kept.toSorted().join(', ')]
      if (plan !== rows_) throw broken(`${number}: the act demands [${plan}], and stored is [${rows_}]`)
      // S and, for comments, D name no overall term: there a step may be nobody's debt (the linter of acts says so).
      const answerOwed = act.norms.some(
        ({ norm, tracks, term }) => norm === 'publish' && term !== null && (tracks?.includes('social') ?? true),
      )
      // A clarification has met the overall term; a reply written without waiting for the author is nobody's debt until it is in review.
      const word = historyOf(recorded).findLast(({ type }) => type === 'published' || type === 'authorAnswered')
      const authorsTurn = word?.type === 'published' && word.kind === 'clarification'
      if (answerOwed && !authorsTurn && kept.length === 0) throw broken(`${number} is ${status}, and owes nothing to anybody`)
    }
  }
}

/** Read models and alarms made anew are those that stood; the record is whole. */
async function rowsHold(town: SimulatedTown): Promise<void> {
  const alarms = async () =>
    (await town.pool.query('select stream_id, norm, occurrence, kind, rings_at, rung_at from alarms order by 1, 2, 3, 4')).rows
  const before = JSON.stringify(await alarms())
  const changed = await town.houses[0].storage.alarms.rebuild()
  if (changed !== 0 || JSON.stringify(await alarms()) !== before) throw broken(`${changed} alarms were not what is owed`)
  const { differences } = await maintenance.rebuild(town.openOptions)
  if (differences.length > 0)
    throw broken(`rows are not what the record makes them: ${differences.map(({ table, key }) => `${table} ${key}`).join(', ')}`)
  const { faults } = await maintenance.verify(town.openOptions)
  if (faults.length > 0) throw broken(`the record is not whole: ${JSON.stringify(faults)}`)
}

/** An executor's queue is their units' incidents, all of them and no other; a foreign card does not open. */
async function sightHolds(town: SimulatedTown, person: Somebody): Promise<void> {
  const { views } = town.houses[0].storage
  const held = 'array(select u.unit_id::text from incident_units u where u.tenant_id = i.tenant_id and u.incident_id = i.id) as units'
  const { rows } = await town.pool.query(`select i.id, ${held} from incidents i where i.tenant_id = $1 order by i.id`, [town.tenantId])
  const incidents = rows as { id: string; units: string[] }[]
  const shown = new Set<string>()
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await views.queue(person, { view: 'all', limit: 200, ...(cursor === undefined ? {} : { cursor }) })
    for (const { id } of page.rows) shown.add(id)
    cursor = page.nextCursor
  }
  for (const { id, units } of incidents) {
    const own = units.some((unit) => person.unitIds.includes(unit))
    if (own !== shown.has(id)) throw broken(`${person.login} ${own ? 'does not see their own' : 'sees a foreign'} incident ${id}`)
  }
  const foreign = town.dice.oneOf(incidents.filter(({ units }) => !units.some((unit) => person.unitIds.includes(unit))))
  if (foreign !== undefined && (await views.card(person, foreign.id)) !== null) throw broken(`${person.login} opens a foreign card`)
}

/** What must hold after every step: cheap, and enough to name the step that broke it. */
export async function holdsNow(town: SimulatedTown): Promise<void> {
  const streams = await readRecords(town)
  for (const stream of streams) recordHolds(stream)
  publicationsHold(town, streams, false)
}

/** What must hold in the evening. `atRest`: everything was let to its end. */
export async function holdsInTheEvening(town: SimulatedTown, atRest: boolean): Promise<void> {
  const streams = await readRecords(town)
  for (const stream of streams) recordHolds(stream)
  publicationsHold(town, streams, atRest)
  nobodyIsLost(town, streams)
  await namesHold(town)
  await termsHold(town, streams)
  await rowsHold(town)
  for (const person of town.people) if (person.roles.includes('executor')) await sightHolds(town, person)
}
