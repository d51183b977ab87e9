import { playKey, type Key } from './play-key.ts'

/**
 * Keys wait in a line while what they are meant for is on its way: a dialog whose card or code is still coming, the page that a dialog gives
 * the focus back to. They are played in the order they were pressed, each to whatever stands then. A hand that does not wait for the screen
 * is a good hand; its letters must never run as commands of what lies beneath.
 */
let awaited = 0
let line: Key[] = []
let playing = false

/** The end of a burst, in milliseconds between two presses: whoever waits so long has looked at the screen. */
const burstEnds = 1_000
/** Until then letters that were typed for something that will not come are let go; null: nothing is let go. */
let letGo: { last: number } | null = null

/** Keys wait from now on until the answer is called; calls nest, and a second call of one answer adds nothing. */
export function awaitKeys(): () => void {
  awaited += 1
  let over = false
  return () => {
    if (over) return
    over = true
    awaited -= 1
    play()
  }
}

/**
 * What the keys were typed for will not come: those that wait go, and so does the rest of the same burst, to its Enter. A letter that was
 * meant as a unit's must not decline the message.
 */
export function letKeysGo(): void {
  const lastPressed = line.at(-1)
  const enter = line.findIndex(({ code }) => code === 'Enter')
  line = enter < 0 ? [] : line.slice(enter + 1)
  letGo = enter < 0 ? { last: lastPressed?.at ?? performance.now() } : null
}

let giveUp: (() => void) | null = null

/** Says how Escape ends what is awaited now: somebody thought better of it before it came, and nothing is kept for it. */
export function givenUpBy(how: (() => void) | null): void {
  giveUp = how
}

function play(): void {
  if (playing || line.length === 0) return
  playing = true
  setTimeout(() => {
    playing = false
    if (awaited > 0) return
    const key = line.shift()
    if (key !== undefined) playKey(key)
    play()
  }, 0)
}

/** Keys that only speak to the page beneath or to a field: the browser's own stay the browser's. */
const isKept = ({ altKey, ctrlKey, metaKey, code, key }: KeyboardEvent): boolean => {
  if (altKey) return false
  if (ctrlKey || metaKey) return ['Enter', 'KeyK', 'KeyZ'].includes(code)
  return (
    key.length === 1 ||
    ['Enter', 'Escape', 'Backspace', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'].includes(key)
  )
}

function hear(event: KeyboardEvent): void {
  // Played keys and those of an input method are nobody's to keep.
  if (!event.isTrusted || event.isComposing) return
  const take = () => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  if (letGo !== null) {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && (event.key.length === 1 || event.key === 'Enter')
    const same = event.timeStamp - letGo.last < burstEnds
    letGo = plain && same && event.key !== 'Enter' ? { last: event.timeStamp } : null
    if (plain && same) return take()
  }
  if ((awaited === 0 && line.length === 0) || !isKept(event)) return
  take()
  if (event.code === 'Escape' && giveUp !== null) {
    line = []
    return giveUp()
  }
  const { code, key, ctrlKey, metaKey, shiftKey, timeStamp: at } = event
  line.push({ code, key, ctrlKey, metaKey, shiftKey, at })
  play()
}

/** Stands before everything else that hears keys; answers how it is taken away. */
export function keepKeysInLine(): () => void {
  const forget = () => {
    letGo = null
  }
  addEventListener('keydown', hear, { capture: true })
  addEventListener('pointerdown', forget, { capture: true })
  return () => {
    removeEventListener('keydown', hear, { capture: true })
    removeEventListener('pointerdown', forget, { capture: true })
  }
}
