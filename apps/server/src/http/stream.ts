import type { FastifyInstance } from 'fastify'
import type { StreamEvent } from '@otklik/contract'
import type { House } from '../house.ts'
import type { Changes, Listener } from '../live/changes.ts'
import type { Identify } from './gate.ts'
import { ProblemError } from './problems.ts'
import { type Handlers, summed } from './register.ts'

const comeBackMs = 60_000
/** Bytes that wait to be read by one browser: thousands of rows. */
const mostUnread = 1_000_000

/**
 * Server-sent events (HTML Standard, 9.2). A browser that comes back with `Last-Event-ID` is greeted like a new one, and a greeting
 * means "read the list anew": the list is one quick query, a replay of what was missed would be many.
 */
export function streamRoute(
  app: FastifyInstance,
  { changes, identify, heartbeatMs }: { readonly changes: Changes; readonly identify: Identify; readonly heartbeatMs: number },
  signal: AbortSignal,
): void {
  app.route({
    method: 'GET',
    url: '/api/stream',
    config: { access: 'signed-in' },
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
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        connection: 'keep-alive',
        'x-accel-buffering': 'no',
      })
      raw.write('retry: 2000\n\n')
      const write = (event: StreamEvent, position: number | null): void => {
        // A browser that reads no more (asleep, or behind a dead line) is let go; it comes back and reads everything anew.
        if (raw.writableLength > mostUnread) raw.destroy()
        else raw.write(`${position === null ? '' : `id: ${position}\n`}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
      }
      const close: Listener['close'] = (reason) => {
        remove()
        // A tab that makes room for others comes back later than at once: otherwise nine tabs would take turns every two seconds.
        raw.write(`retry: ${comeBackMs}\n`)
        write({ type: 'closing', reason }, null)
        raw.end()
      }
      // A person who was deactivated or signed out hears nothing more.
      const check = (): void => {
        identify(request).then(
          (found) => (found === null ? close('signed-out') : undefined),
          () => raw.end(),
        )
      }
      const remove = changes.add({ person, send: write, check, close })
      const heartbeat = setInterval(() => {
        raw.write(': \n\n')
        check()
      }, heartbeatMs)
      const end = (): void => void raw.end()
      signal.addEventListener('abort', end, { once: true })
      raw.on('close', () => {
        signal.removeEventListener('abort', end)
        clearInterval(heartbeat)
        remove()
      })
    },
  })
}

/** Who else has a card open. */
export function lookingHandler({ storage }: House, changes: Changes): Pick<Handlers, 'looking'> {
  return {
    looking: async ({ person, body: { incidentId, writing } }) => {
      if (incidentId !== null && (await storage.views.place(person, incidentId)) === null) throw new ProblemError('not-found')
      changes.look(person, incidentId, writing)
      return { ok: true }
    },
  }
}
