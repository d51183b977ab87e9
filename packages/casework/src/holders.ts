import type { Moment } from '@otklik/worktime'
import { rightOfActor } from './right.ts'
import type { Beside, Holder } from './holder.ts'
import type { Acting, Incident } from './state.ts'

/**
 * Who has the message once it was routed: the one place where this is decided. A unit alone takes the place of all who had it; one that
 * joins them (`beside`) is added. Whoever receives it again has it from then on. The last one received it last.
 */
export function routedTo(holders: readonly Holder[], unitId: string, since: Moment, beside?: Beside): readonly Holder[] {
  const { role, part } = beside ?? { role: 'executor', part: null }
  const stay = beside === undefined ? [] : withoutUnit(holders, unitId)
  return [...stay, { unitId, since, role, part }]
}

/** Units that lose the message to the one that it is routed to. */
export function relievedBy(holders: readonly Holder[], unitId: string, beside?: Beside): readonly string[] {
  return beside === undefined ? holders.filter((one) => one.unitId !== unitId).map((one) => one.unitId) : []
}

/** The holders without this unit. */
export const withoutUnit = (holders: readonly Holder[], unitId: string): readonly Holder[] => holders.filter((one) => one.unitId !== unitId)

/** Does this unit have the message? */
export const isHeldBy = ({ holders }: Pick<Incident, 'holders'>, unitId: string): boolean => holders.some((one) => one.unitId === unitId)

/** Through which unit this executor has the message; null where none of their units has it. */
export function holderOf({ holders }: Pick<Incident, 'holders'>, acting: Acting): Holder | null {
  if (acting.kind === 'system' || !acting.may.includes(rightOfActor.executor)) return null
  return holders.find(({ unitId }) => acting.unitIds.includes(unitId)) ?? null
}

/**
 * In which unit's name somebody acts who may act for it: their own, or, for a curator whom the act lets write, the unit that answers.
 * @throws where nobody has the message: the guard refuses before
 */
export function actingUnit({ holders }: Pick<Incident, 'holders'>, acting: Acting): string {
  const found = holderOf({ holders }, acting) ?? holders.findLast(({ role }) => role === 'executor') ?? holders.at(-1)
  if (found === undefined) throw new Error('a routed incident has a unit')
  return found.unitId
}
