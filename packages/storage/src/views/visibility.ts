import type { Viewer } from '../organisation/viewer.ts'

/**
 * Units whose incidents alone this person sees, or null for everybody's of the organisation. Everything that shows an incident asks here, and
 * says so in its SQL.
 */
export const visibleUnits = ({ sees }: Pick<Viewer, 'sees'>): readonly string[] | null => (sees.of === 'organisation' ? null : sees.unitIds)

/** The condition for `visibleUnits` given as the expression `units`, for incidents named `i`. */
export const visibleTo = (units: string): string => `(${units} is null or i.unit_id = any (${units}))`

/** The same as parameter `n` of a statement. */
export const visibleAs = (n: number): string => visibleTo(`$${n}::uuid[]`)
