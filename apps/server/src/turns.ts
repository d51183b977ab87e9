/** Lets work of one key wait for the work before it; work of other keys goes on beside it. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Resolves with what the work resolves with, once everything taken before it under this key has ended, well or badly. */
  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key)
    const own = before === undefined ? work() : before.then(work, work)
    this.#last.set(key, own)
    try {
      return await own
    } finally {
      if (this.#last.get(key) === own) this.#last.delete(key)
    }
  }
}
