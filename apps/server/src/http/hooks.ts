import type { HookAnswer, HookRequest, RawEvent } from '@otklik/connectors'
import { networkId } from '@otklik/contract'
import { AccountMoved } from '@otklik/storage'
import type { FastifyInstance, FastifyRequest } from 'fastify'
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

type Params = { readonly network: string; readonly accountId: string }

const requestOf = ({ method, headers, query, body }: FastifyRequest): HookRequest => ({
  method: method === 'POST' ? 'POST' : 'GET',
  headers: Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(', ')] as const])),
  ),
  query: Object.fromEntries(Object.entries(query as object).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))),
  body: body instanceof Uint8Array ? body : new Uint8Array(),
})

type Arrived = { readonly tenantId: string; readonly revision: number; readonly event: RawEvent }

const route = (method: 'GET' | 'POST', operationId: string, summary: Parameters<typeof summed>[0]) => ({
  method,
  url: '/hooks/:network/:accountId',
  config: { access: 'public' as const, fromNetworks: true as const },
  bodyLimit: largest,
  schema: { operationId, ...summed(summary), tags: ['hooks'], params: z.object({ network: networkId, accountId: z.uuid() }) },
})

/**
 * The networks' door. Whether a request comes from its network, and what the network hears, only its connector can say: it is given headers and
 * untouched bytes. An event is stored as it came and committed, and only then acknowledged: what was not acknowledged the network sends
 * again, and the key of the event makes that harmless. Secrets are opened once and not for each event; that they still stand is a condition
 * of the storing. Events that come together are committed together, in the order in which they came.
 */
export async function hookRoutes(app: FastifyInstance, { storage, networks, wakes, log, version }: House): Promise<void> {
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

  async function accept({ network, accountId }: Params, request: HookRequest): Promise<HookAnswer> {
    const kept = networks.kept(accountId)
    if (kept !== null && kept.row.network === network) {
      const verdict = kept.connector.webhook(request)
      if (verdict.accept && verdict.events.length > 0 && (await storeIn(kept, verdict.events))) return verdict.answer
    }
    // Unknown, changed, or refused by what was known: the database says how it is today.
    for (;;) {
      const opened = await networks.open(accountId)
      if (opened === null || opened.row.network !== network) throw new ProblemError('not-found')
      const today = opened.connector.webhook(request)
      if (!today.accept) log('webhook.refused', { accountId, reason: today.reason })
      if (!today.accept || today.events.length === 0 || (await storeIn(opened, today.events))) return today.answer
    }
  }

  /** False when the account was changed meanwhile, and not everything was stored. */
  async function storeIn({ row: { tenantId, id, revision } }: Opened, events: readonly RawEvent[]): Promise<boolean> {
    const stored = await Promise.allSettled(events.map((event) => storeOf(id).add({ tenantId, revision, event })))
    const failed = stored.find((one) => one.status === 'rejected')
    if (failed === undefined) return true
    if (failed.reason instanceof AccountMoved) return false
    throw failed.reason
  }

  function isBusy(): boolean {
    const [oldest] = waiting.values()
    return waiting.size >= mostWaiting || (oldest !== undefined && performance.now() - oldest > patienceMs)
  }

  await app.register(async (door) => {
    // Networks sign the bytes that they send: nothing here reads them before the connector.
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    for (const each of [
      route('POST', 'networkEvent', { ru: 'Приём событий сети', en: 'Events of a network' }),
      route('GET', 'networkQuestion', { ru: 'Сеть спрашивает, наш ли это адрес', en: 'A network asks whether the address is ours' }),
    ]) {
      door.route<{ Params: Params }>({
        ...each,
        handler: async (request, reply) => {
          if (isBusy()) throw new ProblemError('busy')
          const own = Symbol('callback')
          waiting.set(own, performance.now())
          try {
            const { status, type, body } = await accept(request.params, requestOf(request))
            return await reply.code(status).type(type).send(body)
          } finally {
            waiting.delete(own)
          }
        },
      })
    }
  })
}
