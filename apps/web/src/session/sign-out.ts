import { call } from '../live/call.ts'
import { queries } from '../live/queries.ts'

/** Ends the session and begins anew at the door. */
export async function signOut(): Promise<void> {
  await call('/api/session', { method: 'DELETE' }).catch(() => undefined)
  queries.clear()
  location.assign('/')
}
