import type { Procedure, Requirement, Text } from '@otklik/regulations'
import { type AutomaticRequirement, isTicked } from './automatic-requirements.ts'
import { rudePlaces, startsWithGreeting, type Stretch } from './language/index.ts'
import type { Justification } from './events.ts'

/** How one requirement of the act stands for one text. */
export type RequirementState = {
  readonly requirement: Requirement
  readonly met: boolean
  /** What to mend; null when it is met. */
  readonly reason: Text | null
  /** Where in the text (UTF-16 offsets) it looks broken; they stay when a person has justified them. */
  readonly places: readonly Stretch[]
  /** The check warns and may be wrong: a person may justify what it found, with a reason that the record keeps. */
  readonly justifiable: boolean
  /** The reasons given so far; empty where nobody justified anything. */
  readonly justifications: readonly string[]
}

/** A text to check, with what was said for it. */
type Draft = { readonly text: string; readonly justifications?: readonly Justification[] }
type Found = { readonly reason: Text; readonly places?: readonly Stretch[] }
type Check = (draft: Draft, maxLength: number) => Found | null

/** Checks that judge words, and may be wrong about a name or a title. */
const justifiable: ReadonlySet<string> = new Set(['polite'])

/** Links beyond this number make a reply look like advertising and stop it in the networks' own filters. */
const maxLinks = 5

const say = (ru: string, en: string): Found => ({ reason: { ru, en } })

/** Checks computed from the text, by the id of a requirement in the act's file. */
const checks: Readonly<Record<AutomaticRequirement, Check>> = {
  greeting: ({ text }) =>
    startsWithGreeting(text)
      ? null
      : say(
          'Начните с приветствия или обращения к автору: «Здравствуйте, Анна!».',
          'Begin with a greeting or an address to the author: “Здравствуйте, Анна!”.',
        ),
  polite: ({ text }) => {
    const places = rudePlaces(text)
    if (places.length === 0) return null
    const words = [...new Set(places.map(({ word }) => `«${word}»`))].join(', ')
    return {
      ...say(
        `Похоже на грубость: ${words}. Измените текст или подтвердите, что слова здесь уместны, и напишите почему.`,
        `Looks rude: ${words}. Change the text, or confirm that the words are in place here and write why.`,
      ),
      places,
    }
  },
  'network-format': ({ text }, maxLength) => {
    if (text.trim() === '') return say('Напишите ответ: текст пуст.', 'Write a reply: the text is empty.')
    const excess = text.length - maxLength
    if (excess > 0) {
      return say(
        `Сократите ответ на ${excess} зн.: соцсеть примет не больше ${maxLength}.`,
        `Shorten the reply by ${excess}: the network takes no more than ${maxLength} characters.`,
      )
    }
    const links = [...text.matchAll(/(?:https?:\/\/|www\.)\S+/giu)].length
    if (links <= maxLinks) return null
    return say(`Оставьте не больше ${maxLinks} ссылок: сейчас ${links}.`, `Keep no more than ${maxLinks} links: there are ${links}.`)
  },
}

/**
 * Every requirement of the act against a text; the desk asks while one writes, the server before anything goes out: one function.
 * `confirmed` are ids ticked by the person who lets the reply out; `maxReplyLength` is in UTF-16 units.
 */
export function requirementStates(
  procedure: Pick<Procedure, 'requirements'>,
  draft: Draft,
  confirmed: readonly string[],
  maxReplyLength: number,
): readonly RequirementState[] {
  return procedure.requirements.map((requirement) => {
    const { id } = requirement
    if (isTicked(requirement)) {
      const reason = unticked(requirement, confirmed)
      return { requirement, met: reason === null, reason, places: [], justifiable: false, justifications: [] }
    }
    const found = (checks as Readonly<Record<string, Check | undefined>>)[id]?.(draft, maxReplyLength) ?? null
    const mayJustify = justifiable.has(id)
    const justifications = found === null || !mayJustify ? [] : reasonsFor(id, draft)
    const met = found === null || justifications.length > 0
    return {
      requirement,
      met,
      reason: met ? null : (found?.reason ?? null),
      places: (found?.places ?? []).map(({ from, to }) => ({ from, to })),
      justifiable: mayJustify,
      justifications,
    }
  })
}

const reasonsFor = (id: string, { justifications = [] }: Draft): string[] =>
  justifications.filter(({ requirement, reason }) => requirement === id && reason.trim() !== '').map(({ reason }) => reason.trim())

/** Of what a person justified, that which this text needs: the record keeps no reason for what nothing was found in. */
export function neededJustifications(
  procedure: Pick<Procedure, 'requirements'>,
  draft: Draft,
  offered: readonly Justification[],
): readonly Justification[] {
  if (offered.length === 0) return []
  const open = requirementStates(procedure, draft, [], Number.POSITIVE_INFINITY).filter((state) => !state.met && state.justifiable)
  return open.flatMap(({ requirement: { id } }) => {
    const [reason] = reasonsFor(id, { ...draft, justifications: offered })
    return reason === undefined ? [] : [{ requirement: id, reason }]
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
