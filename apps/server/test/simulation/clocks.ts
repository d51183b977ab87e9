export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/**
 * The town's one true time, which VK shares, and two computers that may be wrong about it. Milliseconds since 1970 UTC.
 * Nothing here runs by itself: a run of the simulation moves it.
 */
export class Clocks {
  #moment: number
  readonly #wrong = [0, 0]

  constructor(start: string) {
    this.#moment = Date.parse(start)
  }

  get moment(): number {
    return this.#moment
  }

  pass(ms: number): void {
    this.#moment += Math.max(0, Math.round(ms))
  }

  /** What the computer with this number takes for now. */
  of(node: number): number {
    return this.#moment + (this.#wrong[node] ?? 0)
  }

  /** Puts a computer's clock wrong by so much, or right again with 0. */
  setWrong(node: number, ms: number): void {
    this.#wrong[node] = ms
  }

  /** A computer's clock for its connector: waiting passes the true time, nobody sleeps. */
  forConnector(node: number): { now(): number; sleep(ms: number): Promise<void> } {
    return { now: () => this.of(node), sleep: async (ms) => this.pass(ms) }
  }
}
