type Waiting<Item, Result> = { readonly item: Item; readonly resolve: (result: Result) => void; readonly reject: (error: unknown) => void }

/**
 * Makes one call of many: what comes while a call is under way goes together into the next one. At rest each goes at once, under load a
 * hundred cost what one costs. The order in which they came is kept.
 */
export class Gather<Item, Result> {
  readonly #work: (items: readonly Item[]) => Promise<Result>
  readonly #most: number
  #waiting: Waiting<Item, Result>[] = []
  #working = false

  /** @param most items in one call at most */
  constructor(work: (items: readonly Item[]) => Promise<Result>, most: number) {
    this.#work = work
    this.#most = most
  }

  /** Resolves and rejects as the call in which the item went. */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
      if (!this.#working) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#working = true
    while (this.#waiting.length > 0) {
      const some = this.#waiting.splice(0, this.#most)
      try {
        const result = await this.#work(some.map(({ item }) => item))
        for (const { resolve } of some) resolve(result)
      } catch (error) {
        for (const { reject } of some) reject(error)
      }
    }
    this.#working = false
  }
}
