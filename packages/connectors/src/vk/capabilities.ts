import type { Account, Capability } from '../port/port.ts'

/** What this account can do, computed from the secrets it holds: VK gives each kind of key its own methods. */
export function capabilitiesOf(secrets: Account['secrets']): ReadonlySet<Capability> {
  const { communityToken, serviceToken, userToken, callbackSecret, callbackConfirmation } = secrets
  const can = new Set<Capability>()
  if (communityToken || serviceToken || userToken) can.add('identify')
  if (callbackSecret && callbackConfirmation) can.add('receive.webhook')
  if (communityToken) can.add('receive.poll').add('reply.comment')
  if (serviceToken || userToken) can.add('context').add('readback')
  // A community key could attach a document, which readers see as a file to download: not what a photo of a mended road is for.
  if (communityToken && userToken) can.add('attach.photo')
  return can
}
