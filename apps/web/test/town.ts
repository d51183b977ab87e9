import type { Stretches } from '@otklik/worktime/stretches'

export const zone = 'Asia/Vladivostok'

/** A local moment of the town, `2024-11-07T09:00` at +10:00. */
export const at = (local: string): number => Date.parse(`${local}:00+10:00`)

const day = (date: string): [number, number][] => [
  [at(`${date}T09:00`), at(`${date}T13:00`)],
  [at(`${date}T14:00`), at(`${date}T18:00`)],
]

/** Working time of Thursday 7 to Tuesday 12 November 2024: a weekend lies between. */
export const town: Stretches = ['2024-11-07', '2024-11-08', '2024-11-11', '2024-11-12'].flatMap(day)
