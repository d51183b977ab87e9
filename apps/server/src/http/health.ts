import type { FastifyInstance } from 'fastify'
import { health } from '@otklik/contract'
import type { House } from '../house.ts'
import { summed } from './register.ts'

/**
 * For those who watch the program: 200 while the database answers, with what waits; 503 otherwise. `degraded`: a person should look, at a
 * reply in doubt (`queue.ok` is false), at events that fail (`queue.rawFailed`; the queue itself goes on), or at what is not as it was sealed
 * (`queue.altered`).
 */
export function healthRoute(app: FastifyInstance, { storage, version, log }: House): void {
  const database = { kind: storage.kind, version: storage.serverVersion }
  app.route({
    method: 'GET',
    url: '/healthz',
    config: { access: 'public' },
    schema: {
      operationId: 'health',
      ...summed({ ru: 'Состояние базы и очереди', en: 'Database and queue state' }),
      tags: ['house'],
      response: { 200: health, 503: health },
    },
    handler: async (_, reply) => {
      reply.header('cache-control', 'no-store')
      try {
        const { waiting, uncertain, rawWaiting, altered } = await storage.outbox.waiting()
        const rawFailed = await storage.raw.failing()
        const queue = { ok: uncertain === 0, outboxWaiting: waiting, outboxUncertain: uncertain, rawWaiting, rawFailed, altered }
        return {
          status: queue.ok && rawFailed === 0 && altered === 0 ? 'ok' : 'degraded',
          database: { ok: true, ...database },
          queue,
          version,
        }
      } catch (error) {
        log('health.failed', { error })
        const queue = { ok: false, outboxWaiting: 0, outboxUncertain: 0, rawWaiting: 0, rawFailed: 0, altered: 0 }
        return reply.code(503).send({ status: 'degraded', database: { ok: false, ...database }, queue, version })
      }
    },
  })
}
