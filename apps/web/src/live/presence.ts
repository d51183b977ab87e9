import { useEffect, useSyncExternalStore } from 'react'
import { call } from './call.ts'

export type Onlooker = { readonly id: string; readonly name: string; readonly writing: boolean }

const nobody: readonly Onlooker[] = []
const byIncident = new Map<string, readonly Onlooker[]>()
const listeners = new Set<() => void>()

/** What the stream says about who has a card open. */
export function setOnlookers(incidentId: string, people: readonly Onlooker[]): void {
  if (people.length === 0) byIncident.delete(incidentId)
  else byIncident.set(incidentId, people)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The others who look at or write this incident now; the person themself left out. */
export function useOnlookers(incidentId: string, selfId: string): readonly Onlooker[] {
  const people = useSyncExternalStore(subscribe, () => byIncident.get(incidentId) ?? nobody)
  return people.some((one) => one.id === selfId) ? people.filter((one) => one.id !== selfId) : people
}

/** This tab among the person's tabs: each has a card of its own open. */
const tab = Math.random().toString(36).slice(2, 12)

const tell = (incidentId: string | null, writing: boolean) => {
  call('looking', { body: { incidentId, writing, tab } }).catch(() => undefined)
}

/** The last word of a page that is closed: the browser sends it after the page is gone. */
const tellLeaving = () => {
  call('looking', { body: { incidentId: null, writing: false, tab }, keepalive: true }).catch(() => undefined)
}

/** Tells the others which card this tab has open; a lost call only means that they hear of it a little later. */
export function useLooking(incidentId: string | null, writing: boolean): void {
  useEffect(() => {
    if (incidentId === null) return
    tell(incidentId, writing)
    const again = setInterval(() => tell(incidentId, writing), 20_000)
    return () => clearInterval(again)
  }, [incidentId, writing])
  useEffect(() => {
    if (incidentId === null) return
    addEventListener('pagehide', tellLeaving)
    return () => {
      removeEventListener('pagehide', tellLeaving)
      tell(null, false)
    }
  }, [incidentId])
}
