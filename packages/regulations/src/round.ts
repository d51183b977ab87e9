import type { Moment } from '@otklik/worktime'
import { RECEIVED, REGISTERED, ROUTED, SELECTED } from './occurrence.ts'
import type { Start } from './settle.ts'
import type { HistoryEvent, Importance } from './types.ts'

type Fact = { readonly bit: number; readonly type: HistoryEvent['type']; readonly at: Moment }
export type Begun = Fact & { readonly from: Start }

/** From an arrival to the next: when each thing first happened in it. */
export class Round {
  readonly #facts: Fact[] = []

  /** The author's answer stands for an arrival that is registered and selected already (reading). */
  static ofAnswer(at: Moment): Round {
    const round = new Round()
    for (const bit of [RECEIVED, REGISTERED, SELECTED]) round.note(bit, 'authorAnswered', at)
    return round
  }

  /** False when it had happened before: a second selection moves no term, L-8 runs from the first. */
  note(bit: number, type: HistoryEvent['type'], at: Moment): boolean {
    for (const fact of this.#facts) if (fact.bit === bit) return false
    this.#facts.push({ bit, type, at })
    return true
  }

  /** The first of these starts that has come. */
  begun(from: readonly Start[]): Begun | undefined {
    for (const start of from) {
      for (const fact of this.#facts) {
        if ((fact.bit & start.mask) !== 0) return { bit: fact.bit, type: fact.type, at: fact.at, from: start }
      }
    }
    return undefined
  }

  /** Importance is said at selection; routing without it treats the message as a normal one. */
  importance(said: Importance | undefined): Importance | undefined {
    return said ?? (this.#facts.some((fact) => fact.bit === ROUTED) ? 'normal' : undefined)
  }
}
