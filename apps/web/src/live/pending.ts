import { useSyncExternalStore } from 'react'

const counts = new Map<string, number>()
const listeners = new Set<() => void>()

/** Marks an incident as waiting for the server's word. Presses nest. */
export function setPending(id: string, on: boolean): void {
  const count = (counts.get(id) ?? 0) + (on ? 1 : -1)
  if (count > 0) counts.set(id, count)
  else counts.delete(id)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Does an order to this incident still wait for the server's word? */
export function usePending(id: string): boolean {
  return useSyncExternalStore(subscribe, () => counts.has(id))
}
