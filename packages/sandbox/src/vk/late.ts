/** When an effect lands at last: right before the nth call of any method from now on, or so many milliseconds of the simulated clock later. */
export type Landing = { readonly calls: number } | { readonly ms: number }

/** Requests whose sender was cut off and which the network carries out all the same, later: what a `guid` is for. */
export function createLate(now: () => number) {
  let waiting: { calls: number; readonly at: number; readonly act: () => void }[] = []

  function land(): void {
    const due = waiting.filter((each) => each.calls <= 0 || each.at <= now())
    waiting = waiting.filter((each) => !due.includes(each))
    for (const { act } of due) act()
  }

  return {
    add(landing: Landing, act: () => void): void {
      const never = Number.POSITIVE_INFINITY
      waiting.push('calls' in landing ? { calls: landing.calls, at: never, act } : { calls: never, at: now() + landing.ms, act })
    },
    /** A call arrives: whatever is due lands before it. */
    call(): void {
      for (const each of waiting) each.calls -= 1
      land()
    },
    /** Time has passed, or somebody looks. */
    land,
    clear(): void {
      waiting = []
    },
  }
}
export type Late = ReturnType<typeof createLate>
