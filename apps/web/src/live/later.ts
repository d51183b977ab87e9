/**
 * Does a thing later, once for however many times it was asked for meanwhile: at a random moment within the spread, so that many browsers that
 * were told at once do not ask at once, and not again within the gap (or the spread, if that is longer).
 */
export class Later {
  readonly #work: () => void
  readonly #gapMs: number
  readonly #chance: () => number
  #timer: ReturnType<typeof setTimeout> | undefined
  #doneAt = Number.NEGATIVE_INFINITY

  /** @param chance from 0 up to 1 */
  constructor(work: () => void, gapMs: number, chance: () => number = Math.random) {
    this.#work = work
    this.#gapMs = gapMs
    this.#chance = chance
  }

  /** @param spreadMs how many milliseconds the others' asking is spread over; @param leastMs waited in any case. */
  ask(spreadMs: number, leastMs = 0): void {
    if (this.#timer !== undefined) return
    const rest = this.#doneAt + Math.max(this.#gapMs, spreadMs) - performance.now()
    const wait = Math.max(leastMs, rest, 0) + this.#chance() * spreadMs
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#doneAt = performance.now()
      this.#work()
    }, wait)
  }

  /** What was asked for is wanted sooner, within this spread; nothing, where nothing was. */
  hurry(spreadMs: number): void {
    if (this.#timer === undefined) return
    this.drop()
    this.ask(spreadMs)
  }

  /** What was asked for is not done. */
  drop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
