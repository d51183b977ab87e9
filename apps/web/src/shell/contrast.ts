import { useSyncExternalStore } from 'react'

const kept = 'otklik.contrast'
const listeners = new Set<() => void>()
const wanted = matchMedia('(prefers-contrast: more)')

/** High contrast: what the person chose here, else what the system asks for. */
export function highContrast(): boolean {
  const chosen = localStorage.getItem(kept)
  return chosen === null ? wanted.matches : chosen === 'high'
}

/** Puts the present choice on the page; called once before the first paint and at every change. */
export function applyContrast(): void {
  document.documentElement.dataset.contrast = highContrast() ? 'high' : 'normal'
  for (const listener of listeners) listener()
}

export function setHighContrast(on: boolean): void {
  localStorage.setItem(kept, on ? 'high' : 'normal')
  applyContrast()
}

export function useHighContrast(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, highContrast)
}

wanted.addEventListener('change', applyContrast)
