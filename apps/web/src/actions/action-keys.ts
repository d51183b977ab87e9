import type { Stroke } from '../keyboard/strokes.ts'
import type { Action } from './action.ts'

/** Letters of the actions, by place on the keyboard. */
export const actionKeys: readonly (readonly [action: Action, stroke: Stroke])[] = [
  ['select', { code: 'KeyS' }],
  ['route', { code: 'KeyR' }],
  ['decline', { code: 'KeyD' }],
  ['approve', { code: 'KeyA' }],
  ['sendBack', { code: 'KeyB' }],
  ['publish', { code: 'KeyP' }],
  ['return', { code: 'KeyV' }],
  ['askForTime', { code: 'KeyT' }],
  ['redirect', { code: 'KeyX' }],
  ['setTerm', { code: 'KeyG' }],
  ['close', { code: 'KeyC' }],
]
