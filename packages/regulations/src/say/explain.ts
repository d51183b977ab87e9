import { count, formatMoment, type Moment, parseTerm, provisionalYears, type Schedule, type Stretch, type Term } from '@otklik/worktime'
import { clauseText } from '../act/procedure.ts'
import type { Regulation } from '../act/regulation.ts'
import { passedOver } from './skipped-time.ts'
import type { Basis, Dated, Obligation, Text } from '../act/types.ts'
import { amountWords, dayWords, inBoth, startWords, termWords } from '../act/words.ts'

/**
 * Why a date is what it is, for a person: clause, amount, start, the working time used, what was skipped (nights,
 * breaks, days off), shortened and working days off, the reading, the unpublished year. Times are in the schedule's zone.
 * A term that is still to be set has no date, and that is said.
 * An obligation without its `basis` (read from somewhere that did not keep it) is explained without the path.
 */
export function explain(regulation: Regulation, schedule: Schedule, obligation: Obligation): Text {
  const { basis, start, due, reading } = obligation
  const year = formatMoment(schedule, start).slice(0, 4)
  const at = (moment: Moment) => whenWords(formatMoment(schedule, moment), year)
  const clause = clauseText(regulation, obligation.clause)
  if (due === undefined) {
    return said(`Срок по ${clause.ru}: для этого сообщения ещё не назначен.`, `Term by ${clause.en}: not set for this message yet.`)
  }
  const sentences = [heading(clause, { start, due }, basis, at)]
  if (basis?.term !== undefined) sentences.push(...counting(schedule, basis, parseTerm(basis.term), due, year))
  if (basis?.set === 'override')
    sentences.push(said('Срок задан куратором для этого сообщения.', 'The curator set the term for this message.'))
  if (basis?.set === 'extension') sentences.push(said('Срок продлён.', 'The term was extended.'))
  if (reading !== undefined) sentences.push(said(`Толкование: ${reading.ru}`, `Reading: ${reading.en}`))
  if (obligation.provisional) sentences.push(unpublished(provisionalYears(schedule, start, due)))
  // A month's abbreviation brings its own full stop.
  return inBoth((lang) => sentences.map((sentence) => sentence[lang].replace(/\.\.$/, '.')).join(' '))
}

function said(ru: string, en: string): Text {
  return { ru, en }
}

function heading(clause: Text, { start, due }: Pick<Dated, 'start' | 'due'>, basis: Basis | undefined, at: (moment: Moment) => Text): Text {
  if (basis === undefined || basis.term === undefined) {
    return inBoth((lang) => (lang === 'ru' ? `Срок по ${clause.ru}: до ${at(due).ru}.` : `Term by ${clause.en}: until ${at(due).en}.`))
  }
  const amount = amountWords(parseTerm(basis.term))
  if (basis.event === 'end' && basis.of !== undefined) {
    const of = termWords[basis.of]
    return said(
      `Срок по ${clause.ru}: за ${amount.ru} до конца срока ${of.ru} (${at(basis.at).ru}).`,
      `Term by ${clause.en}: ${amount.en} before the end of the term for ${of.en} (${at(basis.at).en}).`,
    )
  }
  const from = startWords[basis.event === 'end' ? 'received' : basis.event]
  return said(
    `Срок по ${clause.ru}: ${amount.ru} ${from.ru} (${at(start).ru}).`,
    `Term by ${clause.en}: ${amount.en} ${from.en} (${at(start).en}).`,
  )
}

/** How the amount was spent, by its unit. */
function counting(schedule: Schedule, basis: Basis, term: Term, due: Moment, year: string): Text[] {
  const end = whenWords(formatMoment(schedule, due), year)
  switch (term.unit) {
    case 'h':
    case 'm':
      return [said(`По часам, без перерывов: до ${end.ru}.`, `By the clock, without breaks: until ${end.en}.`)]
    case 'd': {
      const plain = count(schedule, basis.at, term, { roll: 'none' }).due
      const last = whenWords(formatMoment(schedule, plain), year)
      const first = said(
        `Счёт идёт со следующего дня: последний день ${last.ru.split(',')[0]}.`,
        `Counting starts on the next day: the last day is ${last.en.split(',')[0]}.`,
      )
      if (plain === due || term.direction === 'backward') return [first]
      return [first, said(`День нерабочий, срок перешёл на ${end.ru}.`, `It does not work, so the term moved to ${end.en}.`)]
    }
    case 'wd': {
      const { path } = count(schedule, basis.at, term)
      return [
        said(
          `Счёт идёт со следующего дня, срок кончается вместе с рабочим днём: ${end.ru}.`,
          `Counting starts on the next day, the term ends with the working day: ${end.en}.`,
        ),
        ...passedOver(schedule, path, year, basis.at, false),
      ]
    }
    case 'wh':
    case 'wm':
      break
  }
  const { path } = count(schedule, basis.at, term)
  return [used(schedule, path, year), ...passedOver(schedule, path, year, Math.min(basis.at, due), true)]
}

/** `Учтено: 27 дек. 16:40–18:00; 28 дек. 09:00–13:00, 14:00–15:40.` Long paths show their first and last days. */
function used(schedule: Schedule, path: readonly Stretch[], year: string): Text {
  const days = new Map<string, string[]>()
  for (const { start, end } of path) {
    const from = formatMoment(schedule, start)
    const date = from.slice(0, 10)
    days.set(date, [...(days.get(date) ?? []), `${from.slice(11, 16)}–${formatMoment(schedule, end).slice(11, 16)}`])
  }
  const lines = [...days].map(([date, spans]) => inBoth((lang) => `${dayWords(date, year)[lang]} ${spans.join(', ')}`))
  return inBoth((lang) => {
    const shown = lines.map((line) => line[lang])
    const short = shown.length > 5 ? [...shown.slice(0, 2), '…', ...shown.slice(-2)] : shown
    return `${lang === 'ru' ? 'Учтено' : 'Counted'}: ${short.join('; ')}.`
  })
}

function unpublished(years: readonly number[]): Text {
  const list = years.join(', ')
  return said(
    `Календарь на ${list} год ещё не опубликован: дата может сдвинуться.`,
    `The calendar for ${list} is not published yet: the date may move.`,
  )
}

/** `28 дек., 15:40` of an ISO text with seconds; seconds are said only where they are not zero. */
function whenWords(iso: string, year: string): Text {
  const time = iso.slice(17, 19) === '00' ? iso.slice(11, 16) : iso.slice(11, 19)
  return inBoth((lang) => `${dayWords(iso, year)[lang]}, ${time}`)
}
