import { ROUTED } from './event-bits.ts'
import type { Regulation } from './regulation.ts'
import { decided, type Rule, rulesFor } from './rules.ts'
import { overridesOf } from './overrides.ts'
import type { NormName, Override, Text, Track } from './types.ts'

/** The norms of one track, laid out for planning. */
export type TrackRules = {
  readonly all: readonly Rule[]
  /** Once a round; forward norms before the backward ones that hang on them. */
  readonly byRound: readonly { readonly norm: NormName; readonly rules: readonly Rule[] }[]
  /** Where a norm stands in `byRound`. */
  readonly slots: Partial<Readonly<Record<NormName, number>>>
  /** Bits of all events from which a norm of the round may count. */
  readonly facts: number
  readonly byEvent: readonly Rule[]
  /** Bits of all events that start something in `byEvent`: most events start nothing. */
  readonly starts: number
  readonly byUnit: Rule | undefined
}

/** An act ready for planning. */
export type Compiled = {
  readonly tracks: Readonly<Record<Track, TrackRules>>
  readonly authorAnswer: 'to-holder' | 'to-curator' | 'ignored'
  readonly answerReading: string | undefined
  readonly curatorComposes: boolean
  readonly overrides: readonly Override[]
  /** The words for a set of readings; the same object for the same set. */
  readonly words: (ids: readonly string[]) => Text | undefined
}

const compiled = new WeakMap<Regulation, Compiled>()

/** Compiles an act once; later calls with the same object cost a look-up. The act must not be changed afterwards. */
export function compile(regulation: Regulation): Compiled {
  const known = compiled.get(regulation)
  if (known !== undefined) return known
  const answer = decided(regulation, regulation.authorAnswer)
  const rules = { social: rulesFor(regulation, 'social'), pos: rulesFor(regulation, 'pos'), incident: rulesFor(regulation, 'incident') }
  const made: Compiled = {
    tracks: { social: laidOut(rules.social), pos: laidOut(rules.pos), incident: laidOut(rules.incident) },
    authorAnswer: answer.value,
    answerReading: answer.reading,
    curatorComposes: regulation.joint?.composes === 'curator',
    overrides: overridesOf(regulation),
    words: readingWords(regulation, Object.values(rules).flat()),
  }
  compiled.set(regulation, made)
  return made
}

function laidOut(rules: readonly Rule[]): TrackRules {
  const round = rules.filter((rule) => rule.each === 'round')
  const names = [...new Set([...round.filter((rule) => rule.before === undefined), ...round].map((rule) => rule.norm))]
  const byEvent = rules.filter((rule) => rule.each === 'event')
  return {
    all: rules,
    byRound: names.map((norm) => ({ norm, rules: round.filter((rule) => rule.norm === norm) })),
    slots: Object.fromEntries(names.map((norm, slot) => [norm, slot])),
    facts: startBits(round) | ROUTED,
    byEvent,
    starts: startBits(byEvent),
    byUnit: rules.find((rule) => rule.each === 'unit'),
  }
}

function startBits(rules: readonly Rule[]): number {
  return rules.reduce((mask, rule) => rule.from.reduce((bits, start) => bits | start.mask, mask), 0)
}

function readingWords(regulation: Regulation, rules: readonly Rule[]): Compiled['words'] {
  const known = new Map<string, Text>()
  const worded = (ids: readonly string[]): Text | undefined => {
    if (ids.length === 0) return undefined
    const key = ids.join(' ')
    const found = known.get(key)
    if (found !== undefined) return found
    const texts = ids.map((id) => readingText(regulation, id))
    const made = { ru: texts.map((text) => text.ru).join(' '), en: texts.map((text) => text.en).join(' ') }
    known.set(key, made)
    return made
  }
  // Most dates rest on the readings of their norm alone, whose list is always the same object.
  const ofRule = new Map(rules.map((rule) => [rule.readings, worded(rule.readings)]))
  return (ids) => (ofRule.has(ids) ? ofRule.get(ids) : worded(ids))
}

/** What the act leaves open and what is done: two sentences. */
export function readingText(regulation: Regulation, id: string): Text {
  const reading = regulation.readings[id]
  const chosen = reading?.alternatives[reading.chosen]
  if (reading === undefined || chosen === undefined) throw new Error(`there is no reading ${id}`)
  return { ru: `${reading.question.ru} ${chosen.ru}`, en: `${reading.question.en} ${chosen.en}` }
}
