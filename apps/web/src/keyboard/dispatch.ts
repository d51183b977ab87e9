import type { Shortcut } from './shortcuts.ts'
import { isCharacter, pressed } from './strokes.ts'

/** Where the focus stands, as far as keys care. */
export type Standing = 'typing' | 'reading' | 'dialog' | 'control' | 'page'

/** Reads a DOM target. In a field letters are letters; on a button Enter is the button's. */
export function standingOf(target: EventTarget | null): Standing {
  if (!(target instanceof HTMLElement)) return 'page'
  // A text that is read with a caret: arrows and Enter are its own, letters write nothing there.
  if (target.closest('[contenteditable="true"][aria-readonly="true"]')) return 'reading'
  if (target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable="true"]')) return 'typing'
  if (target.closest('[role="dialog"], [role="menu"]')) return 'dialog'
  return target.closest('button, a[href], summary, input, [role="tab"], [role="radio"]') ? 'control' : 'page'
}

/** The shortcut that a key press means here, if any. */
export function meant(
  shortcuts: readonly Shortcut[],
  event: Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
  standing: Standing,
  lettersOn: boolean,
): Shortcut | null {
  for (const shortcut of shortcuts) {
    const stroke = shortcut.strokes?.find((one) => pressed(one, event))
    if (stroke === undefined) continue
    if (stroke.ctrl) return standing === 'dialog' ? null : shortcut
    if (standing === 'typing' || standing === 'dialog') continue
    if (standing === 'reading' && (!isCharacter(stroke) || stroke.code === 'Space')) continue
    if (standing === 'control' && (stroke.code === 'Enter' || stroke.code === 'Space')) continue
    if (isCharacter(stroke) && !lettersOn) continue
    return shortcut
  }
  return null
}
