import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from './problems.ts'

const minute = 60_000

/** Refuses what comes too often, and says when to come again. */
export type Limit = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

/**
 * So many requests a minute for each key, at this process.
 * @throws ProblemError `too-many-requests`
 */
export function limitOf(app: FastifyInstance, max: number, keyGenerator: (request: FastifyRequest) => string): Limit {
  const count = app.createRateLimit({ max, timeWindow: minute, keyGenerator })
  return async (request, reply) => {
    const state = await count(request)
    if (state.isAllowed || !state.isExceeded) return
    reply.header('retry-after', String(state.ttlInSeconds))
    throw new ProblemError('too-many-requests')
  }
}
