import type { RevisionView } from '@otklik/contract'
import type { Words } from '../words/ru.ts'
import { reasonFor, toConfirm, toJustify, type Given, type Requirement } from '../reply/requirement-marks.ts'

/** What still stands before letting a reply out, by name; undefined where nothing does. */
export function missingOf(
  requirements: readonly Requirement[],
  revision: RevisionView | undefined,
  { ticked, justifications }: Given,
  { card, locale }: Pick<Words, 'card' | 'locale'>,
): string | undefined {
  const unticked = toConfirm(requirements).filter(({ id, weight }) => weight === 'stop' && !ticked.has(id))
  const unsaid = toJustify(requirements, revision).filter(
    ({ requirement: { id, weight } }) => weight === 'stop' && reasonFor(justifications, id).trim() === '',
  )
  const said = [
    ...(unticked.length === 0 ? [] : [card.tickFirst(unticked.map(({ text }) => text[locale]).join('; '))]),
    ...unsaid.map(({ reason, requirement }) => (reason ?? requirement.text)[locale]),
  ]
  return said.length === 0 ? undefined : said.join('. ')
}
