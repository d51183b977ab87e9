import type { Viewer } from '@otklik/storage'

/** What a person may see, as a text that is the same for the same rights. */
export const sightOf = ({ roles, unitIds }: Pick<Viewer, 'roles' | 'unitIds'>): string =>
  JSON.stringify([roles.toSorted(), unitIds.toSorted()])
