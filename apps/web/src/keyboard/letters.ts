import { useSyncExternalStore } from 'react'

const kept = 'otklik.letters'
const listeners = new Set<() => void>()

/** Are single-letter commands on? They are, until somebody turns them off (WCAG 2.1.4). */
export const lettersOn = (): boolean => localStorage.getItem(kept) !== 'off'

export function setLettersOn(on: boolean): void {
  if (on) localStorage.removeItem(kept)
  else localStorage.setItem(kept, 'off')
  for (const listener of listeners) listener()
}

export function useLettersOn(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, lettersOn)
}
