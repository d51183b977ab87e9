import type { IncidentCard } from '@otklik/contract'
import { serverNow } from './clock.ts'

/** An act that can still be taken back: ten seconds, nothing has left the house. */
export type Undoable = { readonly card: IncidentCard; readonly version: number; readonly until: number }

let last: Undoable | null = null
let perform: (undoable: Undoable) => void = () => undefined

/** Keeps what can still be taken back, or nothing. */
export function rememberUndo(card: IncidentCard): Undoable | null {
  last = card.undo === null ? null : { card, version: card.undo.version, until: card.undo.until }
  return last
}

/** An order has been given that is not answered yet: what was done before it is no longer the last act. */
export function forgetUndo(): void {
  last = null
}

/** Says how an act is taken back; the frame does, once. */
export function takeBackWith(how: (undoable: Undoable) => void): void {
  perform = how
}

/** Takes back an act, once: from the notice or by Z. */
export function takeBack(undoable: Undoable): void {
  last = null
  perform(undoable)
}

/** Takes back the last act while there is one. */
export function takeBackLast(): void {
  if (last !== null && last.until > serverNow()) takeBack(last)
}
