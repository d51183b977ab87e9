import { useSyncExternalStore } from 'react'
import type { IncidentCard, PersonCommandInput, QueueRow } from '@otklik/contract'
import { type Backlog, unanswered } from './backlog.ts'

/** A command that was given and is not confirmed: what it makes of a row and of a card, most likely. */
export type Given = {
  readonly number: number
  readonly type: PersonCommandInput['type']
  readonly row: (row: QueueRow) => QueueRow
  readonly card: (card: IncidentCard) => IncidentCard
}

const none: readonly Given[] = []
const backlogs = new Map<string, Backlog<Given>>()
const given = new Map<string, readonly Given[]>()
const listeners = new Set<() => void>()

export const backlogOf = (id: string): Backlog<Given> | null => backlogs.get(id) ?? null

/** Notes the backlog of an incident; null: everything is answered. */
export function setBacklog(id: string, backlog: Backlog<Given> | null): void {
  if (backlog === null) {
    backlogs.delete(id)
    given.delete(id)
  } else {
    backlogs.set(id, backlog)
    given.set(id, unanswered(backlog))
  }
  for (const listener of listeners) listener()
}

/** Commands to this incident that still wait for the server's word. */
export const pendingCommands = (id: string): readonly Given[] => given.get(id) ?? none

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Does a command to this incident still wait for the server's word? */
export function usePending(id: string): boolean {
  return useSyncExternalStore(subscribe, () => given.has(id))
}

/** Resolves when every command to an incident is answered. */
export function allAnswered(id: string): Promise<void> {
  if (!given.has(id)) return Promise.resolve()
  return new Promise((resolve) => {
    const look = () => {
      if (given.has(id)) return
      listeners.delete(look)
      resolve()
    }
    listeners.add(look)
  })
}

/** The server's own rows of incidents with commands under way: what is foreseen is drawn over them. */
const told = new Map<string, QueueRow>()

/** A row from the server as it will most likely be once those commands are confirmed. An older row than one that came before adds nothing. */
export function foreseenRow(row: QueueRow): QueueRow {
  const commands = pendingCommands(row.id)
  const before = told.get(row.id)
  const newest = before !== undefined && before.version > row.version ? before : row
  if (commands.length === 0) {
    told.delete(row.id)
    return newest
  }
  told.set(row.id, newest)
  return commands.reduce((one, command) => command.row(one), newest)
}

/** A card from the server as it will most likely be, beside its row. */
export const foreseenCard = (card: IncidentCard): IncidentCard =>
  pendingCommands(card.row.id).reduce((one, command) => command.card(one), card)

/** Commands that are not confirmed yet, as a component sees them. */
export const usePendingCommands = (id: string): readonly Given[] => useSyncExternalStore(subscribe, () => pendingCommands(id))
