import type { RawEvent, WebhookVerdict } from '@otklik/connectors'
import { AccountMoved } from '@otklik/storage'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Gather } from '../gather.ts'
import type { House } from '../house.ts'
import type { Opened } from '../networks.ts'
import { ProblemError } from './problems.ts'
import { summed } from './register.ts'

/** Callbacks that may wait for the disk at once; a network calls again what is refused for now. */
const mostWaiting = 1_000
/** While one has waited for so long, further ones are sent away: their acknowledgement would come too late for the network, milliseconds. */
const patienceMs = 1_200
/** Events committed together at most. */
const together = 250
/** An event of a network is small; a comment with all that hangs on it has some tens of kilobytes. */
const largest = 512 * 1024

type Arrived = { readonly tenantId: string; readonly revision: number; readonly event: RawEvent }

/**
 * The networks' door. An event is stored as it came and committed, and only then acknowledged: what was not acknowledged the network sends
 * again, and the key of the event makes that harmless. Secrets are opened once and not for each event; that they still stand is a condition
 * of the storing. Events that come together are committed together, in the order in which they came.
 */
export function hookRoutes(app: FastifyInstance, { storage, networks, wakes, log, version }: House): void {
  const doors = new Map<string, Gather<Arrived, void>>()
  /** Since when each callback waits; the oldest comes first. */
  const waiting = new Map<symbol, number>()

  async function storeAll(accountId: string, all: readonly Arrived[]): Promise<void> {
    const [first] = all
    if (first === undefined) return
    // Believed by different revisions: the older ones are to be looked at again, and so are all, which costs little and happens seldom.
    if (all.some(({ revision }) => revision !== first.revision)) throw new AccountMoved(accountId)
    const by = { reader: version, revision: first.revision }
    const events = all.map(({ event }) => event)
    if ((await storage.raw.store(first.tenantId, accountId, events, null, by)) > 0) wakes.inbox.ring()
  }

  function storeOf(accountId: string): Gather<Arrived, void> {
    const known = doors.get(accountId)
    if (known !== undefined) return known
    const made = new Gather<Arrived, void>((all) => storeAll(accountId, all), together)
    doors.set(accountId, made)
    return made
  }

  async function accept(accountId: string, body: unknown): Promise<Extract<WebhookVerdict, { accept: true }>> {
    const kept = networks.kept(accountId)
    const verdict = kept?.connector.webhook(body)
    if (kept !== null && verdict?.accept === true && verdict.event !== null) {
      const stored = await storeIn(kept, verdict.event)
      if (stored) return verdict
    }
    // Unknown, changed, or refused by what was known: the database says how it is today.
    for (;;) {
      const opened = await networks.open(accountId)
      if (opened === null) throw new ProblemError('not-found')
      const today = opened.connector.webhook(body)
      if (!today.accept) {
        log('webhook.refused', { accountId, reason: today.reason })
        throw new ProblemError(today.status === 400 ? 'malformed-body' : 'webhook-refused')
      }
      if (today.event === null || (await storeIn(opened, today.event))) return today
    }
  }

  /** False when the account was changed meanwhile, and nothing was stored. */
  async function storeIn({ row: { tenantId, id, revision } }: Opened, event: RawEvent): Promise<boolean> {
    try {
      await storeOf(id).add({ tenantId, revision, event })
      return true
    } catch (error) {
      if (error instanceof AccountMoved) return false
      throw error
    }
  }

  function isBusy(): boolean {
    const [oldest] = waiting.values()
    return waiting.size >= mostWaiting || (oldest !== undefined && performance.now() - oldest > patienceMs)
  }

  app.route<{ Params: { accountId: string } }>({
    method: 'POST',
    url: '/hooks/vk/:accountId',
    config: { access: 'public', fromNetworks: true },
    bodyLimit: largest,
    schema: {
      operationId: 'vkEvent',
      ...summed({ ru: 'Приём событий ВКонтакте (Callback API)', en: 'VK Callback API' }),
      tags: ['hooks'],
      params: z.object({ accountId: z.uuid() }),
    },
    handler: async ({ params, body }, reply) => {
      if (isBusy()) throw new ProblemError('busy')
      const own = Symbol('callback')
      waiting.set(own, performance.now())
      try {
        const { answer } = await accept(params.accountId, body)
        return await reply.type('text/plain; charset=utf-8').send(answer)
      } finally {
        waiting.delete(own)
      }
    },
  })
}
