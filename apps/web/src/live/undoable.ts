import type { IncidentCard } from '@otklik/contract'
import { serverNow } from './clock.ts'

/** An act that can still be taken back: ten seconds, nothing has left the house. */
export type Undoable = { readonly card: IncidentCard; readonly version: number; readonly until: number }

let last: Undoable | null = null
let perform: (undoable: Undoable) => void = () => undefined
let performLast: () => boolean = () => false

/** What of an act can still be taken back, or nothing. `newest`: no other order has been given since, so that Z speaks of this one. */
export function rememberUndo(card: IncidentCard, newest = true): Undoable | null {
  const undoable = card.undo === null ? null : { card, version: card.undo.version, until: card.undo.until }
  if (newest) last = undoable
  return undoable
}

/** An order has been given that is not answered yet: what was done before it is no longer the last act. */
export function forgetUndo(): void {
  last = null
}

/** Says how an act is taken back, and how the last order that is not answered yet (whether there is one); the frame does, once. */
export function takeBackWith(how: (undoable: Undoable) => void, unanswered: () => boolean): void {
  perform = how
  performLast = unanswered
}

/** Takes back an act, once: from the notice or by Z. */
export function takeBack(undoable: Undoable): void {
  last = null
  perform(undoable)
}

/** Takes back the last act while there is one; one whose answer is on its way is taken back as soon as that has come. */
export function takeBackLast(): void {
  if (performLast()) return
  if (last !== null && last.until > serverNow()) takeBack(last)
}
