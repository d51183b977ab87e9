import { useSyncExternalStore } from 'react'

/** Server's clock minus the browser's, in milliseconds: an office PC is often minutes off, and a term is not. */
let offset = 0
let current = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

const beat = () => {
  current = Date.now() + offset
  for (const listener of listeners) listener()
}

/** Tells the clock what time the server had just now. */
export function setServerClock(serverNow: number): void {
  offset = serverNow - Date.now()
  beat()
}

/** The server's present moment, for things done once. */
export const serverNow = (): number => Date.now() + offset

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // Minutes are shown, so ten seconds are exact enough, and a battery lasts the day.
  timer ??= setInterval(beat, 10_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === undefined) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The present moment for everything that ticks on the screen: all countdowns move together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => current)
}
