import { useSyncExternalStore } from 'react'

const kept = 'otklik.terms.whole'
const listeners = new Set<() => void>()

const read = (): boolean => localStorage.getItem(kept) === 'yes'

/** Whether the whole line of terms stands open: as this person left it, on every card. */
export const useWholeLine = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    read,
    () => false,
  )

/** Opens the whole line of terms, or folds it. */
export function turnWholeLine(): void {
  localStorage.setItem(kept, read() ? 'no' : 'yes')
  for (const listener of listeners) listener()
}
