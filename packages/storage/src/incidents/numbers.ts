import type { Runs } from '../record/runs.ts'

const TAKE = `insert into numbers (tenant_id, year, last) values ($1, $2, $3)
on conflict (tenant_id, year) do update set last = numbers.last + $3 returning last`

/** While a block lasts less than this, the next one is twice as long. */
const BUSY = 1000
const LONGEST = 64

type Block = { next: number; last: number; size: number; takenAt: number }

/**
 * Numbers of incidents: unique in an organisation and year, in order, gaps allowed. A quiet town takes them one by one, so its numbers have
 * no gaps; under load they come in growing blocks, so that arrivals do not queue for one row. A block dies with its process.
 */
export class Numbers {
  readonly #on: Runs
  readonly #blocks = new Map<string, Promise<Block>>()

  constructor(on: Runs) {
    this.#on = on
  }

  /** `2026-000123`. `now` in milliseconds, only to see how busy it is. */
  async next(tenantId: string, year: number, now: number): Promise<string> {
    const key = `${tenantId} ${year}`
    for (;;) {
      const taking = this.#blocks.get(key)
      const block = await taking
      if (block !== undefined && block.next <= block.last) return `${year}-${String(block.next++).padStart(6, '0')}`
      // Of those who wait here, the first takes the next block for all.
      if (this.#blocks.get(key) === taking) this.#take(key, tenantId, year, block, now)
    }
  }

  #take(key: string, tenantId: string, year: number, before: Block | undefined, now: number): void {
    const busy = before !== undefined && now - before.takenAt < BUSY
    const size = busy ? Math.min(before.size * 2, LONGEST) : 1
    const taking = this.#on.query({ name: 'take-numbers', text: TAKE, values: [tenantId, year, size] }).then(({ rows }) => {
      const last = (rows[0] as { last: number }).last
      return { next: last - size + 1, last, size, takenAt: now }
    })
    taking.catch(() => {
      if (this.#blocks.get(key) === taking) this.#blocks.delete(key)
    })
    this.#blocks.set(key, taking)
  }
}
