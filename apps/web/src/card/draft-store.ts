import { del, get, set } from 'idb-keyval'
import type { RevisionView } from '@otklik/contract'
import type { Justifications } from './requirement-marks.ts'

/** What somebody typed and has not sent: kept in this browser, per person and incident, until it is sent or discarded. */
export type Draft = {
  readonly kind: RevisionView['kind']
  readonly text: string
  readonly attachments: RevisionView['attachments']
  /** Requirements that the writer has ticked. */
  readonly confirmed?: readonly string[] | undefined
  /** Why words that a check warns about are in place. */
  readonly justifications?: Justifications | undefined
}

const keyOf = (personId: string, incidentId: string) => `draft ${personId} ${incidentId}`

/** The draft kept, or null. A browser that forbids storage has none, and typing still works. */
export async function readDraft(personId: string, incidentId: string): Promise<Draft | null> {
  try {
    return (await get<Draft>(keyOf(personId, incidentId))) ?? null
  } catch {
    return null
  }
}

/** Answers whether it was kept. An empty draft is forgotten rather than kept. */
export async function keepDraft(personId: string, incidentId: string, draft: Draft): Promise<boolean> {
  try {
    if (draft.text.trim() === '' && draft.attachments.length === 0) await del(keyOf(personId, incidentId))
    else await set(keyOf(personId, incidentId), draft)
    return true
  } catch {
    return false
  }
}

export async function forgetDraft(personId: string, incidentId: string): Promise<void> {
  await del(keyOf(personId, incidentId)).catch(() => undefined)
}
