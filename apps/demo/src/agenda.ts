type Entry = { readonly at: number; readonly order: number; readonly step: () => Promise<unknown> }

/** Steps of many stories in the order of their moments; those of one moment in the order in which they were added. */
export class Agenda {
  readonly #entries: Entry[] = []

  add(at: number, step: () => Promise<unknown>): void {
    this.#entries.push({ at, order: this.#entries.length, step })
  }

  /** Takes every step up to `until`; what lies after has not happened yet and is dropped. */
  async run(until: number, tell: (moment: number) => void): Promise<void> {
    for (const { at, step } of this.#entries.toSorted((a, b) => a.at - b.at || a.order - b.order)) {
      if (at > until) return
      tell(at)
      await step()
    }
  }
}
