import type { Regulation } from '../act/regulation.ts'
import { readingText } from '../act/compile.ts'
import { decided, readingOf } from '../act/rules.ts'
import type { Actor, NormName, Text } from '../act/types.ts'
import { actorWords, inBoth, normWords, startWords, termWords } from '../act/words.ts'

/** A norm as a line of a table: codes for programs, `words` for people. */
export type NormRow = {
  readonly norm: NormName
  readonly clause: string
  readonly actor: Actor
  /** `+7wh`; empty where a term is set for each message. */
  readonly term: string
  /** `selected`, or `end:publish` for a norm that counts back. */
  readonly from: string
  /** `importance:high`, `track:pos`, or empty. */
  readonly condition: string
  readonly reading: Text | null
  readonly words: { readonly norm: Text; readonly actor: Text; readonly from: Text }
}

/** The norms of an act in the order of its file, as the chosen readings leave them. */
export function normsTable(act: Regulation): NormRow[] {
  return act.norms
    .filter((norm) => norm.under === undefined || act.readings[norm.under.reading]?.chosen === norm.under.is)
    .map((norm) => {
      const term = decided(act, norm.term)
      const from = norm.from === undefined ? undefined : decided(act, norm.from)
      const first = from?.value[0]
      const start = first === undefined ? undefined : typeof first === 'string' ? first : first.event
      const readings = [readingOf(norm.term), readingOf(norm.from), norm.under?.reading, ...norm.readings].filter((id) => id !== undefined)
      const texts = [...new Set(readings)].map((id) => readingText(act, id))
      const event = start?.split('/')[0] as keyof typeof startWords | undefined
      const before = norm.before === undefined ? undefined : termWords[norm.before]
      return {
        norm: norm.norm,
        clause: norm.clause,
        actor: norm.actor,
        term: term.value ?? '',
        from: start ?? `end:${norm.before}`,
        condition: [norm.importance && `importance:${norm.importance}`, ...(norm.tracks ?? []).map((track) => `track:${track}`)]
          .filter((part) => part !== undefined)
          .join(' '),
        reading: texts.length === 0 ? null : inBoth((lang) => texts.map((text) => text[lang]).join(' ')),
        words: {
          norm: normWords[norm.norm],
          actor: actorWords[norm.actor],
          from: before
            ? { ru: `до конца срока ${before.ru}`, en: `before the end of the term for ${before.en}` }
            : startWords[event ?? 'received'],
        },
      }
    })
}
