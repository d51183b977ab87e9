import { awaitKeys, givenUpBy, letKeysGo } from '../keyboard/key-line.ts'

/** Ends the wish that has not come true yet: the newest one counts. */
let giveUp: () => void = () => undefined

const openNow = (): string | null => new URLSearchParams(location.search).get('open')

/**
 * Puts the focus on a part of an incident's card as soon as it stands on the screen, however long the card takes to come: the first of `ids`
 * that is there. A person who opens another card or moves the focus meanwhile keeps it where they put it.
 */
export function focusInCard(incidentId: string, ...ids: readonly string[]): void {
  giveUp()
  // Whoever goes to write has begun: the first letters wait for the field.
  const release = ids.includes('reply-text') ? awaitKeys() : () => undefined
  const before = openNow()
  const ended = new AbortController()
  const watch = new MutationObserver(look)
  let opened = false
  let pressed = false
  giveUp = () => {
    watch.disconnect()
    ended.abort()
    release()
    givenUpBy(null)
  }
  if (ids.includes('reply-text')) givenUpBy(giveUp)
  function look(): void {
    if (ended.signal.aborted) return
    const open = openNow()
    if (open !== incidentId) {
      // Until the address has followed the press it still says what was open before.
      if (opened || open !== before) giveUp()
      return
    }
    opened = true
    const card = document.querySelector(`[data-incident="${incidentId}"]`)
    if (document.querySelector(`[data-failed="${incidentId}"]`) !== null) {
      letKeysGo()
      return giveUp()
    }
    const part = ids.map((id) => card?.querySelector<HTMLElement>(`#${id}`)).find((one) => one != null)
    if (part === undefined || part === null) return
    part.focus()
    giveUp()
    // Where nothing can be written the letters were meant for nothing here.
    if (part.id === 'amend') part.click()
    else if (ids.includes('reply-text') && part.id !== 'reply-text') letKeysGo()
  }
  const hand = { capture: true, signal: ended.signal }
  for (const sign of ['keydown', 'pointerdown']) addEventListener(sign, () => (pressed = true), hand)
  addEventListener('focusin', () => pressed && giveUp(), hand)
  watch.observe(document.body, { childList: true, subtree: true })
  requestAnimationFrame(look)
}
