import type { Resolve } from './address.ts'
import type { Clock } from './clock.ts'

/** What a connector is given besides its account. Each has a value of its own in operation; tests and the demo bring theirs. */
export type Surroundings = {
  readonly fetch?: typeof fetch
  readonly clock?: Clock
  /** Finds addresses of host names for the check against private networks. */
  readonly resolve?: Resolve
  /** Lets a network's addresses be on this machine, over http: for simulators only. */
  readonly allowLoopback?: boolean
  /** Where people read the network, for the addresses of posts and comments. The demo points it at the simulated one. */
  readonly siteBase?: string
  /** Seconds that a network may hold a poll open; a connector keeps to the network's own limit besides. */
  readonly pollWaitSeconds?: number
  /** Milliseconds for one request. */
  readonly timeoutMs?: number
}
