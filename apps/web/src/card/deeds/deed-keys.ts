import type { Stroke } from '../../keyboard/strokes.ts'
import type { Deed } from './deed.ts'

/** Letters of the deeds, by place on the keyboard. */
export const deedKeys: readonly (readonly [deed: Deed, stroke: Stroke])[] = [
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
