import { systemResolve } from '../port/address.ts'
import { systemClock } from '../port/clock.ts'
import { ConnectorError } from '../port/connector-error.ts'
import type { Account, Connector } from '../port/port.ts'
import type { Surroundings } from '../port/surroundings.ts'
import { vkAccount } from './account.ts'
import { perform, reconcile, vkActs } from './acts.ts'
import { capabilitiesOf, heldIn } from './capabilities.ts'
import { createClient } from './client.ts'
import { readContext } from './context.ts'
import { readAgain, toFound, unclearFields } from './events.ts'
import { identify } from './identify.ts'
import { createLongPoll } from './long-poll.ts'
import { canonicalText, visibleText } from './markup.ts'
import { describeMany } from './people.ts'
import { readTarget } from './place.ts'
import { inWords } from './unclear.ts'
import { checkWebhook } from './webhook.ts'

export type VkOptions = Surroundings & {
  /** How long VK is trusted to remember a `guid`, milliseconds. VK does not say; kept short. */
  readonly guidWindowMs?: number
}

/**
 * VK for one account. Holds no state but rate windows and the long
 * poll's session key; one sender per account is the caller's duty.
 */
export function createVkConnector(given: Account, options: VkOptions = {}): Connector {
  const account = vkAccount(given)
  const clock = options.clock ?? systemClock
  const site = (options.siteBase ?? 'https://vk.com').replace(/\/+$/, '')
  const now = () => clock.now()
  const can = capabilitiesOf(heldIn(account.secrets))
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
    account: given,
    capabilities: () => can,
    identify: (signal) => identify(client, account.ownId, site, signal),
    webhook: (request) => checkWebhook(request, account, now()),
    pull,
    translate: (event) => toFound(event, account, site),
    readAgain: (event) => readAgain(event, account.ownId),
    unclear: (event) => unclearFields(event, account.ownId).map((field) => inWords(field, event.raw)),
    sameWords: (ours, shown) => canonicalText(visibleText(ours)) === canonicalText(shown),
    describeAuthors: (keys, signal) => describeMany(client, keys, site, signal),
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
