import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { House } from '../house.ts'
import { ProblemError } from './problems.ts'
import { summed } from './register.ts'

/**
 * The networks' door. An event is stored as it came and committed, and only then acknowledged: what was not acknowledged
 * the network sends again, and the key of the event makes that harmless.
 */
export function hookRoutes(app: FastifyInstance, { storage, networks, bells, log }: House): void {
  app.route<{ Params: { accountId: string } }>({
    method: 'POST',
    url: '/hooks/vk/:accountId',
    config: { access: 'public', fromNetworks: true },
    schema: {
      operationId: 'vkEvent',
      ...summed({ ru: 'Приём событий ВКонтакте (Callback API)', en: 'VK Callback API' }),
      tags: ['hooks'],
      params: z.object({ accountId: z.uuid() }),
    },
    handler: async ({ params, body }, reply) => {
      const opened = await networks.open(params.accountId)
      if (opened === null) throw new ProblemError('not-found')
      const verdict = opened.connector.webhook(body)
      if (!verdict.accept) {
        log('webhook.refused', { accountId: params.accountId, reason: verdict.reason })
        throw new ProblemError(verdict.status === 400 ? 'malformed-body' : 'webhook-refused')
      }
      if (verdict.event !== null) {
        await storage.raw.store(opened.row.tenantId, opened.row.id, [verdict.event], null)
        bells.inbox.ring()
      }
      return reply.type('text/plain; charset=utf-8').send(verdict.answer)
    },
  })
}
