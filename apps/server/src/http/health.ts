import type { FastifyInstance } from 'fastify'
import { health } from '@otklik/contract'
import type { House } from '../house.ts'
import { clockWords } from './clock-guard.ts'
import { catalogue } from './problems.ts'
import { summed } from './register.ts'

/** What is said of the queue while nobody can look. */
export const emptyQueue = { ok: false, outboxWaiting: 0, outboxUncertain: 0, rawWaiting: 0, rawFailed: 0, rawUnreadable: 0, altered: 0 }

/**
 * For those who watch the program: 200 while the database answers, the clock is right and the disks take writes; 503 otherwise, with the reason
 * in `troubles`. `degraded` with 200: a person should look, at a reply in doubt (`queue.ok` is false), at events that fail (`queue.rawFailed`)
 * or could not be read (`queue.rawUnreadable`; the queue itself goes on), at what is not as it was sealed (`queue.altered`), or at a disk that fills.
 */
export function healthRoute(app: FastifyInstance, { storage, version, log, clock, disks }: House): void {
  const database = { kind: storage.kind, version: storage.serverVersion }
  const queueNow = async () => {
    try {
      const { waiting, uncertain, rawWaiting, altered } = await storage.backlog()
      const { failing: rawFailed, unreadable: rawUnreadable } = await storage.raw.counts()
      return { ok: uncertain === 0, outboxWaiting: waiting, outboxUncertain: uncertain, rawWaiting, rawFailed, rawUnreadable, altered }
    } catch (error) {
      log('health.failed', { error })
      return null
    }
  }
  app.route({
    method: 'GET',
    url: '/healthz',
    config: { access: 'public' },
    schema: {
      operationId: 'health',
      ...summed({ ru: 'Состояние базы, очереди, часов и дисков', en: 'Database, queue, clock and disk state' }),
      tags: ['house'],
      response: { 200: health, 503: health },
    },
    handler: async (_, reply) => {
      reply.header('cache-control', 'no-store')
      const [queue, disk] = await Promise.all([queueNow(), disks.look()])
      await clock.right().catch(() => undefined)
      const { ok: clockOk, offByMs } = clock.state()
      const troubles = [
        ...(queue === null ? [{ code: 'database' as const, ...catalogue.unavailable.cure }] : []),
        ...(clockOk ? [] : [{ code: 'clock' as const, ...clockWords(offByMs ?? 0) }]),
        ...disk.troubles,
      ]
      const works = queue !== null && clockOk && disk.ok
      const well = works && troubles.length === 0 && queue.ok && queue.rawFailed + queue.rawUnreadable + queue.altered === 0
      if (!works) reply.code(503).header('retry-after', '10')
      return {
        status: well ? 'ok' : 'degraded',
        troubles,
        database: { ok: queue !== null, ...database },
        clock: { ok: clockOk, offByMs },
        disk: { ok: disk.ok, freeMb: disk.freeMb },
        queue: queue ?? emptyQueue,
        version,
      }
    },
  })
}
