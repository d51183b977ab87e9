import type { Command } from '@otklik/casework'
import type { Connector } from '@otklik/connectors'
import type { House } from '../house.ts'

/**
 * The network sets a text in its own way: dashes, spaces, names for numbers. An edit of our reply that says no more than this leaves the words
 * as we wrote them, and only what stands beside them may have changed. Any other command stays as it is.
 */
export async function asWeWrote(
  { storage }: House,
  connector: Connector,
  { tenantId, incidentId }: { readonly tenantId: string; readonly incidentId: string | null },
  command: Command,
): Promise<Command> {
  if (command.type !== 'recordMessageEdited' || incidentId === null) return command
  const text = await storage.views.wordsAt(tenantId, incidentId, command.key)
  return text !== null && connector.sameWords(text, command.text) ? { ...command, text } : command
}
