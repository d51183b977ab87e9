import type { ReplyLimits } from '@otklik/casework'
import { longestReply, mostPhotos } from '@otklik/contract'
import type { Loaded } from './load.ts'
import type { Services } from './services.ts'

/** What is said by hand goes through no network, and is bounded by the contract alone. */
export const unbounded: ReplyLimits = { textLength: longestReply, photos: mostPhotos }

/** What one reply may hold where this incident's message stands, through the account by which it came. */
export function limitsOf(
  { replyLimits }: Pick<Services, 'replyLimits'>,
  { state: { message }, accountSecrets }: Pick<Loaded, 'state' | 'accountSecrets'>,
): ReplyLimits {
  const network = message?.place.network ?? 'manual'
  return network === 'manual' || replyLimits === undefined ? unbounded : replyLimits(network, accountSecrets)
}
