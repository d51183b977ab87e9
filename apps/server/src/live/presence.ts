/** Who has a card open. Not kept: it is true for a while and then told again. */
export type Looker = { readonly id: string; readonly name: string; readonly writing: boolean }

/** One tab of theirs: a person may have several cards open, each tab has one. */
export type Look = Looker & { readonly tab: string }

type Standing = { readonly looker: Look; readonly incidentId: string; readonly until: number; readonly here: boolean }

/** Tabs of one person that are remembered: whoever opens more has left the oldest. */
export const mostTabs = 30

/** Who looks at what in the whole installation, as this process has heard; a tab looks at one card at a time. */
export class Presence {
  /** By person, then by tab; whoever was told of last stands last. */
  readonly #people = new Map<string, Map<string, Standing>>()
  readonly #now: () => number
  readonly #trueForMs: number

  /** @param trueForMs how long a look holds unless it is told again, milliseconds. */
  constructor(now: () => number, trueForMs: number) {
    this.#now = now
    this.#trueForMs = trueForMs
  }

  /**
   * Notes where a tab of a person looks now, null for nowhere; answers the incidents whose lookers changed.
   * `here`: at this process, which answers for it when another one asks.
   */
  look(looker: Look, incidentId: string | null, here = true): string[] {
    const tabs = this.#people.get(looker.id) ?? new Map<string, Standing>()
    const touched = [incidentId, tabs.get(looker.tab)?.incidentId]
    const oldest = tabs.size >= mostTabs && !tabs.has(looker.tab) ? tabs.entries().next().value : undefined
    if (oldest !== undefined) touched.push(oldest[1].incidentId)
    const incidents = [...new Set(touched)].filter((each) => typeof each === 'string')
    const before = incidents.map((each) => this.#standing(looker.id, each))
    if (oldest !== undefined) tabs.delete(oldest[0])
    tabs.delete(looker.tab)
    if (incidentId !== null) tabs.set(looker.tab, { looker, incidentId, until: this.#now() + this.#trueForMs, here })
    if (tabs.size === 0) this.#people.delete(looker.id)
    else this.#people.set(looker.id, tabs)
    return incidents.filter((each, n) => this.#standing(looker.id, each) !== before[n])
  }

  /** Each person once, whatever number of tabs; who writes in one of them writes. */
  at(incidentId: string): Looker[] {
    const at: Looker[] = []
    for (const [id, tabs] of this.#people) {
      const looks = [...tabs.values()].filter((each) => each.incidentId === incidentId && each.until > this.#now())
      const [first] = looks
      if (first !== undefined) at.push({ id, name: first.looker.name, writing: looks.some(({ looker }) => looker.writing) })
    }
    return at
  }

  /** Those who look at something at this process. */
  here(): { readonly looker: Look; readonly incidentId: string }[] {
    return [...this.#people.values()].flatMap((tabs) => [...tabs.values()].filter((each) => each.here && each.until > this.#now()))
  }

  /** Forgets those who went silent; answers the incidents that they had open. */
  sweep(): string[] {
    const gone = new Set<string>()
    for (const [id, tabs] of this.#people) {
      for (const [tab, { until, incidentId }] of tabs) {
        if (until > this.#now()) continue
        tabs.delete(tab)
        gone.add(incidentId)
      }
      if (tabs.size === 0) this.#people.delete(id)
    }
    return [...gone]
  }

  /** How the person stands at a card: what the others are told of them there. */
  #standing(id: string, incidentId: string): 'away' | 'looking' | 'writing' {
    const looks = [...(this.#people.get(id)?.values() ?? [])].filter((each) => each.incidentId === incidentId && each.until > this.#now())
    return looks.length === 0 ? 'away' : looks.some(({ looker }) => looker.writing) ? 'writing' : 'looking'
  }
}
