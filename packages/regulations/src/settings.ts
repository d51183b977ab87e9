import { parseTerm } from '@otklik/worktime'
import type { Setting } from './owed.ts'
import type { HistoryEvent, NormName } from './types.ts'

/** Terms that the curator has set for norms still to come in this round. */
export class Settings {
  #waiting: { readonly norm: NormName; readonly setting: Setting }[] = []

  add(norm: NormName, setting: Setting): void {
    this.#waiting.push({ norm, setting })
  }

  has(norm: NormName): boolean {
    return this.#waiting.some((one) => one.norm === norm)
  }

  /** The latest one. A moment belongs to a single occurrence and is used up; a term serves all that follow. */
  take(norm: NormName): Setting | undefined {
    if (this.#waiting.length === 0) return undefined
    const found = this.#waiting.findLast((one) => one.norm === norm)
    if (found !== undefined && 'due' in found.setting) this.#waiting = this.#waiting.filter((one) => one !== found)
    return found?.setting
  }
}

/** What a `termSet` sets: a moment, a term, or nothing when it says neither. @throws TermError */
export function settingOf({ term, due }: Extract<HistoryEvent, { type: 'termSet' }>): Setting | undefined {
  if (due !== undefined) return { kind: 'override', due }
  return term === undefined ? undefined : { kind: 'override', ...given(term) }
}

/** A longer term for the act's own (D-4.3a). @throws TermError */
export function extensionOf({ term }: Extract<HistoryEvent, { type: 'extended' }>): Setting {
  return { kind: 'extension', ...given(term) }
}

/** A term given for one message; without a sign it runs forward. */
function given(written: string) {
  const text = /^[+-]/.test(written) ? written : `+${written}`
  return { text, term: parseTerm(text) }
}
