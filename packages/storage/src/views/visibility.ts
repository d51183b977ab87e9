import type { Viewer } from '../organisation/viewer.ts'

/**
 * Units whose incidents alone this person sees, or null for everybody's. Executors see what is routed to their units; curators, heads and
 * administrators see all of their own organisation. Everything that shows an incident asks here, and says so in its SQL.
 */
export function visibleUnits({ roles, unitIds }: Pick<Viewer, 'roles' | 'unitIds'>): readonly string[] | null {
  if (roles.some((role) => role === 'curator' || role === 'head' || role === 'administrator')) return null
  return roles.includes('executor') ? unitIds : []
}

/** The condition for `visibleUnits` given as the expression `units`, for incidents named `i`. */
export const visibleTo = (units: string): string => `(${units} is null or i.unit_id = any (${units}))`

/** The same as parameter `n` of a statement. */
export const visibleAs = (n: number): string => visibleTo(`$${n}::uuid[]`)
