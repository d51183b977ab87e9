import { type Moment, parseTerm } from '@otklik/worktime'
import type { Setting } from './occurrence.ts'
import type { Rule } from '../act/rules.ts'
import type { HistoryEvent, NormName } from '../act/types.ts'

type Given = { readonly setting: Setting; readonly event: HistoryEvent }

/** Terms that the curator has set for norms still to come in this round. */
export class SetTerms {
  #waiting: (Given & { readonly norm: NormName })[] = []

  add(norm: NormName, setting: Setting, event: HistoryEvent): void {
    this.#waiting.push({ norm, setting, event })
  }

  has(norm: NormName): boolean {
    return this.#waiting.some((one) => one.norm === norm)
  }

  /**
   * The latest one. A moment belongs to a single occurrence and is used up; a term serves all that follow, and so does the moment of a norm
   * that each unit owes (L-14), for every unit that receives the message before it.
   */
  take({ norm, each }: Rule, start: Moment): Given | undefined {
    if (this.#waiting.length === 0) return undefined
    const found = this.#waiting.findLast(
      ({ norm: of, setting }) => of === norm && !(each === 'unit' && 'due' in setting && setting.due <= start),
    )
    if (found !== undefined && 'due' in found.setting && each !== 'unit') this.#waiting = this.#waiting.filter((one) => one !== found)
    return found
  }
}

/** What a `termSet` sets: a moment, a term, or nothing when it says neither. @throws TermError */
export function settingOf({ term, due }: Extract<HistoryEvent, { type: 'termSet' }>): Setting | undefined {
  if (due !== undefined) return { kind: 'override', due }
  return term === undefined ? undefined : { kind: 'override', ...given(term) }
}

/** A longer term for the act's own (D-4.3a). @throws TermError */
export function extensionOf({ term }: Extract<HistoryEvent, { type: 'extended' }>): Extract<Setting, { text: string }> {
  return { kind: 'extension', ...given(term) }
}

/** A term given for one message; without a sign it runs forward. */
function given(written: string) {
  const text = /^[+-]/.test(written) ? written : `+${written}`
  return { text, term: parseTerm(text) }
}
