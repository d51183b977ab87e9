import type { Viewer } from '../organisation/viewer.ts'

/**
 * Units whose incidents alone this person sees, or null for everybody's of the organisation. Everything that shows an incident asks here, and
 * says so in its SQL.
 */
export const visibleUnits = ({ sees }: Pick<Viewer, 'sees'>): readonly string[] | null => (sees.of === 'organisation' ? null : sees.unitIds)

/** Whether one of these units has incident `i`. */
export const heldBy = (units: string, i = 'i'): string =>
  `exists (select 1 from incident_units h where h.tenant_id = ${i}.tenant_id and h.incident_id = ${i}.id and h.unit_id = any (${units}))`

/** The condition for `visibleUnits` given as the expression `units`, for incidents named `i`. */
export const visibleTo = (units: string, i = 'i'): string => `(${units} is null or ${heldBy(units, i)})`

/** The same as parameter `n` of a statement. */
export const visibleAs = (n: number): string => visibleTo(`$${n}::uuid[]`)
