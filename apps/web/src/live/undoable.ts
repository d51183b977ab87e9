import type { IncidentCard } from '@otklik/contract'
import { serverNow } from './clock.ts'

/** What can still be taken back, for ten seconds: nothing has left the house. */
export type Undoable = { readonly card: IncidentCard; readonly version: number; readonly until: number }

let last: Undoable | null = null
let perform: (undoable: Undoable) => void = () => undefined
let performLast: () => boolean = () => false

/** What of a confirmed command can still be taken back, or null. `newest`: no other command was given since, so that Z means this one. */
export function rememberUndo(card: IncidentCard, newest = true): Undoable | null {
  const undoable = card.undo === null ? null : { card, version: card.undo.version, until: card.undo.until }
  if (newest) last = undoable
  return undoable
}

/** A command was given that is not answered yet: what was done before it is no longer the last thing done. */
export function forgetUndo(): void {
  last = null
}

/** Sets how something is taken back, and how the last unanswered command is (answers whether there is one). The frame calls it once. */
export function takeBackWith(how: (undoable: Undoable) => void, unanswered: () => boolean): void {
  perform = how
  performLast = unanswered
}

/** Takes it back, once: from the notice or by Z. */
export function takeBack(undoable: Undoable): void {
  last = null
  perform(undoable)
}

/** Takes back the last thing done while there is one; a command whose answer is on its way is taken back as soon as that has come. */
export function takeBackLast(): void {
  if (performLast()) return
  if (last !== null && last.until > serverNow()) takeBack(last)
}
