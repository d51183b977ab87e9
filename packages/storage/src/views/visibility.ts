import type { Viewer } from '../organisation/viewer.ts'

/**
 * Units whose incidents alone this person sees, or null for everybody's. Executors see what is routed to their units; curators, heads and
 * administrators see all of their own organisation. Everything that shows an incident asks here, and says so in its SQL.
 */
export function visibleUnits({ roles, unitIds }: Pick<Viewer, 'roles' | 'unitIds'>): readonly string[] | null {
  if (roles.some((role) => role === 'curator' || role === 'head' || role === 'administrator')) return null
  return roles.includes('executor') ? unitIds : []
}

/** Whether one of these units has incident `i`. */
export const heldBy = (units: string, i = 'i'): string =>
  `exists (select 1 from incident_units h where h.tenant_id = ${i}.tenant_id and h.incident_id = ${i}.id and h.unit_id = any (${units}))`

/** The condition for `visibleUnits` given as the expression `units`, for incidents named `i`. */
export const visibleTo = (units: string, i = 'i'): string => `(${units} is null or ${heldBy(units, i)})`

/** The same as parameter `n` of a statement. */
export const visibleAs = (n: number): string => visibleTo(`$${n}::uuid[]`)
