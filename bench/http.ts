import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { seedMany } from '../packages/storage/bench/storage.bench.ts'
import { connect } from '../packages/storage/src/engine/connect.ts'
import { sealKeyOf } from '../packages/storage/src/record/mac.ts'
import { anchor } from '../packages/storage/src/upkeep/anchor.ts'
import { readConfig } from '../apps/server/src/config.ts'
import { loadKey } from '../apps/server/src/key.ts'
import { client, signIn } from './client.ts'
import { atLeast, atMost, type Figure } from './figure.ts'
import { foundForMeasuring, measuring } from './organisation.ts'
import { type Program, startProgram } from './program.ts'

export type Sizes = { readonly open: number; readonly searched: number; readonly many: number; readonly created: number }

const median = (three: readonly number[]): number => three.toSorted((a, b) => a - b)[1] ?? Number.NaN

/** Measures three times and takes the median: a machine shared with others has bad seconds. */
async function ofThree(measure: () => Promise<number>): Promise<number> {
  return median([await measure(), await measure(), await measure()])
}

/** The 95th percentile of 200 calls one after another, after 20 to warm up; milliseconds as the browser would see them on this machine. */
const p95 = (call: () => Promise<unknown>): Promise<number> =>
  ofThree(async () => {
    const taken: number[] = []
    for (let turn = 0; turn < 220; turn++) {
      const started = performance.now()
      await call()
      if (turn >= 20) taken.push(performance.now() - started)
    }
    return taken.toSorted((a, b) => a - b)[Math.floor(taken.length * 0.95)] ?? Number.NaN
  })

/** Incidents a second that eight clients create, each answered after it is on the disk. */
async function creating(program: Program, cookie: string, count: number): Promise<number> {
  const curator = client(program.url, cookie)
  for (let turn = 0; turn < 100; turn++) await curator.create(`Разминка ${turn}`)
  let next = 0
  const started = performance.now()
  const line = async (): Promise<void> => {
    while (next < count) {
      next += 1
      await curator.create(`Не горит фонарь у дома ${next}, ходим в темноте. Примите меры!`)
    }
  }
  await Promise.all(Array.from({ length: 8 }, line))
  return count / ((performance.now() - started) / 1000)
}

/** Figures over HTTP, of the program as it is started by people, on an embedded database with every durability on. */
export async function httpFigures(sizes: Sizes): Promise<Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'otklik-bench-http-'))
  const env = { OTKLIK_DATA: directory, PORT: '0', OTKLIK_LOG: 'error' }
  const config = readConfig(env, directory, { directory })
  try {
    const { tenantId, unitId } = await foundForMeasuring(config)
    const fill = async (from: number, to: number): Promise<void> => {
      const connection = await connect(config.location, { statementTimeout: 0, max: 2 })
      await seedMany(
        connection.pool,
        { tenantId, unitIds: [unitId], regulationId: measuring.regulationId, now: Date.now() },
        to - from,
        from + 1,
      )
      // A living record is sealed every minute; a worker that begins with a million unsealed events would be measured with the queue.
      await anchor({ pool: connection.pool, now: Date.now, log: () => {}, sealKey: sealKeyOf(loadKey(config)) }, 1)
      await connection.close()
    }
    const figures: Figure[] = []
    await fill(0, sizes.open)
    // The first start after a change of the program compiles; people start it again and again.
    await (await startProgram(env)).stop()
    const starts: number[] = []
    for (let turn = 0; turn < 3; turn++) {
      const again = await startProgram(env)
      starts.push(again.startMs)
      await again.stop()
    }
    const program = await startProgram(env)
    const cookie = await signIn(program.url)
    const first = client(program.url, cookie)
    await first.page('/api/queue?limit=50')
    figures.push(atMost('start', 'start on existing data to the first 200', median(starts), 'ms', 1_500))
    figures.push(atMost('memory', 'memory of the Node process after that, signed in and one page read', program.memory(), 'MB', 250))
    figures.push(
      atMost(
        'http-queue',
        `queue of 50 by due over HTTP, ${sizes.open} open, p95`,
        await p95(() => first.page('/api/queue?limit=50')),
        'ms',
        15,
      ),
    )
    figures.push(
      atLeast(
        'http-create',
        'incidents created over HTTP, durable, concurrency 8',
        await ofThree(() => creating(program, cookie, Math.round(sizes.created / 3))),
        '1/s',
        300,
      ),
    )
    await program.stop()

    await fill(sizes.open, sizes.searched)
    const searching = await startProgram(env)
    const searched = client(searching.url, await signIn(searching.url))
    const query = `/api/queue?limit=50&q=${encodeURIComponent('ямы после зимы')}`
    figures.push(
      atMost('http-search', `search with stems over HTTP, ${sizes.searched} open, p95`, await p95(() => searched.page(query)), 'ms', 60),
    )
    await searching.stop()

    await fill(sizes.searched, sizes.many)
    const last = await startProgram(env)
    // Making a million rows takes so long that thousands of their terms fall due meanwhile and ring at the start; a desk in its day has them one by one.
    await setTimeout(30_000)
    const many = client(last.url, await signIn(last.url))
    figures.push(
      atMost(
        'http-queue-many',
        `queue of 50 by due over HTTP, ${sizes.many} open, p95`,
        await p95(() => many.page('/api/queue?limit=50')),
        'ms',
        30,
      ),
    )
    await last.stop()
    return figures
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
