import type { Locale } from './words.tsx'
import { zonesInRussian } from './zone-names.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: Locale, zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${name}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', { timeZone: zone, ...options })
  formats.set(key, made)
  return made
}

/** `10:00` in the organisation's zone. */
export function clockTime(moment: number, locale: Locale, zone: string): string {
  return format(locale, zone, 'time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment)
}

const isoDays = new Map<string, Intl.DateTimeFormat>()

/** `2026-11-05` in the zone: for comparing days, never for people. */
export function localDay(moment: number, zone: string): string {
  // Canadian English is the one locale whose short date is ISO 8601.
  const known = isoDays.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  isoDays.set(zone, known)
  return known.format(moment)
}

/** `2026-11-05T10:00` as a field for a date and time shows it, in the zone. */
export function localInput(moment: number, zone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return `${localDay(moment, zone)}T${time.format(moment)}`
}

/** The moment that such a field means in the zone; null where it is not filled. In an hour that the clocks leave out: an hour beside it. */
export function momentOf(input: string, zone: string): number | null {
  const written = Date.parse(`${input}Z`)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(input) || Number.isNaN(written)) return null
  const ahead = (moment: number) => Date.parse(`${localInput(moment, zone)}Z`) - moment
  // The offset of the guess may be that of the other side of a clock change: the second look is at the moment itself.
  return written - ahead(written - ahead(written))
}

/** The start of the local day after that of `moment`; where the clocks leave midnight out, the moment that stands for it. */
export function nextMidnight(moment: number, zone: string): number {
  const tomorrow = new Date(Date.parse(localDay(moment, zone)) + 86_400_000).toISOString().slice(0, 10)
  return Math.max(moment + 1, momentOf(`${tomorrow}T00:00`, zone) ?? 0)
}

/** `5 нояб.`; the year is said only when it is not the year of `now`. */
export function day(moment: number, locale: Locale, zone: string, now: number): string {
  const sameYear = localDay(moment, zone).slice(0, 4) === localDay(now, zone).slice(0, 4)
  const text = sameYear
    ? format(locale, zone, 'day', { day: 'numeric', month: 'short' }).format(moment)
    : format(locale, zone, 'day-year', { day: 'numeric', month: 'short', year: 'numeric' }).format(moment)
  return text
}

/** `10:00` today, `пт, 10:00` within six days, else `5 нояб., 10:00`. */
export function near(moment: number, locale: Locale, zone: string, now: number): string {
  const time = clockTime(moment, locale, zone)
  if (localDay(moment, zone) === localDay(now, zone)) return time
  if (Math.abs(moment - now) < 6 * 86_400_000) {
    return `${format(locale, zone, 'weekday', { weekday: 'short' }).format(moment)}, ${time}`
  }
  return `${day(moment, locale, zone, now)}, ${time}`
}

/** `сегодня, 15:40`, `завтра, 09:00`; from the day after tomorrow on as `near`. For a moment that stands in a sentence. */
export function upon(moment: number, locale: Locale, zone: string, now: number): string {
  const ahead = Math.round((Date.parse(localDay(moment, zone)) - Date.parse(localDay(now, zone))) / 86_400_000)
  if (ahead < 0 || ahead > 1) return near(moment, locale, zone, now)
  return `${new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(ahead, 'day')}, ${clockTime(moment, locale, zone)}`
}

/** `5 нояб., 10:00`: exact, for the record and the line of terms. */
export function exact(moment: number, locale: Locale, zone: string, now: number): string {
  return `${day(moment, locale, zone, now)}, ${clockTime(moment, locale, zone)}`
}

/** `Владивосток (UTC+10)`, `Vladivostok (UTC+10)`: the zone's city, in Russian where people there call it so, and its offset at a moment. */
export function zoneName(moment: number, locale: Locale, zone: string): string {
  const part = (name: 'shortOffset' | 'longGeneric') =>
    format(locale, zone, name, { timeZoneName: name, hour: 'numeric' })
      .formatToParts(moment)
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const offset = part('shortOffset').replace('GMT', 'UTC') || 'UTC'
  if (!zone.includes('/') || zone.startsWith('Etc/')) return offset
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ')
  // Abroad, Russian has a name for the time («Центральная Европа») rather than for the city.
  const name = locale === 'ru' ? (zonesInRussian[zone] ?? part('longGeneric')) : city
  return `${name} (${offset})`
}

/** Are both zones at the same offset at this moment? Names may differ (Asia/Vladivostok, Asia/Ussuriysk). */
export function sameOffset(moment: number, first: string, second: string): boolean {
  const read = (zone: string) => format('en', zone, 'whole', { dateStyle: 'short', timeStyle: 'medium' }).format(moment)
  return first === second || read(first) === read(second)
}
