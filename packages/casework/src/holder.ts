import type { Moment } from '@otklik/worktime'

/** `executor` answers for the whole reply, `coExecutor` for a part of it. */
export type HolderRole = 'executor' | 'coExecutor'

/** A unit that has the message, since when, and what it owes of the reply; `part` names the part, null: the whole. */
export type Holder = { readonly unitId: string; readonly since: Moment; readonly role: HolderRole; readonly part: string | null }

/** How a unit joins those that have the message already; without it it takes their place. */
export type Beside = { readonly role: HolderRole; readonly part: string | null }
