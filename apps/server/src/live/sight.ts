import type { Viewer } from '@otklik/casework'

/** What a person may see, as a text that is the same for the same rights. */
export const sightOf = ({ may, sees, unitIds }: Pick<Viewer, 'may' | 'sees' | 'unitIds'>): string =>
  JSON.stringify([may, sees.of === 'units' ? sees.unitIds.toSorted() : sees.of, unitIds.toSorted()])
