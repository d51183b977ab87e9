import type { Reporter, TestModule } from 'vitest/node'

/** What a file may take, in seconds of CPU. A dearer one is split, made cheaper, or moved to `npm run test:long`. */
export const BUDGET = 60
const SHOWN = Number(process.env.OTKLIK_SHOWN ?? 8)

type Wish = {
  /** Seconds of CPU a file may take; `Infinity` for runs that are long on purpose. */
  readonly budget?: number
  readonly say?: (line: string) => void
}

/** After a run: the dearest files with their CPU seconds and wall seconds; the run fails when a file is above its budget. */
export default class BudgetReporter implements Reporter {
  readonly #budget: number
  readonly #say: (line: string) => void

  constructor({ budget = BUDGET, say = (line) => void process.stdout.write(`${line}\n`) }: Wish = {}) {
    this.#budget = budget
    this.#say = say
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const files = modules
      .map((module) => ({ name: module.relativeModuleId, cpu: module.meta().cpu ?? 0, wall: module.diagnostic().duration / 1_000 }))
      .toSorted((a, b) => b.cpu - a.cpu)
    const sum = files.reduce((total, { cpu }) => total + cpu, 0)
    this.#say(`\nCPU: ${sum.toFixed(0)} s in ${files.length} files; the dearest (CPU s, wall s):`)
    for (const { name, cpu, wall } of files.slice(0, SHOWN))
      this.#say(`${cpu.toFixed(1).padStart(7)} ${wall.toFixed(1).padStart(7)}  ${name}`)
    for (const { name, cpu } of files.filter((file) => file.cpu > this.#budget)) {
      this.#say(`ABOVE BUDGET  ${name} took ${cpu.toFixed(1)} s of CPU, ${this.#budget} s are allowed`)
      process.exitCode = 1
    }
  }
}
