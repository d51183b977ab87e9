/** Ends the wish that has not come true yet: the newest one counts. */
let giveUp: () => void = () => undefined

const openNow = (): string | null => new URLSearchParams(location.search).get('open')

/**
 * Puts the focus on a part of an incident's card as soon as it stands on the screen, however long the card takes to come: the first of `ids`
 * that is there. A person who opens another card or moves the focus meanwhile keeps it where they put it.
 */
export function focusInCard(incidentId: string, ...ids: readonly string[]): void {
  giveUp()
  const before = openNow()
  const ended = new AbortController()
  const watch = new MutationObserver(look)
  let opened = false
  let pressed = false
  giveUp = () => {
    watch.disconnect()
    ended.abort()
  }
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
    const part = ids.map((id) => card?.querySelector<HTMLElement>(`#${id}`)).find((one) => one != null)
    if (part === undefined || part === null) return
    giveUp()
    part.focus()
  }
  const hand = { capture: true, signal: ended.signal }
  for (const sign of ['keydown', 'pointerdown']) addEventListener(sign, () => (pressed = true), hand)
  addEventListener('focusin', () => pressed && giveUp(), hand)
  watch.observe(document.body, { childList: true, subtree: true })
  requestAnimationFrame(look)
}
