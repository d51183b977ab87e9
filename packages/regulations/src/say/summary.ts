import { check } from '../check/check.ts'
import type { Regulation } from '../act/regulation.ts'
import type { Text } from '../act/types.ts'

/** An act in one line, with the number of findings about it. */
export type RegulationSummary = {
  readonly id: string
  readonly title: Text
  readonly edition: string
  readonly source: string
  readonly findings: number
}

export function regulationSummary(act: Regulation): RegulationSummary {
  return { id: act.id, title: act.title, edition: act.edition, source: sourceWords(act).ru, findings: check(act).length }
}

/** Kind, body, date and number of the act, as far as its text gives them. */
export function sourceWords(act: Regulation): Text {
  const { kind, body, number, date } = act.source
  const day = date === null ? undefined : date.split('-').toReversed().join('.')
  const ru = [`${kind.ru}, ${body.ru}`, day && `от ${day}`, number === null ? 'без номера' : `№ ${number}`]
  const en = [`${kind.en}, ${body.en}`, date ?? undefined, number === null ? 'no number' : `No. ${number}`]
  return { ru: ru.filter(Boolean).join(', '), en: en.filter(Boolean).join(', ') }
}
