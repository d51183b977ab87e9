import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Figure } from './figure.ts'

const COMMAND = new URL('../../../apps/command-line/src/due.ts', import.meta.url).href
const HOURS = ['09:00-13:00', '14:00-18:00']
const SCHEDULE = { timezone: 'Asia/Vladivostok', week: { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS }, calendar: 'ru' }
const TERMS = ['+7wh', '-3wh', '+3wd', '+3d', '-3d', '+24h', '+30wm', '+240wh']
const LINES = 1_000_000

/** Runs the command as a process of its own, file to file, and prints what it took. */
const ENTRY = `
  const { runDue } = await import(${JSON.stringify(COMMAND)})
  const begun = performance.now()
  process.exitCode = await runDue(['--schedule', process.argv[1]], process)
  process.stderr.write(JSON.stringify({ seconds: (performance.now() - begun) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 }))
`

type Run = { readonly seconds: number; readonly megabytes: number }

/** Lines a second and memory of `otklik due`, a million mixed queries spread over thirteen years. */
export async function dueFigures(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'otklik-bench-'))
  try {
    await writeFile(join(folder, 'schedule.json'), JSON.stringify(SCHEDULE))
    await writeQueries(join(folder, 'few.jsonl'), LINES / 10)
    await writeQueries(join(folder, 'many.jsonl'), LINES)
    const few = await run(folder, 'few.jsonl')
    const many = await run(folder, 'many.jsonl')
    const [rate, growth] = [LINES / many.seconds, many.megabytes - few.megabytes]
    return [
      {
        id: 'due-lines',
        title: 'otklik due, file to file',
        value: Math.round(rate),
        unit: 'lines/s',
        aim: '≥ 200,000',
        met: rate >= 200_000,
      },
      {
        id: 'due-memory',
        title: `otklik due, memory that ten times the lines add (${Math.round(many.megabytes)} MB at a million)`,
        value: growth,
        unit: 'MB',
        aim: '≤ 32',
        met: growth <= 32,
      },
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function writeQueries(path: string, count: number): Promise<void> {
  const file = createWriteStream(path)
  const first = Date.UTC(2014, 0, 10)
  for (let index = 0; index < count; index += 1000) {
    let lines = ''
    for (let line = index; line < index + 1000; line++) {
      const from = new Date(first + ((line * 7919) % (13 * 365 * 1440)) * 60_000).toISOString().slice(0, 19)
      lines += `{"from":"${from}+10:00","term":"${TERMS[line % TERMS.length]}"}\n`
    }
    if (!file.write(lines)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'close')
}

async function run(folder: string, queries: string): Promise<Run> {
  const [input, output] = [await open(join(folder, queries)), await open(join(folder, 'answers.jsonl'), 'w')]
  try {
    const child = spawn(process.execPath, ['--input-type=module', '-e', ENTRY, join(folder, 'schedule.json')], {
      stdio: [input.fd, output.fd, 'pipe'],
    })
    let said = ''
    child.stderr?.on('data', (text: Buffer) => {
      said += text.toString()
    })
    const [code] = (await once(child, 'close')) as [number]
    if (code !== 0) throw new Error(`otklik due ended with ${code}: ${said}`)
    return JSON.parse(said) as Run
  } finally {
    await input.close()
    await output.close()
  }
}
