import type { OrganisationCommand } from '@otklik/organisation'
import { releasePath } from '@otklik/regulations'
import { compiledAct, digestOf } from './act-shelf.ts'

/** Asks an organisation to store the act that a text says. @throws RegulationError for a text that is no act */
export function storeActCommand(source: string, setBy: string): Extract<OrganisationCommand, { type: 'storeAct' }> {
  const { id, edition, procedure } = compiledAct(source)
  return { type: 'storeAct', act: { id, edition, source, digest: digestOf(source), releasePath: releasePath(procedure) }, setBy }
}
