import { useEffect, useId, useRef, useSyncExternalStore } from 'react'
import type { Words } from '../words/ru.ts'
import type { Stroke } from './strokes.ts'

export type CommandGroup = keyof Words['keyboard']['groups']

/** Something that can be done from where the person stands: shown in the palette and in the map of keys. */
export type DeskCommand = {
  readonly id: string
  readonly title: string
  readonly group: CommandGroup
  readonly strokes?: readonly Stroke[]
  /** Why it cannot be done now; the palette shows it instead of hiding the command. */
  readonly closed?: string | null
  readonly run: () => void
}

const byOwner = new Map<string, readonly DeskCommand[]>()
let all: readonly DeskCommand[] = []
const listeners = new Set<() => void>()

function refresh() {
  // Later owners (a card over a queue) win over earlier ones with the same id.
  const seen = new Map<string, DeskCommand>()
  for (const commands of byOwner.values()) for (const command of commands) seen.set(command.id, command)
  all = [...seen.values()]
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Everything that can be done now. */
export const deskCommands = (): readonly DeskCommand[] => all

export function useDeskCommands(): readonly DeskCommand[] {
  return useSyncExternalStore(subscribe, deskCommands)
}

/** Offers commands for as long as the component stands; `run` always calls the newest closure. */
export function useCommands(commands: readonly DeskCommand[]): void {
  const owner = useId()
  const newest = useRef(commands)
  useEffect(() => {
    newest.current = commands
  })
  const shape = commands.map((command) => `${command.id}\u0000${command.title}\u0000${command.closed ?? ''}`).join('\u0001')
  // `shape` says everything that is shown; closures change at every render and are reached through the ref.
  useEffect(() => {
    byOwner.set(
      owner,
      newest.current.map((command) => ({
        ...command,
        run: () => newest.current.find((one) => one.id === command.id)?.run(),
      })),
    )
    refresh()
    return () => {
      byOwner.delete(owner)
      refresh()
    }
  }, [owner, shape])
}
