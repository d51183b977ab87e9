import type { ReplyLimits } from '@otklik/casework'
import { longestReply, mostPhotos } from '@otklik/contract'
import type { Loaded } from './load.ts'
import type { Services } from './services.ts'

/** What a person brings to its place is bounded by the contract alone: they see there what fits. */
export const unbounded: ReplyLimits = { textLength: longestReply, photos: mostPhotos }

/** What one reply may hold where this incident's message stands, through the account by which it came. */
export function limitsOf(
  { replyLimits }: Pick<Services, 'replyLimits'>,
  { state: { message }, accountSecrets }: Pick<Loaded, 'state' | 'accountSecrets'>,
): ReplyLimits {
  const place = message?.place
  if (place === undefined || place.network === null || place.accountId === '' || replyLimits === undefined) return unbounded
  return replyLimits(place.network, accountSecrets) ?? unbounded
}
