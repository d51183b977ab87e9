import type { Term } from '@otklik/worktime'
import type { Regulation } from '../../act/regulation.ts'
import { type Rule, rulesFor } from '../../act/rules.ts'
import type { Importance, NormName, Text, Track } from '../../act/types.ts'
import { inBoth, sentence } from '../../act/words.ts'

/** One way through an act: a track that has norms of its own, and an importance where norms depend on it. */
export type Scope = {
  readonly track: Track
  readonly importance: Importance | undefined
  /** Appended to a finding's id where the act has several ways. */
  readonly suffix: string
  readonly name: Text
  readonly rules: readonly Rule[]
  readonly find: (norm: NormName) => Rule | undefined
}

/** A track or an importance for people. */
export const scopeWords: Readonly<Record<Importance | Track, Text>> = {
  normal: { ru: 'обычная важность', en: 'normal importance' },
  high: { ru: 'повышенная важность', en: 'high importance' },
  social: { ru: 'соцсети', en: 'social networks' },
  pos: { ru: 'ПОС', en: 'ПОС' },
  incident: { ru: 'Инцидент Менеджмент', en: 'Incident Management' },
}

/** How a track or an importance begins a sentence of a finding. */
export function scopeName(part: Importance | Track): Text {
  const { ru, en } = sentence(scopeWords[part])
  return { ru: `${ru}: `, en: `${en}: ` }
}

/** Every way through an act. Norms after a return are not in it: the straight path is measured. */
export function scopesOf(act: Regulation): Scope[] {
  const tracks = (Object.keys(act.tracks) as Track[]).filter((track) => act.tracks[track].as === undefined)
  const levels: (Importance | undefined)[] = act.norms.some((norm) => norm.importance !== undefined) ? ['normal', 'high'] : [undefined]
  return tracks.flatMap((track) =>
    levels.map((importance) => {
      const rules = rulesFor(act, track).filter(
        (rule) =>
          (rule.importance === undefined || rule.importance === importance) && !rule.from.some((start) => start.event === 'returned'),
      )
      const parts = [...(tracks.length > 1 ? [track] : []), ...(importance === undefined ? [] : [importance])]
      return {
        track,
        importance,
        suffix: parts.map((part) => `-${part}`).join(''),
        name: inBoth((lang) => parts.map((part) => scopeName(part)[lang]).join('')),
        rules,
        find: (norm: NormName) => rules.find((rule) => rule.norm === norm),
      }
    }),
  )
}

/** Working minutes of a term; undefined where its clock is another one, so that it cannot be added to working time. */
export function minutesOf(term: Term | null | undefined): number | undefined {
  if (term?.unit === 'wh') return term.amount * 60
  return term?.unit === 'wm' ? term.amount : undefined
}
