import type { Account, Connector } from '../port/port.ts'
import { ConnectorError } from '../port/connector-error.ts'
import { perform, reconcile, vkActs } from './acts.ts'
import { systemResolve } from './address.ts'
import type { Resolve } from './address.ts'
import { capabilitiesOf, replyLimits } from './capabilities.ts'
import { createClient } from './client.ts'
import { systemClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { readContext } from './context.ts'
import { readAgain, toFound, unclearFields } from './events.ts'
import { identify } from './identify.ts'
import { createLongPoll } from './long-poll.ts'
import { canonicalText, visibleText } from './markup.ts'
import { describe, describeMany } from './people.ts'
import { readTarget } from './place.ts'
import { inWords } from './unclear.ts'
import { checkWebhook } from './webhook.ts'

export type VkOptions = {
  readonly fetch?: typeof fetch
  readonly clock?: Clock
  /** Finds addresses of host names for the check against private networks. */
  readonly resolve?: Resolve
  /** Lets the API and upload addresses be on this machine, over http: for the simulator only. */
  readonly allowLoopback?: boolean
  /** Where people read VK; addresses of posts and comments begin with it. The demo points it at the pretended community. */
  readonly siteBase?: string
  /** Milliseconds for one request. */
  readonly timeoutMs?: number
  /** Seconds that VK holds a long poll open, at most 90. */
  readonly pollWaitSeconds?: number
  /** How long VK is trusted to remember a `guid`, milliseconds. VK does not say; kept short. */
  readonly guidWindowMs?: number
}

/**
 * VK for one account. `apiBase` ends with `/method`, e.g. `https://api.vk.ru/method`. Holds no state but rate windows and the long
 * poll's session key; one sender per account is the caller's duty.
 */
export function createVkConnector(account: Account, options: VkOptions = {}): Connector {
  const clock = options.clock ?? systemClock
  const site = (options.siteBase ?? 'https://vk.com').replace(/\/+$/, '')
  const now = () => clock.now()
  const can = capabilitiesOf(account.secrets)
  const client = createClient({
    account,
    clock,
    fetch: options.fetch ?? fetch,
    resolve: options.resolve ?? systemResolve,
    allowLoopback: options.allowLoopback ?? false,
    timeoutMs: options.timeoutMs ?? 15_000,
  })
  const pull = createLongPoll(client, account.ownId, Math.min(options.pollWaitSeconds ?? 25, 90), now)
  const access = { client, can, ownId: account.ownId, site, now, guidWindowMs: options.guidWindowMs ?? 10 * 60_000 }

  return {
    account,
    capabilities: () => can,
    limits: () => replyLimits(account.secrets),
    identify: (signal) => identify(client, account.ownId, site, signal),
    webhook: (body) => checkWebhook(body, account, now()),
    pull,
    translate: (event) => toFound(event, account, site),
    readAgain: (event) => readAgain(event, account.ownId),
    unclear: (event) => unclearFields(event, account.ownId).map((field) => inWords(field, event.raw)),
    sameWords: (ours, shown) => canonicalText(visibleText(ours)) === canonicalText(shown),
    describeAuthors: (keys, signal) => describeMany(client, keys, site, signal),
    describeAuthor: (key, signal) => describe(client, key, site, signal),
    async context(target, signal) {
      const place = readTarget(target)
      if (place === null) {
        throw new ConnectorError('config', 'Место сообщения указано не полностью.', "The message's place is incomplete.")
      }
      return readContext(client, place, account.ownId, site, signal)
    },
    acts: () => vkActs,
    perform: (intent, signal) => perform(access, intent, signal),
    reconcile: (intent, signal) => reconcile(access, intent, signal),
  }
}
