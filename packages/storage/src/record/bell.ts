import type { Pool } from 'pg'
import type { Change } from './change.ts'
import type { Log } from '../engine/log.ts'

/** The channel on which changes are told, and the one for what processes say to one another (`Telling`). */
export const CHANGES = 'otklik_changes'
export const WORDS = 'otklik_words'

/** Most payloads in one statement. */
const BATCH = 200

/**
 * Tells other processes that streams moved, or a word of our own. Not inside the writing transaction: PostgreSQL lets only one transaction that notifies
 * commit at a time, and every arrival would wait for the disk of the one before it. What is lost when the process dies between the
 * commit and the bell, listeners find by a look of their own (see `Look`).
 */
export class Bell {
  readonly #pool: Pool
  readonly #log: Log
  readonly #channel: string
  #waiting: string[] = []
  #ringing: Promise<void> | null = null

  constructor(pool: Pool, log: Log, channel: typeof CHANGES | typeof WORDS) {
    this.#pool = pool
    this.#log = log
    this.#channel = channel
  }

  /** Rings soon, together with whatever else moved meanwhile. */
  ring({ position, tenantId, kind, streamId }: Change): void {
    this.say(`${position} ${tenantId} ${kind} ${streamId}`)
  }

  say(payload: string): void {
    this.#waiting.push(payload)
    this.#ringing ??= this.#run()
  }

  /** Resolves when everything that moved so far has been told. */
  async quiet(): Promise<void> {
    while (this.#ringing !== null) await this.#ringing
  }

  async #run(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const batch = this.#waiting.splice(0, BATCH)
        await this.#pool.query({
          name: 'ring',
          text: 'select pg_notify($2, payload) from unnest($1::text[]) payload',
          values: [[...new Set(batch)], this.#channel],
        })
      }
    } catch (error) {
      // The listeners' own look makes up for it.
      this.#waiting = []
      this.#log('bell-failed', { code: (error as { code?: string }).code ?? 'unknown' })
    } finally {
      this.#ringing = null
    }
    if (this.#waiting.length > 0) this.#ringing ??= this.#run()
  }
}
