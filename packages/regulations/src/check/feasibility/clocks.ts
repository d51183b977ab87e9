import { parseTerm } from '@otklik/worktime'
import type { Finding } from '../finding.ts'
import type { NormRule } from '../../act/norm-schema.ts'
import type { Regulation } from '../../act/regulation.ts'
import { readingOf } from '../../act/rules.ts'
import type { Text } from '../../act/types.ts'
import { inBoth, normWords } from '../../act/words.ts'
import { minutesOf, scopeWords } from './scope.ts'

/** Norms whose clock the act does not name, beside those whose clock it does. */
export function clocks(act: Regulation): Finding[] {
  const unnamedNorms = act.norms.filter((norm) => isUnnamed(act, norm))
  const workingNorms = act.norms.filter((norm) => typeof norm.term === 'string' && minutesOf(parseTerm(norm.term)) !== undefined)
  const [unnamed, working] = [clausesOf(act, unnamedNorms), clausesOf(act, workingNorms)]
  if (unnamed.length === 0) return []
  const numbers = { unnamed: unnamed.length, working: working.length }
  const shared = unnamed.filter((clause) => working.includes(clause))
  const [ruUnnamed, enUnnamed] = listed(act, unnamed, shared, unnamedNorms)
  const [ruWorking, enWorking] = listed(act, working, shared, workingNorms)
  const clock: Finding =
    working.length === 0
      ? {
          id: 'unnamed-clock',
          severity: 'note',
          clauses: unnamed,
          numbers,
          text: {
            ru: `Не сказано, рабочее ли это время: ${ruUnnamed}.`,
            en: `It is not said whether this is working time: ${enUnnamed}.`,
          },
        }
      : {
          id: 'mixed-clocks',
          severity: 'warning',
          clauses: [...new Set([...unnamed, ...working])],
          numbers,
          text: {
            ru: `Часы смешаны: рабочее время названо (${ruWorking}), а здесь не сказано, какое (${ruUnnamed}).`,
            en: `Clocks mix: working time is named (${enWorking}), and here it is not said which (${enUnnamed}).`,
          },
        }
  return [clock, ...act.norms.flatMap((norm) => overall(act, norm))]
}

/** An overall term of unnamed hours: read as clock hours it runs on after closing. */
function overall(act: Regulation, norm: NormRule): Finding[] {
  if (norm.norm !== 'publish' || !isUnnamed(act, norm) || norm.term === null || typeof norm.term === 'string') return []
  const hours = Object.values(norm.term.when)
    .map(parseTerm)
    .find((term) => term.unit === 'h' && term.amount < 24)?.amount
  if (hours === undefined) return []
  // The latest arrival whose clock hours still end on the same day: they end at its midnight.
  const arrival = `${String(24 - hours).padStart(2, '0')}:00`
  return [
    {
      id: 'overall-clock-unnamed',
      severity: 'warning',
      clauses: [norm.clause],
      numbers: { hours, arrival, due: '24:00' },
      text: inBoth((lang) =>
        lang === 'ru'
          ? `Общий срок ${hours} ч не назван рабочим. Если считать по часам, на сообщение, пришедшее в ${arrival}, надо ответить до полуночи.`
          : `The overall term of ${hours} h is not said to be working time. By the clock, a message of ${arrival} must be answered by midnight.`,
      ),
    },
  ]
}

/** Terms whose start the act does not name. */
export function starts(act: Regulation): Finding[] {
  return Object.entries(act.readings)
    .filter(
      ([id, reading]) => reading.about === 'start' && act.norms.some((norm) => readingOf(norm.from) === id || norm.readings.includes(id)),
    )
    .map(([id, reading]) => ({
      id: `unnamed-start-${id}`,
      severity: 'note' as const,
      clauses: reading.clauses,
      numbers: { alternatives: Object.keys(reading.alternatives).length },
      text: reading.question,
    }))
}

function isUnnamed(act: Regulation, norm: NormRule): boolean {
  const reading = readingOf(norm.term)
  return reading !== undefined && act.readings[reading]?.about === 'clock'
}

function clausesOf(act: Regulation, norms: readonly NormRule[]): string[] {
  const order = Object.keys(act.clauses)
  return [...new Set(norms.map((norm) => norm.clause))].toSorted((one, other) => order.indexOf(one) - order.indexOf(other))
}

/** A norm for people, with the importance that it is for. */
function ruleName({ norm, importance }: NormRule, lang: keyof Text): string {
  return normWords[norm][lang] + (importance === undefined ? '' : ` (${scopeWords[importance][lang]})`)
}

/** Clauses for people; one that stands on both sides (`shared`) names its norms, or it would be set against itself. */
function listed(
  act: Regulation,
  clauses: readonly string[],
  shared: readonly string[],
  norms: readonly NormRule[],
): readonly [ru: string, en: string] {
  const list = (lang: keyof Text) =>
    clauses.map((id) => {
      const clause = act.clauses[id]?.[lang] ?? id
      if (!shared.includes(id)) return clause
      const names = new Set(norms.filter((norm) => norm.clause === id).map((norm) => ruleName(norm, lang)))
      return `${clause}: ${[...names].join(', ')}`
    })
  const separator = shared.length > 0 ? '; ' : ', '
  return [list('ru').join(separator), list('en').join(separator)]
}
