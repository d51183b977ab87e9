import type { FastifyInstance } from 'fastify'
import { otherRoutes } from '@otklik/contract'
import type { House } from '../house.ts'
import type { Changes } from '../live/changes.ts'
import { eventText } from '../live/listener.ts'
import { limitOf } from './limit.ts'
import { Line } from './line.ts'
import { ProblemError } from './problems.ts'
import { type Handlers, summed } from './register.ts'

const { stream } = otherRoutes

const comeBackMs = 60_000
/** After a lost line browsers come back in a while of their own each: all at once they would stand in each other's way. */
const retry = (): string => `retry: ${1_000 + Math.round(Math.random() * 3_000)}\n\n`

/**
 * Server-sent events (HTML Standard, 9.2). A browser that comes back with `Last-Event-ID` is greeted like a new one, and a greeting
 * means "read the list anew": the list is one quick query, a replay of what was missed would be many. Streams end with the signal.
 */
export function streamRoute(app: FastifyInstance, changes: Changes, signal: AbortSignal): void {
  app.route({
    method: stream.method,
    url: stream.path,
    config: { access: stream.access, byItself: true },
    schema: { operationId: 'stream', ...summed(stream.summary), tags: ['stream'], querystring: stream.query },
    handler: (request, reply) => {
      const { person } = request
      if (person === null) throw new ProblemError('not-signed-in')
      reply.hijack()
      const { raw } = reply
      // The browser left while we asked who it is: nobody would ever end what is begun now.
      if (raw.destroyed) return
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        connection: 'keep-alive',
        'x-accel-buffering': 'no',
      })
      const line = new Line(raw)
      line.say(retry())
      const { leave, drained } = changes.add({
        person,
        cookie: request.headers.cookie ?? '',
        tell: (words) => {
          if (line.behind) return false
          line.say(words)
          return true
        },
        beat: () => line.say(': \n\n'),
        // A browser that makes room for others comes back later than at once: otherwise nine would take turns every two seconds.
        // One whose session was changed for another, by a new password, comes back at once with the new one.
        close: (reason) => line.end(`${reason === 'too-many' ? `retry: ${comeBackMs}\n` : ''}${eventText({ type: 'closing', reason })}`),
        end: () => line.end(),
      })
      line.onDrain(drained)
      line.onEnd(leave)
      const end = (): void => line.end()
      signal.addEventListener('abort', end, { once: true })
      line.onEnd(() => signal.removeEventListener('abort', end))
    },
  })
}

/** A desk tells it at every opened card, at the first and last letter of a draft, and three times a minute besides. */
const mostLooks = 300

/** Who else has a card open. */
export function lookingHandler({ storage }: House, app: FastifyInstance, changes: Changes): Pick<Handlers, 'looking'> {
  const limit = limitOf(app, mostLooks, ({ person }) => `looking ${person?.personId}`)
  return {
    looking: async ({ person, body: { incidentId, writing, tab }, request, reply }) => {
      await limit(request, reply)
      if (incidentId !== null && (await storage.views.place(person, incidentId)) === null) throw new ProblemError('not-found')
      changes.look(person, tab, incidentId, writing)
      return { ok: true }
    },
  }
}
