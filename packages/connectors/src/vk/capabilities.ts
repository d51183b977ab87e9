import type { ReplyLimits } from '@otklik/casework'
import type { Account, Capability } from '../port/port.ts'

/** Which secrets are there: what can be done does not depend on what they say. */
export type Held = { readonly [name in keyof Account['secrets']]?: unknown }

/** Not in VK's schema; seen in its own client. UTF-16 units and attachments of one comment. */
export const limits: ReplyLimits = { textLength: 4_096, photos: 2 }

/** The same for a post on the wall; told by VK's own client as well. */
export const postLimits: ReplyLimits = { textLength: 15_895, photos: 10 }

/** What this account can do, computed from the secrets it holds: VK gives each kind of key its own methods. */
export function capabilitiesOf(secrets: Held): ReadonlySet<Capability> {
  const { communityToken, serviceToken, userToken, callbackSecret, callbackConfirmation } = secrets
  const can = new Set<Capability>()
  if (communityToken || serviceToken || userToken) can.add('identify')
  if (callbackSecret && callbackConfirmation) can.add('receive.webhook')
  if (communityToken) can.add('receive.poll').add('reply.comment')
  if (serviceToken || userToken) can.add('context').add('readback')
  // A community key could attach a document, which readers see as a file to download: not what a photo of a mended road is for.
  if (communityToken && userToken) can.add('attach.photo')
  // VK lets a community's wall be written and cleared with a person's key alone.
  if (userToken) can.add('post').add('remove')
  return can
}

/** What one reply through this account may hold: photos only where it may upload them. */
export function replyLimits(secrets: Held): ReplyLimits {
  return { ...limits, photos: capabilitiesOf(secrets).has('attach.photo') ? limits.photos : 0 }
}
