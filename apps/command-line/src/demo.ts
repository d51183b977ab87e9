import { readConfig } from '@otklik/server/config'
import { startDemo } from '@otklik/demo'
import { letterText } from '@otklik/demo'
import { untilStopped } from '@otklik/server/serve'
import { shippedAct } from '@otklik/server/organisation/shipped-act'
import { readOptions } from './options.ts'
import type { Io } from './io.ts'

const steps = {
  founding: { ru: 'Открываю данные города…', en: "Opening the town's data…" },
  history: { ru: 'Рассказываю последние дни города…', en: "Telling the town's last days…" },
} as const

/** `otklik demo`: runs until it is asked to stop; starting again goes on with the data. */
export async function runDemo(args: string[], { stdout, stderr }: Io, language: 'ru' | 'en'): Promise<number> {
  const { options } = readOptions('demo', args, { act: 'string', 'around-the-clock': 'boolean' })
  const act = shippedAct(options.act ?? 'lesozavodsk-2022').id
  const config = readConfig(process.env, process.cwd(), { directory: '.otklik/demo' })
  const stopping = new AbortController()
  const stopped = untilStopped().then(() => stopping.abort())
  const demo = await startDemo(
    config,
    { act, aroundTheClock: options['around-the-clock'] === true },
    (step) => stderr.write(`${steps[step][language]}\n`),
    stopping.signal,
  )
  if (demo === null) return 0
  stdout.write(`\n${letterText(demo.letter, language)}\nready ${demo.letter.url}\n`)
  await stopped
  await demo.stop()
  return 0
}
