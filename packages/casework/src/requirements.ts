import type { Procedure, Requirement, Text } from '@otklik/regulations'
import { insults } from './civility.ts'
import type { Revision } from './state.ts'
import { startsWithGreeting } from './greeting.ts'

/** How one requirement of the act stands for one text; `reason` says what to mend, null when it is met. */
export type RequirementState = { readonly requirement: Requirement; readonly met: boolean; readonly reason: Text | null }

type Draft = Pick<Revision, 'text' | 'attachments'>
type Check = (draft: Draft, maxLength: number) => Text | null

/** Links beyond this number make a reply look like advertising and stop it in the networks' own filters. */
const maxLinks = 5

/** Checks computed from the text, by the id of a requirement in the act's file. */
const checks: Readonly<Record<string, Check>> = {
  greeting: ({ text }) =>
    startsWithGreeting(text)
      ? null
      : {
          ru: 'Начните с приветствия или обращения к автору: «Здравствуйте, Анна!».',
          en: 'Begin with a greeting or an address to the author: “Здравствуйте, Анна!”.',
        },
  polite: ({ text }) => {
    const found = insults(text)
    if (found.length === 0) return null
    const words = [...new Set(found)].map((word) => `«${word}»`).join(', ')
    return { ru: `Уберите грубые слова: ${words}.`, en: `Remove the rude words: ${words}.` }
  },
  'network-format': ({ text }, maxLength) => {
    if (text.trim() === '') return { ru: 'Напишите ответ: текст пуст.', en: 'Write a reply: the text is empty.' }
    const excess = text.length - maxLength
    if (excess > 0) {
      return {
        ru: `Сократите ответ на ${excess} зн.: соцсеть примет не больше ${maxLength}.`,
        en: `Shorten the reply by ${excess}: the network takes no more than ${maxLength} characters.`,
      }
    }
    const links = [...text.matchAll(/(?:https?:\/\/|www\.)\S+/giu)].length
    if (links <= maxLinks) return null
    return { ru: `Оставьте не больше ${maxLinks} ссылок: сейчас ${links}.`, en: `Keep no more than ${maxLinks} links: there are ${links}.` }
  },
}

/** Ids of requirements that are computed from the text; an act's file may use them with `check: auto`. */
export const automaticRequirements: readonly string[] = Object.keys(checks)

/**
 * Every requirement of the act against a text. `confirmed` are ids ticked by the person who lets the reply out; `maxReplyLength` is in UTF-16 units.
 * An `auto` requirement that nothing here can compute is ticked by the person like a manual one: it is never silently met.
 */
export function requirementStates(
  procedure: Pick<Procedure, 'requirements'>,
  draft: Draft,
  confirmed: readonly string[],
  maxReplyLength: number,
): readonly RequirementState[] {
  return procedure.requirements.map((requirement) => {
    const check = requirement.check === 'auto' ? checks[requirement.id] : undefined
    const reason = check === undefined ? unticked(requirement, confirmed) : check(draft, maxReplyLength)
    return { requirement, met: reason === null, reason }
  })
}

/** The requirements that a text does not meet yet. Empty means it may go out. */
export function unmetRequirements(
  procedure: Pick<Procedure, 'requirements'>,
  draft: Draft,
  confirmed: readonly string[],
  maxReplyLength: number,
): readonly RequirementState[] {
  return requirementStates(procedure, draft, confirmed, maxReplyLength).filter(({ met }) => !met)
}

function unticked(requirement: Requirement, confirmed: readonly string[]): Text | null {
  if (confirmed.includes(requirement.id)) return null
  return { ru: `Отметьте, что проверили: ${requirement.text.ru}.`, en: `Tick what you checked: ${requirement.text.en}.` }
}
