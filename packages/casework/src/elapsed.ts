import type { Text } from '@otklik/regulations'
import type { Moment } from '@otklik/worktime'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long ago, in words; relative, because a decision does not know the zone to show a local time in. */
export function elapsed(from: Moment, now: Moment): Text {
  const span = Math.max(0, now - from)
  if (span < minute) return { ru: 'только что', en: 'just now' }
  if (span < hour) return counted(Math.floor(span / minute), 'мин', 'min')
  if (span < day) return counted(Math.floor(span / hour), 'ч', 'h')
  return counted(Math.floor(span / day), 'дн.', 'd')
}

function counted(amount: number, ru: string, en: string): Text {
  return { ru: `${amount} ${ru} назад`, en: `${amount} ${en} ago` }
}
