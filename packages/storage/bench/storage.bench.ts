import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { QueueQuery } from '@otklik/contract'
import type { Pool } from 'pg'
import { connect } from '../src/engine/connect.ts'
import { type Viewer, viewerOf } from '@otklik/casework'
import { maintenance, openStorage, type Location, type Storage } from '../src/index.ts'
import { seedMany } from './seed.ts'

export { seedMany } from './seed.ts'

/** A figure: what was measured, what was aimed at. `against` names a rival measured in the same run. */
export type Figure = {
  readonly id: string
  readonly title: string
  readonly value: number
  readonly unit: string
  readonly aim: number
  readonly met: boolean
  readonly against?: { readonly name: string; readonly value: number }
}

export type Sizes = { readonly arrivals: number; readonly open: number; readonly searched: number; readonly many: number }
const SIZES: Sizes = { arrivals: 3000, open: 20_000, searched: 200_000, many: 1_000_000 }

const SCHEDULE =
  'timezone: Europe/Moscow\nweek: { mon: &d ["09:00-13:00", "14:00-18:00"], tue: *d, wed: *d, thu: *d, fri: *d }\ncalendar: ru\n'

/** Measures storage at `location`; its database must be empty and is left full. Milliseconds are p95 of single calls. */
export async function bench(location: Location, sizes: Sizes = SIZES): Promise<Figure[]> {
  const filesDirectory = mkdtempSync(join(tmpdir(), 'otklik-bench-'))
  await maintenance.migrate(location)
  const storage = await openStorage({ location, key: new Uint8Array(32).fill(1), filesDirectory, now: () => Date.now() })
  const filling = await connect(location, { statementTimeout: 0, max: 2 })
  try {
    return await measured(storage, filling.pool, sizes)
  } finally {
    await filling.close()
    await storage.close()
    rmSync(filesDirectory, { recursive: true, force: true })
  }
}

async function measured(storage: Storage, pool: Pool, sizes: Sizes): Promise<Figure[]> {
  const { organisation } = storage
  const regulationId = 'lesozavodsk-2022'
  const tenantId = await organisation.createTenant({ name: 'Замер', regulationId, scheduleSource: SCHEDULE, demo: false })
  const unitIds: string[] = []
  for (const name of ['Дороги', 'ЖКХ', 'Школы', 'Парки']) {
    unitIds.push(await organisation.saveUnit(tenantId, null, { name, short: name, parentId: null, executes: true, active: true }))
  }
  const member = { tenantId, personId: '0198f000-0000-7000-8000-000000000001', name: 'Куратор', unitIds: unitIds.slice(0, 1), active: true }
  const curator = viewerOf({ ...member, roles: ['curator'] }, Date.now(), [])
  const executor = viewerOf({ ...member, roles: ['executor'] }, Date.now(), [])
  const figures = [await arrivals(storage, tenantId, sizes.arrivals)]
  const seed = { tenantId, unitIds, regulationId, now: Date.now() }
  const fill = async (from: number, to: number) => seedMany(pool, seed, to - from, from + 1)
  const queue = (viewer: Viewer, query: Partial<QueueQuery>) => () => storage.views.queue(viewer, { view: 'all', limit: 50, ...query })
  const page = async (id: string, title: string, aim: number, viewer: Viewer, query: Partial<QueueQuery>) =>
    figures.push(await timed(id, title, aim, queue(viewer, query)))
  await fill(0, sizes.open)
  await page('queue-open', `queue of 50 by due, ${sizes.open} open`, 15, curator, {})
  await fill(sizes.open, sizes.searched)
  await page('search-rare', `search «ямы после зимы» in ${sizes.searched}`, 60, curator, { q: 'ямы после зимы' })
  await page('search-common', `search «дорога» in ${sizes.searched}`, 60, curator, { q: 'дорога' })
  await page('search-prefix', `search «фонар» in ${sizes.searched}`, 60, curator, { q: 'фонар' })
  await page('search-none', `search «динозавр» in ${sizes.searched}`, 60, curator, { q: 'динозавр' })
  await page('search-one', `search by number in ${sizes.searched}`, 60, curator, { q: '2026-0012345' })
  await fill(sizes.searched, sizes.many)
  await page('queue-many', `queue of 50 by due, ${sizes.many} open`, 30, curator, {})
  await page('queue-many-burning', `burning, ${sizes.many} open`, 30, curator, { view: 'burning' })
  await page('queue-many-approval', `approval, ${sizes.many} open`, 30, curator, { view: 'approval' })
  await page('queue-many-executor', `an executor's queue, ${sizes.many} open`, 30, executor, { view: 'mine' })
  await page('queue-many-topic', `one topic, ${sizes.many} open`, 30, curator, { topic: 'topic-3' })
  figures.push(await timed('counts-many', `counts of all views, ${sizes.many} open`, 30, () => storage.views.counts(curator)))
  const { rows } = await storage.views.queue(curator, { view: 'all', limit: 50 })
  figures.push(await timed('card', 'one card', 15, (turn) => storage.views.card(curator, rows[turn % rows.length]?.id ?? '')))
  return figures
}

/** Arrivals at a concurrency of eight, each durable on its own. */
async function arrivals(storage: Storage, tenantId: string, n: number): Promise<Figure> {
  let next = 0
  const one = async (k: number) =>
    storage.arrive({
      tenantId,
      text: `Яма на дороге у дома ${k}, уже второй месяц. Примите меры!`,
      attachments: [],
      writtenAt: Date.now(),
      track: 'social',
      place: { network: null, delivery: 'person', accountId: '', key: '', url: '', target: {} },
      author: { key: '', name: `Житель ${k}`, url: null },
      inReplyToKey: null,
      threadKey: null,
      idempotencyKey: `bench-${k}`,
    })
  for (let k = 0; k < 200; k++) await one(-k)
  const started = performance.now()
  const line = async () => {
    while (next < n) await one(++next)
  }
  await Promise.all(Array.from({ length: 8 }, line))
  const value = Math.round(n / ((performance.now() - started) / 1000))
  return { id: 'arrivals', title: 'durable arrivals a second at concurrency 8', value, unit: '1/s', aim: 300, met: value >= 300 }
}

/** The 95th percentile of 100 calls after 10 to warm up. */
async function timed(id: string, title: string, aim: number, call: (turn: number) => Promise<unknown>): Promise<Figure> {
  const taken: number[] = []
  for (let turn = 0; turn < 110; turn++) {
    const started = performance.now()
    await call(turn)
    if (turn >= 10) taken.push(performance.now() - started)
  }
  const p95 = taken.toSorted((a, b) => a - b)[94] ?? Number.NaN
  const value = Math.round(p95 * 100) / 100
  return { id, title, value, unit: 'ms', aim, met: value <= aim }
}
