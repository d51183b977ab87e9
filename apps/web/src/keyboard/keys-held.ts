import { useLayoutEffect } from 'react'

let held = 0

/** Whether a dialog stands over the page, or is on its way: no key may reach what lies beneath, wherever the focus is at that moment. */
export const keysHeld = (): boolean => held > 0

/** Keeps keys from the page for as long as the component stands. The press that closes a dialog is not the page's either. */
export function useKeysHeld(): void {
  useLayoutEffect(() => {
    held += 1
    return () => void setTimeout(() => (held -= 1), 0)
  }, [])
}

/** Stands in for a dialog whose code is still coming. */
export function KeysHeld() {
  useKeysHeld()
  return null
}
