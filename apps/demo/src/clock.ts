import { setTimeout as wait } from 'node:timers/promises'

/** The town's clock: driven while its past is made, the real one from then on. Milliseconds since the epoch. */
export class TownClock {
  #told: number | null = null

  now = (): number => this.#told ?? Date.now()

  /** A wait in the past is a step forward on the told clock: nobody has to sit through yesterday's rate limits. */
  sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    if (this.#told === null) await wait(ms, undefined, signal === undefined ? {} : { signal })
    else this.#told += Math.ceil(ms)
  }

  /** The past only goes forward. */
  tell(moment: number): void {
    this.#told = Math.max(this.#told ?? moment, moment)
  }

  release(): void {
    this.#told = null
  }
}
