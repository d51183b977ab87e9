import { useEffect } from 'react'

/** Where a focus whose place has gone is given to: the open card, the open task, the rows, the page. */
const places = ['card-title', 'task-title', 'queue-rows', 'content'] as const

/** Gives the focus to where the person was, else to the nearest place that stands. A focus that somebody took since is left alone. */
export function giveFocusBack(origin: Element | null): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return
  const near = [origin, ...places.map((id) => document.getElementById(id))]
  const place = near.find((one) => one instanceof HTMLElement && one.isConnected && one !== document.body && one.checkVisibility())
  if (place instanceof HTMLElement) place.focus({ preventScroll: true })
}

/**
 * What had the focus may leave the screen: a button whose action is done, a form that was sent, a row of another view. A browser then
 * silently begins at the top of the page again; here the focus stays with the work.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let last: Element | null = null
    const note = ({ target }: FocusEvent) => {
      last = target instanceof Element ? target : null
    }
    const watch = new MutationObserver(() => {
      if (last === null || last.isConnected) return
      last = null
      // A dialog gives the focus back by itself, a menu too, and what takes the place of something may want it: they come first.
      setTimeout(() => giveFocusBack(null), 100)
    })
    document.addEventListener('focusin', note)
    watch.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', note)
      watch.disconnect()
    }
  }, [])
}
