import { del, get, keys, set } from 'idb-keyval'
import { stillHere } from '../session/left-behind.ts'
import type { RevisionView } from '@otklik/contract'
import type { Justifications } from '../reply/requirement-marks.ts'

export type FileRef = RevisionView['attachments'][number]

/** A photo taken where no line was: it waits in the browser until the server has it. */
export type WaitingPhoto = { readonly id: string; readonly name: string; readonly picture: Blob }

/** A reply that was sent by its author and has not been confirmed by the server. `key` is the same in every attempt. */
export type Outgoing = {
  readonly key: string
  readonly number: string
  /** The version that the author saw. */
  readonly version: number
  readonly kind: RevisionView['kind']
  readonly text: string
  readonly attachments: readonly FileRef[]
  readonly confirmed?: readonly string[]
  readonly justifications?: Justifications
}

export type Waiting = { readonly photos: readonly WaitingPhoto[]; readonly outgoing: Outgoing | null }

export const nothingWaits: Waiting = { photos: [], outgoing: null }

const prefix = (personId: string) => `waiting ${personId} `

/** What waits for one incident. A browser that forbids storage has nothing. */
export async function readWaiting(personId: string, incidentId: string): Promise<Waiting> {
  try {
    return (await get<Waiting>(prefix(personId) + incidentId)) ?? nothingWaits
  } catch {
    return nothingWaits
  }
}

/** Answers whether it is safe on the disk. Nothing waiting is not kept at all. */
export async function keepWaiting(personId: string, incidentId: string, waiting: Waiting): Promise<boolean> {
  try {
    stillHere()
    if (waiting.photos.length === 0 && waiting.outgoing === null) await del(prefix(personId) + incidentId)
    else await set(prefix(personId) + incidentId, waiting)
    return true
  } catch {
    return false
  }
}

/** Incidents for which something of this person's waits. */
export async function waitingIncidents(personId: string): Promise<string[]> {
  try {
    const all = await keys()
    return all.flatMap((key) => (typeof key === 'string' && key.startsWith(prefix(personId)) ? [key.slice(prefix(personId).length)] : []))
  } catch {
    return []
  }
}
