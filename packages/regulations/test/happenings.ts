import { acts, under } from './histories.ts'

export const received = (at: string, track = 'social') => ({ type: 'received', at, track }) as const
export const selected = (at: string, importance = 'normal') => ({ type: 'selected', at, importance }) as const
export const routed = (at: string, unit = 'ЖКХ', more: object = {}) => ({ type: 'routed', at, unit, ...more }) as const
export const drafted = (at: string, kind = 'final', unit = 'ЖКХ') => ({ type: 'draftSubmitted', at, unit, kind }) as const
export const published = (at: string, kind = 'final') => ({ type: 'published', at, kind }) as const
export const returned = (at: string, unit = 'ЖКХ') => ({ type: 'returned', at, unit, reason: 'не наша компетенция' }) as const
export const at = <Type extends string>(type: Type, moment: string) => ({ type, at: moment }) as const

/** 10 September 2024 is a Tuesday without holidays near it. */
export const L = under(acts.L, received('2024-09-10 09:00'), selected('2024-09-10 09:10'), routed('2024-09-10 09:20'))
export const E = under(acts.E, received('2024-09-10 09:00'), routed('2024-09-10 09:20'))
export const S = under(acts.S, received('2024-09-10 09:00'), routed('2024-09-10 09:20'))
export const G = under(acts.G, received('2024-09-10 09:00'), selected('2024-09-10 09:10'), routed('2024-09-10 09:20'))
