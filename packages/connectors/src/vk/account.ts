import type { Account } from '../port/port.ts'

/** A connection in VK's own words. */
export type VkAccount = {
  readonly id: string
  /** The community's number, positive. */
  readonly ownId: number
  /** Ends with `/method`. */
  readonly apiBase: string
  readonly secrets: VkSecrets
}

export type VkSecrets = {
  readonly communityToken?: string
  readonly serviceToken?: string
  readonly userToken?: string
  readonly callbackSecret?: string
  readonly callbackConfirmation?: string
}

/** What was checked by the descriptor when it was stored. A number that is none becomes one that no community has. */
export function vkAccount({ id, ownId, fields, secrets }: Account): VkAccount {
  const number = Number(ownId)
  return { id, ownId: Number.isSafeInteger(number) && number > 0 ? number : 0, apiBase: fields['apiBase'] ?? '', secrets }
}
