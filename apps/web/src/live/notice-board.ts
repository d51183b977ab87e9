import { useSyncExternalStore, type ReactNode } from 'react'

export type Notice = {
  readonly id: number
  /** Trouble stays in sight longer and is read aloud at once. */
  readonly stern: boolean
  readonly content: ReactNode
  /** How long it stands, milliseconds. */
  readonly stands: number
}

/** More at once would cover the desk. */
const most = 3

let notices: readonly Notice[] = []
let last = 0
const listeners = new Set<() => void>()

function change(next: readonly Notice[]): void {
  notices = next
  for (const listener of listeners) listener()
}

/** Puts a notice up, the oldest making room, and answers its number. */
export function putUp(notice: Omit<Notice, 'id'>): number {
  last++
  change([...notices, { ...notice, id: last }].slice(-most))
  return last
}

/** Takes a notice down; one that has gone already is no trouble. */
export function takeDown(id: number): void {
  if (notices.some((one) => one.id === id)) change(notices.filter((one) => one.id !== id))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useNoticeBoard = (): readonly Notice[] => useSyncExternalStore(subscribe, () => notices)
