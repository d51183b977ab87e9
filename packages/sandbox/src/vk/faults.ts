import type { Landing } from './late.ts'
import type { Random } from './random.ts'

/** What goes wrong. "After" means: the effect has happened, only the answer is spoilt. */
export type FaultEffect =
  | { readonly kind: 'latency'; readonly ms: number }
  | { readonly kind: 'reset-before' | 'reset-after' | 'hang-before' | 'hang-after' }
  | { readonly kind: '502-html' | '502-json'; readonly after?: boolean }
  | { readonly kind: 'truncated' | 'shape' }
  /** The sender is cut off, or with `hang` left without an answer; what was asked happens all the same, later. Methods only. */
  | { readonly kind: 'late'; readonly lands: Landing; readonly hang?: boolean }
  /** A list comes with at most so many items although more were asked for and more are there. Methods only. */
  | { readonly kind: 'short'; readonly items: number }
  /** `after`: VK answers with the error although it did what was asked (1, 10, 36). */
  | { readonly kind: 'error'; readonly code: number; readonly after?: boolean }
  | { readonly kind: 'revoke'; readonly token: 'community' | 'service' | 'user' }
  /** The comment about to be answered disappears just before. */
  | { readonly kind: 'delete-target' }
  /** Long poll only. */
  | { readonly kind: 'failed'; readonly failed: 1 | 2 | 3 }
  /** Callback deliveries only: sent again, later, or after the event that follows. */
  | { readonly kind: 'duplicate'; readonly times: number }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'reorder' }

/** When it goes wrong: at the `nth` call from now on (default 1), `times` in a row (default 1), or at each with a probability. */
export type Fault = {
  /** A method's name, `upload`, `longpoll`, `callback`, or `*` for every method. */
  readonly method: string
  readonly effect: FaultEffect
  readonly nth?: number
  readonly times?: number
  readonly probability?: number
}

export type Faults = {
  add(fault: Fault): void
  clear(): void
  /** Effects that strike this call. */
  strike(method: string): readonly FaultEffect[]
}

export function createFaults(random: Random): Faults {
  let planned: { readonly fault: Fault; seen: number }[] = []
  const special = new Set(['upload', 'longpoll', 'callback'])
  const concerns = (fault: Fault, method: string) => fault.method === method || (fault.method === '*' && !special.has(method))
  return {
    add: (fault) => void planned.push({ fault, seen: 0 }),
    clear: () => {
      planned = []
    },
    strike(method) {
      const effects: FaultEffect[] = []
      for (const plan of planned) {
        if (!concerns(plan.fault, method)) continue
        plan.seen += 1
        const { nth = 1, times = 1, probability } = plan.fault
        const strikes = probability === undefined ? plan.seen >= nth && plan.seen < nth + times : random.next() < probability
        if (strikes) effects.push(plan.fault.effect)
      }
      planned = planned.filter(({ fault, seen }) => fault.probability !== undefined || seen < (fault.nth ?? 1) + (fault.times ?? 1) - 1)
      return effects
    },
  }
}
