import { call } from '../live/call.ts'
import { queries } from '../live/queries.ts'
import { forgetEverybody } from './left-behind.ts'

const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('otklik-signed-out')

async function leave(): Promise<void> {
  await forgetEverybody()
  queries.clear()
  location.assign('/')
}

// A draft that is open in another tab is the same person's: it goes with the rest.
tabs?.addEventListener('message', () => void leave())

/** Ends the session and begins anew at the door, in every tab; nothing of the person's work stays in the browser. */
export async function signOut(): Promise<void> {
  await call('signOut').catch(() => undefined)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel of one origin takes no other argument.
  tabs?.postMessage('left')
  await leave()
}
