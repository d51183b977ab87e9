/** A press that waited: `at` by the hand's clock. */
export type Key = Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'> & { readonly at: number }

type TextField = HTMLInputElement | HTMLTextAreaElement

const isTextField = (element: Element): element is TextField =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && ['text', 'search', 'url', 'tel', 'email', 'password', 'number'].includes(element.type))

/** Plays a press to whatever has the focus now, and does what a browser would do with it there: writing, taking back a letter, pressing. */
export function playKey(key: Key): void {
  const target = document.activeElement ?? document.body
  const { code, ctrlKey, metaKey, shiftKey } = key
  const event = new KeyboardEvent('keydown', { code, key: key.key, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true })
  if (!target.dispatchEvent(event) || ctrlKey || metaKey) return
  if (isTextField(target)) write(target, key)
  else if (target instanceof HTMLElement && (code === 'Enter' || code === 'Space') && target.matches('button, a[href], summary'))
    target.click()
}

function write(field: TextField, { key }: Key): void {
  if (key === 'Enter' && field instanceof HTMLInputElement) return field.form?.requestSubmit()
  const letters = key === 'Enter' ? '\n' : key === 'Backspace' ? '' : key.length === 1 ? key : null
  if (letters === null) return
  const { value, selectionStart: from, selectionEnd: to } = field
  if (from === null || to === null) {
    // A field of numbers tells no place: what is written goes to its end. Past React, which would take its own setter for no change.
    Reflect.set(HTMLInputElement.prototype, 'value', key === 'Backspace' ? value.slice(0, -1) : value + letters, field)
  } else field.setRangeText(letters, key === 'Backspace' && from === to ? Math.max(0, from - 1) : from, to, 'end')
  field.dispatchEvent(
    new InputEvent('input', { bubbles: true, data: letters, inputType: letters === '' ? 'deleteContentBackward' : 'insertText' }),
  )
}
