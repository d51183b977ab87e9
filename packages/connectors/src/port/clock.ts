import { setTimeout as wait } from 'node:timers/promises'

/** Time as the connector sees it: milliseconds since 1970 UTC, and a wait that can be cut short. Tests bring their own. */
export type Clock = { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> }

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }),
}
