import type { Moment } from '@otklik/worktime'
import { RECEIVED, REGISTERED, ROUTED, SELECTED } from '../act/event-bits.ts'
import type { Start } from '../act/rules.ts'
import type { HistoryEvent, Importance } from '../act/types.ts'

type Fact = { readonly bit: number; readonly type: HistoryEvent['type']; readonly at: Moment }
export type Begun = Fact & { readonly from: Start }
type Done = { readonly bit: number; readonly at: Moment; readonly unit: string | undefined }

/** From an arrival to the next: when each thing first happened in it, and everything that was done. */
export class Round {
  readonly #facts: Fact[] = []
  readonly #done: Done[] = []

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

  /** Everything that happens, for norms that appear later than what meets them. */
  record(bit: number, at: Moment, unit: string | undefined): void {
    this.#done.push({ bit, at, unit })
  }

  /** The first of these events since a moment, where it matters by this unit. */
  done(mask: number, since: Moment, unit: string | undefined): Done | undefined {
    return this.#done.find(
      (one) => (one.bit & mask) !== 0 && one.at >= since && (unit === undefined || one.unit === undefined || one.unit === unit),
    )
  }

  /** The start that has come: the first in the list, unless one that counts as much came sooner (L-8: routing is a selection too). */
  begun(from: readonly Start[]): Begun | undefined {
    let begun: Begun | undefined
    for (const start of from) {
      if (begun !== undefined && !start.equal) continue
      for (const fact of this.#facts) {
        if ((fact.bit & start.mask) === 0) continue
        if (begun === undefined || fact.at < begun.at) begun = { bit: fact.bit, type: fact.type, at: fact.at, from: start }
        break
      }
    }
    return begun
  }

  /** Importance is said at selection; routing without it treats the message as a normal one. */
  importance(said: Importance | undefined): Importance | undefined {
    return said ?? (this.#facts.some((fact) => fact.bit === ROUTED) ? 'normal' : undefined)
  }
}
