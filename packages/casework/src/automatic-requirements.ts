import type { Requirement } from '@otklik/regulations'

/** Ids of requirements that are computed from the text; an act's file may use them with `check: auto`. Apart from the checks: small enough for any page. */
export const automaticRequirements: readonly string[] = ['greeting', 'polite', 'network-format'] satisfies readonly AutomaticRequirement[]

export type AutomaticRequirement = 'greeting' | 'polite' | 'network-format'

/** Does a person tick this requirement? A manual one, and an `auto` one that nothing here can compute: it is never silently met. */
export function isTicked({ id, check }: Pick<Requirement, 'id' | 'check'>): boolean {
  return check === 'manual' || !automaticRequirements.includes(id)
}
