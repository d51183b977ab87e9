import type { FastifyInstance } from 'fastify'
import type { StreamEvent } from '@otklik/contract'
import { isAway } from '@otklik/storage'
import type { House } from '../house.ts'
import type { Changes, Listener } from '../live/changes.ts'
import type { Identify } from './gate.ts'
import { limitOf } from './limit.ts'
import { Line } from './line.ts'
import { ProblemError } from './problems.ts'
import { type Handlers, summed } from './register.ts'

const comeBackMs = 60_000

const eventText = (event: StreamEvent, position: number | null): string =>
  `${position === null ? '' : `id: ${position}\n`}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`

/** Streams end with the signal; `heartbeatMs`: how often each shows that it lives. */
export type StreamOptions = { readonly signal: AbortSignal; readonly heartbeatMs: number }

/**
 * Server-sent events (HTML Standard, 9.2). A browser that comes back with `Last-Event-ID` is greeted like a new one, and a greeting
 * means "read the list anew": the list is one quick query, a replay of what was missed would be many.
 */
export function streamRoute(app: FastifyInstance, changes: Changes, identify: Identify, options: StreamOptions): void {
  app.route({
    method: 'GET',
    url: '/api/stream',
    config: { access: 'signed-in', byItself: true },
    schema: {
      operationId: 'stream',
      ...summed({ ru: 'Изменения по мере их появления, text/event-stream', en: 'Live changes, text/event-stream' }),
      tags: ['stream'],
    },
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
      line.say('retry: 2000\n\n')
      const send: Listener['send'] = (event, position) => line.say(eventText(event, position))
      // A tab that makes room for others comes back later than at once: otherwise nine tabs would take turns every two seconds.
      const close: Listener['close'] = (reason) => line.end(`retry: ${comeBackMs}\n${eventText({ type: 'closing', reason }, null)}`)
      // A person who was deactivated or signed out hears nothing more.
      const check = (): void => {
        identify(request).then(
          (found) => (found === null ? close('signed-out') : undefined),
          // While the database is away nothing is told that somebody should not hear; the stream outlives it, and looks again.
          (error: unknown) => (isAway(error) ? undefined : line.end()),
        )
      }
      line.onEnd(changes.add({ person, send, check, close }))
      const heartbeat = setInterval(() => {
        line.say(': \n\n')
        check()
      }, options.heartbeatMs).unref()
      line.onEnd(() => clearInterval(heartbeat))
      const { signal } = options
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
    looking: async ({ person, body: { incidentId, writing }, request, reply }) => {
      await limit(request, reply)
      if (incidentId !== null && (await storage.views.place(person, incidentId)) === null) throw new ProblemError('not-found')
      changes.look(person, incidentId, writing)
      return { ok: true }
    },
  }
}
