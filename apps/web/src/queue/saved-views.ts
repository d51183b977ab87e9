import { useSyncExternalStore } from 'react'
import { queryOf, readAddress, type QueueAddress } from '../rows/address.ts'

export type SavedView = { readonly name: string; readonly address: QueueAddress }

const kept = 'otklik.views'
const none: readonly SavedView[] = []
const listeners = new Set<() => void>()
let known: { text: string | null; views: readonly SavedView[] } = { text: null, views: none }

/** Reads what was kept; what somebody spoilt by hand is left out. */
export function parseViews(text: string | null): readonly SavedView[] {
  if (text === null) return none
  try {
    const list: unknown = JSON.parse(text)
    if (!Array.isArray(list)) return none
    return list.flatMap((one: unknown) => {
      if (typeof one !== 'object' || one === null || !('name' in one) || !('address' in one)) return []
      if (typeof one.name !== 'string' || typeof one.address !== 'object' || one.address === null) return []
      return [{ name: one.name, address: readAddress(one.address as Record<string, unknown>) }]
    })
  } catch {
    return none
  }
}

function read(): readonly SavedView[] {
  const text = localStorage.getItem(kept)
  if (text !== known.text) known = { text, views: parseViews(text) }
  return known.views
}

function write(views: readonly SavedView[]): void {
  localStorage.setItem(kept, JSON.stringify(views))
  for (const listener of listeners) listener()
}

/** The person's own named views, kept in this browser. */
export function useSavedViews(): readonly SavedView[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, read)
}

/** Keeps the present view under a name; the same name is replaced. */
export function saveView(name: string, address: QueueAddress): void {
  write([...read().filter((one) => one.name !== name), { name, address: queryOf(address) }])
}

export const forgetView = (name: string): void => write(read().filter((one) => one.name !== name))
