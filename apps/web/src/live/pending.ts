import { useSyncExternalStore } from 'react'
import type { IncidentCard, PersonCommandInput, QueueRow } from '@otklik/contract'
import { type OrderLine, unanswered } from './order-line.ts'

/** An order that was given and is not confirmed: what it makes of a row and of a card, most likely. */
export type Given = {
  readonly number: number
  readonly type: PersonCommandInput['type']
  readonly row: (row: QueueRow) => QueueRow
  readonly card: (card: IncidentCard) => IncidentCard
}

const none: readonly Given[] = []
const lines = new Map<string, OrderLine<Given>>()
const given = new Map<string, readonly Given[]>()
const listeners = new Set<() => void>()

export const lineOf = (id: string): OrderLine<Given> | null => lines.get(id) ?? null

/** Notes the line of an incident; null: everything is answered. */
export function setLine(id: string, line: OrderLine<Given> | null): void {
  if (line === null) {
    lines.delete(id)
    given.delete(id)
  } else {
    lines.set(id, line)
    given.set(id, unanswered(line))
  }
  for (const listener of listeners) listener()
}

/** Orders to this incident that still wait for the server's word. */
export const pendingOrders = (id: string): readonly Given[] => given.get(id) ?? none

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Does an order to this incident still wait for the server's word? */
export function usePending(id: string): boolean {
  return useSyncExternalStore(subscribe, () => given.has(id))
}

/** Resolves when everything that was ordered of an incident is answered. */
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

/** The server's own rows of incidents with orders under way: what is foreseen is drawn over them. */
const told = new Map<string, QueueRow>()

/** A row from the server as it will most likely be once what was ordered is confirmed. An older row than one that came before adds nothing. */
export function foreseenRow(row: QueueRow): QueueRow {
  const orders = pendingOrders(row.id)
  const before = told.get(row.id)
  const newest = before !== undefined && before.version > row.version ? before : row
  if (orders.length === 0) {
    told.delete(row.id)
    return newest
  }
  told.set(row.id, newest)
  return orders.reduce((one, order) => order.row(one), newest)
}

/** A card from the server as it will most likely be, beside its row. */
export const foreseenCard = (card: IncidentCard): IncidentCard => pendingOrders(card.row.id).reduce((one, order) => order.card(one), card)

/** What has been ordered and not confirmed, as a component sees it. */
export const usePendingOrders = (id: string): readonly Given[] => useSyncExternalStore(subscribe, () => pendingOrders(id))
