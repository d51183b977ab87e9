import { type DayNumber, DAY, dayNumber, formatDate, HOUR, isDate, MINUTE, SECOND, twoDigits } from './civil.ts'
import { MomentError } from './errors.ts'
import type { Moment } from './types.ts'
import { zoneNamed } from './zone.ts'

const ISO = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/

/** Moments that can be written with four digits of the year in any zone: from 0001-01-02 to the end of 9999-12-30 UTC. */
const FIRST = dayNumber(1, 1, 2) * DAY
const LAST = dayNumber(9999, 12, 31) * DAY - 1

/**
 * Reads an ISO 8601 date and time with its offset: `2024-12-27T16:40:00+10:00`. Seconds and their fraction may be left out;
 * digits beyond milliseconds are cut off. Without an offset the text names no moment, and that is an error.
 * @throws MomentError
 */
export function parseMoment(text: string): Moment {
  const found = ISO.exec(text)
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
  if (!found) {
    throw new MomentError(
      `Время «${shown}» не читается. Нужна запись вида 2024-12-27T16:40:00+10:00.`,
      `The time "${shown}" cannot be read. Write it as 2024-12-27T16:40:00+10:00.`,
    )
  }
  if (found[8] === undefined) {
    throw new MomentError(
      `У времени «${shown}» нет смещения от UTC. Допишите его: +10:00 или Z.`,
      `The time "${shown}" has no offset from UTC. Add it: +10:00 or Z.`,
    )
  }
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  const [hour, minute, second] = [Number(found[4]), Number(found[5]), Number(found[6] ?? 0)]
  const offset = offsetOf(found[8])
  if (!isDate(year, month, day) || hour > 23 || minute > 59 || second > 59 || offset === undefined) {
    throw new MomentError(
      `Времени «${shown}» не бывает: проверьте дату, часы и смещение.`,
      `There is no such time as "${shown}": check date, hours and offset.`,
    )
  }
  const fraction = Number((found[7] ?? '').slice(0, 3).padEnd(3, '0'))
  return written(dayNumber(year, month, day) * DAY + hour * HOUR + minute * MINUTE + second * SECOND + fraction - offset)
}

function offsetOf(text: string): number | undefined {
  if (text === 'Z') return 0
  const hours = Number(text.slice(1, 3))
  const minutes = text.length > 3 ? Number(text.slice(-2)) : 0
  if (hours > 23 || minutes > 59) return undefined
  return (text.startsWith('-') ? -1 : 1) * (hours * HOUR + minutes * MINUTE)
}

/** Refuses a moment that `formatMoment` could not write. @throws MomentError */
export function written(moment: Moment): Moment {
  if (moment >= FIRST && moment <= LAST) return moment
  throw new MomentError(
    'Дата выходит за пределы 0001–9999 годов: уменьшите срок или исправьте начало.',
    'The date leaves the years 0001–9999: shorten the term or mend its start.',
  )
}

let lastDay: DayNumber = Number.NaN
let lastDayText = ''
let lastOffset = Number.NaN
let lastOffsetText = ''

/**
 * Writes a moment in the zone's own offset, with seconds: `2024-12-28T15:40:00+10:00`. Milliseconds are cut off, so a moment
 * is never written later than it is. An offset of the past that had seconds is written to the minute and the local time
 * with it, so that the text still names the moment.
 * @throws MomentError outside the years 0001–9999; RangeError for an unknown zone's name
 */
export function formatMoment(place: string | { readonly timezone: string }, moment: Moment): string {
  const zone = zoneNamed(typeof place === 'string' ? place : place.timezone)
  const offset = Math.round(zone.offsetAt(written(moment)) / MINUTE) * MINUTE
  const local = moment + offset
  const day = Math.floor(local / DAY)
  if (day !== lastDay) {
    lastDay = day
    lastDayText = formatDate(day)
  }
  if (offset !== lastOffset) {
    const size = Math.abs(offset) / MINUTE
    lastOffset = offset
    lastOffsetText = `${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`
  }
  const second = Math.floor((local - day * DAY) / SECOND)
  const hours = (second / 3600) | 0
  const minutes = ((second - hours * 3600) / 60) | 0
  const seconds = second - hours * 3600 - minutes * 60
  return `${lastDayText}T${twoDigits(hours)}:${twoDigits(minutes)}:${twoDigits(seconds)}${lastOffsetText}`
}
