import { useSyncExternalStore } from 'react'
import type { Problem } from '@otklik/contract'
import { keepWaiting, nothingWaits, readWaiting, waitingIncidents, type Waiting } from './waiting-store.ts'

/** What became of the last attempt: nothing yet, under way, no line, the session ended, or the server's refusal. */
export type Attempt = 'idle' | 'sending' | 'unreachable' | 'signedOut' | Problem

type Standing = { readonly waiting: Waiting; readonly attempt: Attempt; readonly kept: boolean }
const calm: Standing = { waiting: nothingWaits, attempt: 'idle', kept: true }

let owner = ''
let loaded: Promise<void> = Promise.resolve()
let ready = false
const standings = new Map<string, Standing>()
const listeners = new Set<() => void>()

function tell(incidentId: string, change: Partial<Standing>): void {
  standings.set(incidentId, { ...(standings.get(incidentId) ?? calm), ...change })
  for (const listener of listeners) listener()
}

/** Reads what this person left waiting, once; resolves when it stands in memory. */
export function openWaiting(personId: string): Promise<void> {
  if (owner === personId) return loaded
  owner = personId
  ready = false
  standings.clear()
  loaded = (async () => {
    for (const id of await waitingIncidents(personId)) tell(id, { waiting: await readWaiting(personId, id) })
    ready = true
    for (const listener of listeners) listener()
  })()
  return loaded
}

export const waitingFor = (incidentId: string): Waiting => standings.get(incidentId)?.waiting ?? nothingWaits

/** Incidents with a reply on its way. */
export const outgoingIncidents = (): string[] => [...standings].filter(([, one]) => one.waiting.outgoing !== null).map(([id]) => id)

/** Changes what waits, in memory at once and on the disk after. */
export async function changeWaiting(incidentId: string, change: Partial<Waiting>): Promise<void> {
  const waiting = { ...waitingFor(incidentId), ...change }
  tell(incidentId, { waiting })
  tell(incidentId, { kept: await keepWaiting(owner, incidentId, waiting) })
}

export const noteAttempt = (incidentId: string, attempt: Attempt): void => tell(incidentId, { attempt })

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useWaiting(incidentId: string): Standing {
  return useSyncExternalStore(subscribe, () => standings.get(incidentId) ?? calm)
}

/** Has what was left waiting been read from the disk? A field shown before would hide it for a moment. */
export function useWaitingReady(): boolean {
  return useSyncExternalStore(subscribe, () => ready)
}
