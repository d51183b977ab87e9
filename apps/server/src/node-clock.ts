import type { Log } from './log.ts'

/** Where moments come from: `wall` is the computer's clock, `steady` never jumps (milliseconds since any moment). */
export type ClockSources = { readonly wall: () => number; readonly steady: () => number }

/** The database's clock at a moment of the steady one. */
type Anchor = { readonly database: number; readonly steady: number }

/** How often the two clocks are compared, milliseconds. */
const everyMs = 10_000
/** While they differ, at most so often: whoever asks hears soon that it is right again. */
const againMs = 250

const usual: ClockSources = { wall: Date.now, steady: () => performance.now() }

/**
 * This computer's clock, held against the database's, which all nodes share. Terms and sessions are counted by moments: a node that is off by
 * more than the bound must not count any. A clock that jumps between two comparisons is seen at once, because the steady clock did not jump;
 * until it is compared anew, `now` goes on from the database's clock.
 */
export class NodeClock {
  readonly #sources: ClockSources
  readonly #boundMs: number
  readonly #log: Log
  #ask: (() => Promise<number>) | null = null
  #anchor: Anchor | null = null
  #asking: Promise<void> | null = null
  #wasRight = true

  constructor(boundMs: number, log: Log, sources: ClockSources = usual) {
    this.#boundMs = boundMs
    this.#log = log
    this.#sources = sources
  }

  /** Milliseconds since the epoch: the computer's own while it can be believed, otherwise the database's, carried on by the steady clock. */
  now = (): number => {
    const off = this.offByMs()
    return off === null || Math.abs(off) <= this.#boundMs ? this.#sources.wall() : this.#sources.wall() - off
  }

  /** So far the computer's clock is ahead of the database's, in whole milliseconds; null before the first comparison. */
  offByMs(): number | null {
    const anchor = this.#anchor
    if (anchor === null) return null
    return Math.round(this.#sources.wall() - (anchor.database + this.#sources.steady() - anchor.steady))
  }

  /** Compares now, and from then on every ten seconds. @param ask the database's clock. @returns how to end it. */
  async follow(ask: () => Promise<number>): Promise<() => void> {
    this.#ask = ask
    await this.#compare()
    // A database that is away is told of by everybody else; the steady clock goes on meanwhile.
    const timer = setInterval(() => void this.#compare().catch(() => undefined), everyMs).unref()
    return () => clearInterval(timer)
  }

  /**
   * True while this node may count terms and sessions. A difference is looked at anew before it is believed: after a sleep of the machine the
   * steady clock stands behind, and both other clocks are right.
   */
  async right(): Promise<boolean> {
    const off = this.offByMs()
    if (this.#ask === null || (off !== null && Math.abs(off) <= this.#boundMs)) {
      this.#note(off)
      return true
    }
    if (this.#anchor === null || this.#wasRight || this.#sources.steady() - this.#anchor.steady >= againMs) await this.#compare()
    const now = this.offByMs()
    return now === null || Math.abs(now) <= this.#boundMs
  }

  /** As it was found last, without asking. */
  state(): { readonly ok: boolean; readonly offByMs: number | null } {
    const offByMs = this.offByMs()
    return { ok: offByMs === null || Math.abs(offByMs) <= this.#boundMs, offByMs }
  }

  #compare(): Promise<void> {
    this.#asking ??= this.#comparing().finally(() => (this.#asking = null))
    return this.#asking
  }

  async #comparing(): Promise<void> {
    if (this.#ask === null) return
    const { steady, wall } = this.#sources
    const before = steady()
    const jumped = this.offByMs()
    const database = await this.#ask()
    const after = steady()
    // The moment of the answer is known to half of the way only: one that was long under way, as on a busy database, says too little.
    if (after - before > this.#boundMs / 2) return
    const half = (after - before) / 2
    this.#anchor = { database, steady: after - half }
    const off = Math.round(wall() - half - database)
    if (jumped !== null && Math.abs(jumped - off) > this.#boundMs) this.#log('clock.jump-uncertain', { byMs: jumped - off })
    this.#note(off)
  }

  #note(off: number | null): void {
    const right = off === null || Math.abs(off) <= this.#boundMs
    if (right === this.#wasRight) return
    this.#wasRight = right
    this.#log(right ? 'clock.mended' : 'clock.failed', { offByMs: off, boundMs: this.#boundMs })
  }
}
