/** Who has a card open. Not kept: it is true for a while and then told again. */
export type Looker = { readonly id: string; readonly name: string; readonly writing: boolean }

type Look = Looker & { readonly incidentId: string; readonly until: number; readonly here: boolean }

/** Who looks at what in the whole installation, as this process has heard; a person looks at one card at a time. */
export class Presence {
  readonly #lookers = new Map<string, Look>()
  readonly #now: () => number
  readonly #trueForMs: number

  /** @param trueForMs how long a look holds unless it is told again, milliseconds. */
  constructor(now: () => number, trueForMs: number) {
    this.#now = now
    this.#trueForMs = trueForMs
  }

  /**
   * Notes where the person looks now, null for nowhere; answers the incidents whose lookers changed.
   * `here`: at this process, which answers for it when another one asks.
   */
  look({ id, name, writing }: Looker, incidentId: string | null, here = true): string[] {
    const before = this.#lookers.get(id)
    if (incidentId === null) this.#lookers.delete(id)
    else this.#lookers.set(id, { id, name, writing, incidentId, until: this.#now() + this.#trueForMs, here })
    if (before?.incidentId === incidentId && before.writing === writing) return []
    return [...new Set([before?.incidentId, incidentId])].filter((each) => typeof each === 'string')
  }

  at(incidentId: string): Looker[] {
    return [...this.#lookers.values()]
      .filter((each) => each.incidentId === incidentId && each.until > this.#now())
      .map(({ id, name, writing }) => ({ id, name, writing }))
  }

  /** Those who look at something at this process. */
  here(): { readonly person: Looker; readonly incidentId: string }[] {
    return [...this.#lookers.values()]
      .filter((each) => each.here && each.until > this.#now())
      .map(({ id, name, writing, incidentId }) => ({ person: { id, name, writing }, incidentId }))
  }

  /** The incident that the person has open, or null. */
  openBy(personId: string): string | null {
    const found = this.#lookers.get(personId)
    return found !== undefined && found.until > this.#now() ? found.incidentId : null
  }

  /** Forgets those who went silent; answers the incidents that they had open. */
  sweep(): string[] {
    const gone = [...this.#lookers.values()].filter(({ until }) => until <= this.#now())
    for (const { id } of gone) this.#lookers.delete(id)
    return [...new Set(gone.map(({ incidentId }) => incidentId))]
  }
}
