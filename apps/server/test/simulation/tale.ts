import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { formatMoment, type Schedule } from '@otklik/worktime'

const root = join(import.meta.dirname, '../../../..')
const keptTales = join(root, 'artifacts/simulation')

/** So many steps stand in the error itself; the whole tale stands in a file beside it. */
const endingLines = 30

/** What happened, as a clerk would read it: `30.04 15:30  curator  selects 12`. */
export class Tale {
  readonly #lines: string[] = []
  readonly #now: () => number
  #schedule: Schedule

  constructor(now: () => number, schedule: Schedule) {
    this.#now = now
    this.#schedule = schedule
  }

  use(schedule: Schedule): void {
    this.#schedule = schedule
  }

  tell(who: string, what: string): void {
    this.#lines.push(`${moment(this.#schedule, this.#now())}  ${who.padEnd(9)} ${what}`)
  }

  get told(): number {
    return this.#lines.length
  }

  /** The last steps. */
  ending(): string {
    return this.#lines.slice(-endingLines).join('\n')
  }

  /**
   * Writes the whole tale, with what broke it and how to live it again, to a file that outlives the run (CI keeps `artifacts`).
   * @returns the file's path from the root of the repository
   */
  keep(name: string, broke: string, replay: string, folder = keptTales): string {
    const file = join(folder, `${name}.txt`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, [`# ${broke}`, `# again: ${replay}`, '', ...this.#lines, ''].join('\n'))
    return relative(root, file)
  }
}

/** `30.04 15:30` by the town's wall clock. */
export function moment(schedule: Schedule, at: number): string {
  const [, month, date, time] = /^\d+-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(formatMoment(schedule, at)) ?? []
  return `${date}.${month} ${time}`
}
