import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bench as regulations } from '../packages/regulations/bench/plan.bench.ts'
import { bench as storage } from '../packages/storage/bench/storage.bench.ts'
import { bench as worktime } from '../packages/worktime/bench/worktime.bench.ts'
import { asFigure, type Figure } from './figure.ts'
import { firstLoad } from './first-load.ts'
import { httpFigures } from './http.ts'
import { report } from './report.ts'
import { streamFigures } from './streams.ts'

/**
 * `npm run bench [-- --only worktime,regulations,http,streams,desk,storage] [-- --small]`: measures, prints, and writes `docs/benchmarks.md`
 * when everything was measured in full size.
 */
const { values } = parseArgs({ options: { only: { type: 'string' }, small: { type: 'boolean', default: false } } })
const wanted = values.only?.split(',')

async function measureStorage(): Promise<Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'otklik-bench-storage-'))
  const small = { arrivals: 500, open: 5_000, searched: 10_000, many: 20_000 }
  // The large sizes are measured over HTTP, as people meet them; here a quarter of them tells where the time goes.
  const enough = { arrivals: 3_000, open: 20_000, searched: 50_000, many: 200_000 }
  try {
    const rows = await storage({ kind: 'embedded', directory }, values.small ? small : enough)
    return rows.map(asFigure)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

const small = { open: 5_000, searched: 10_000, many: 20_000, created: 500 }
const full = { open: 20_000, searched: 200_000, many: 1_000_000, created: 3_000 }

const fewStreams = { people: 5, each: 4, messages: 60, rate: 35, atOnce: 200 }
const manyStreams = { people: 25, each: 8, messages: 300, rate: 35, atOnce: 2_000 }

const groups: Readonly<Record<string, { title: string; measure: () => Promise<Figure[]> }>> = {
  worktime: { title: 'Working time', measure: async () => (await worktime()).map(asFigure) },
  regulations: { title: 'Regulations', measure: async () => (await regulations()).map(asFigure) },
  desk: { title: 'The desk', measure: firstLoad },
  http: { title: 'Over HTTP', measure: () => httpFigures(values.small ? small : full) },
  streams: { title: 'Live streams', measure: () => streamFigures(values.small ? fewStreams : manyStreams) },
  storage: { title: 'Storage', measure: measureStorage },
}

const measured = new Map<string, readonly Figure[]>()
for (const [name, { title, measure }] of Object.entries(groups)) {
  if (wanted !== undefined && !wanted.includes(name)) continue
  const figures = await measure()
  measured.set(title, figures)
  for (const { title: what, value, unit, aim, met } of figures) console.info(`${met ? '  ' : '! '}${what}: ${value} ${unit} (${aim})`)
}
if (wanted === undefined && !values.small) {
  const file = new URL('../docs/benchmarks.md', import.meta.url)
  const before = await readFile(file, 'utf8').catch(() => '')
  const text = report(measured, new Date().toISOString())
  if (text !== before) await writeFile(file, text)
}
