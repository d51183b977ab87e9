import type { Capabilities } from '../port/capability.ts'
import type { VkClient } from './client.ts'

/** What every act needs: the way to VK, what this account's keys allow, whose page it is. */
export type VkAccess = {
  readonly client: VkClient
  readonly can: Capabilities
  /** VK's number of the community, positive. */
  readonly ownId: number
  /** Where people read VK; addresses begin with it. */
  readonly site: string
  readonly now: () => number
  /** So long VK is trusted to remember a `guid`, milliseconds. */
  readonly guidWindowMs: number
}
