/** A key by its place on the keyboard (`event.code`), so that Latin and Cyrillic layouts are alike. `ctrl` also means ⌘. */
export type Stroke = { readonly code: string; readonly ctrl?: boolean; readonly shift?: boolean }

type Pressed = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** Is this stroke the one pressed? Alt belongs to the browser and the system. */
export function pressed(stroke: Stroke, event: Pressed): boolean {
  if (event.altKey || event.code !== stroke.code) return false
  return (event.ctrlKey || event.metaKey) === (stroke.ctrl ?? false) && event.shiftKey === (stroke.shift ?? false)
}

const names: Record<string, string> = {
  Slash: '/',
  Escape: 'Esc',
  Enter: 'Enter',
  ArrowDown: '↓',
  ArrowUp: '↑',
  Home: 'Home',
  End: 'End',
}

/** What stands on the key cap: `J`, `Ctrl+K`, `?`. */
export function strokeName(stroke: Stroke): string {
  if (stroke.code === 'Slash' && stroke.shift) return '?'
  const key = names[stroke.code] ?? stroke.code.replace(/^(Key|Digit)/, '')
  return [stroke.ctrl ? 'Ctrl' : '', stroke.shift ? 'Shift' : '', key].filter(Boolean).join('+')
}

/** Letters, digits and signs without Ctrl: what a person who dictates, or a screen reader, may want switched off (WCAG 2.1.4). */
export function isCharacter(stroke: Stroke): boolean {
  return !stroke.ctrl && /^(Key|Digit|Slash|Space)/.test(stroke.code)
}
