/** A press that waited: `at` by the hand's clock. */
export type Key = Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'> & { readonly at: number }

type TextField = HTMLInputElement | HTMLTextAreaElement

const isTextField = (element: Element): element is TextField =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && ['text', 'search', 'url', 'tel', 'email', 'password'].includes(element.type))

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
  if (key === 'Enter' && field instanceof HTMLInputElement) return void field.form?.requestSubmit()
  const letters = key === 'Enter' ? '\n' : key === 'Backspace' ? '' : key.length === 1 ? key : null
  if (letters === null) return
  const from = field.selectionStart ?? field.value.length
  const to = field.selectionEnd ?? from
  const begin = key === 'Backspace' && from === to ? Math.max(0, from - 1) : from
  field.setRangeText(letters, begin, to, 'end')
  field.dispatchEvent(
    new InputEvent('input', { bubbles: true, data: letters, inputType: letters === '' ? 'deleteContentBackward' : 'insertText' }),
  )
}
