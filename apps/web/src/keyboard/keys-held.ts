import { useLayoutEffect } from 'react'
import { awaitKeys } from './key-line.ts'

let held = 0

/** Whether a dialog stands over the page, or is on its way: no key may reach what lies beneath, wherever the focus is at that moment. */
export const keysHeld = (): boolean => held > 0

/** Keeps keys from the page for as long as the component stands. The press that closes a dialog is not the page's either. */
export function useKeysHeld(): void {
  useLayoutEffect(() => {
    held += 1
    return () => {
      // What is pressed while the dialog goes waits until the focus is back where it was.
      const release = awaitKeys()
      setTimeout(() => {
        held -= 1
        release()
      }, 0)
    }
  }, [])
}

/** Stands in for a dialog whose code is still coming: what is typed meanwhile is written into it once it stands. */
export function KeysHeld() {
  useKeysHeld()
  useLayoutEffect(() => awaitKeys(), [])
  return null
}
