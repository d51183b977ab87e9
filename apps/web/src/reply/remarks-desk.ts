import { useSyncExternalStore } from 'react'
import type { RevisionView } from '@otklik/contract'

export type Remark = RevisionView['remarks'][number]

const none: readonly Remark[] = []
const byRevision = new Map<string, readonly Remark[]>()
const listeners = new Set<() => void>()
const keyOf = (incidentId: string, revision: number) => `${incidentId} ${revision}`

/** Remarks that a reader has noted and not yet sent; they live until the revision is sent back or the page is left. */
export function noteRemarks(incidentId: string, revision: number, remarks: readonly Remark[]): void {
  if (remarks.length === 0) byRevision.delete(keyOf(incidentId, revision))
  else byRevision.set(keyOf(incidentId, revision), remarks)
  for (const listener of listeners) listener()
}

export const notedRemarks = (incidentId: string, revision: number): readonly Remark[] => byRevision.get(keyOf(incidentId, revision)) ?? none

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useNotedRemarks(incidentId: string, revision: number): readonly Remark[] {
  return useSyncExternalStore(subscribe, () => notedRemarks(incidentId, revision))
}
