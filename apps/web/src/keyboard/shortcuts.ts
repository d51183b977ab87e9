import { useEffect, useId, useRef, useSyncExternalStore } from 'react'
import type { Words } from '../words/ru.ts'
import type { Stroke } from './strokes.ts'

export type ShortcutGroup = keyof Words['keyboard']['groups']

/** Something that can be done from where the person stands: shown in the palette and in the map of keys. */
export type Shortcut = {
  readonly id: string
  readonly title: string
  readonly group: ShortcutGroup
  readonly strokes?: readonly Stroke[]
  /** Why it cannot be done now; the palette shows it instead of hiding it. */
  readonly closed?: string | null
  readonly run: () => void
}

const byOwner = new Map<string, readonly Shortcut[]>()
let all: readonly Shortcut[] = []
const listeners = new Set<() => void>()

function refresh() {
  // Later owners (a card over a queue) win over earlier ones with the same id.
  const seen = new Map<string, Shortcut>()
  for (const shortcuts of byOwner.values()) for (const shortcut of shortcuts) seen.set(shortcut.id, shortcut)
  all = [...seen.values()]
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Everything that can be done now. */
export const deskShortcuts = (): readonly Shortcut[] => all

export function useDeskShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(subscribe, deskShortcuts)
}

/** Offers shortcuts for as long as the component stands; `run` always calls the newest closure. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const owner = useId()
  const newest = useRef(shortcuts)
  useEffect(() => {
    newest.current = shortcuts
  })
  const shape = shortcuts.map((shortcut) => `${shortcut.id}\u0000${shortcut.title}\u0000${shortcut.closed ?? ''}`).join('\u0001')
  // `shape` says everything that is shown; closures change at every render and are reached through the ref.
  useEffect(() => {
    byOwner.set(
      owner,
      newest.current.map((shortcut) => ({
        ...shortcut,
        run: () => newest.current.find((one) => one.id === shortcut.id)?.run(),
      })),
    )
    refresh()
    return () => {
      byOwner.delete(owner)
      refresh()
    }
  }, [owner, shape])
}
