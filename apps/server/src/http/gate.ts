import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Access, rightNamed } from '@otklik/contract'
import { ProblemError } from './problems.ts'
import { type Identify, organisationAsked, type Person } from './who.ts'

declare module 'fastify' {
  interface FastifyRequest {
    person: Person | null
  }
  interface FastifyContextConfig {
    access?: Access
    /** Called by networks, not by browsers: no origin to check. */
    fromNetworks?: true
    /** Asked by an open page itself, whether or not somebody sits before it: the session is looked at and not renewed. */
    byItself?: true
    /** Open before the desk is: to a person whose password another chose, and before one of several organisations is chosen. */
    beforeDesk?: true
  }
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser says where a request comes from; other programs send `Origin` themselves. Cookies are SameSite=Lax besides,
 * so that forging takes two broken walls.
 */
function refuseForeignOrigin(request: FastifyRequest, publicUrl: string | null): void {
  if (request.headers['sec-fetch-site'] === 'same-origin') return
  const origin = request.headers.origin
  if (request.headers['sec-fetch-site'] === undefined && origin !== undefined && URL.canParse(origin)) {
    const { host } = new URL(origin)
    if (host === request.host || (publicUrl !== null && host === new URL(publicUrl).host)) return
  }
  throw new ProblemError('foreign-origin')
}

/** What a person may see today is nobody's tomorrow, on a computer that others use too: nothing is kept unless a route says how. */
export function keepNothing(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}

/** The one place where access is enforced. A route that does not say who may call it stops the start. */
export function installGate(app: FastifyInstance, identify: Identify, publicUrl: string | null): void {
  app.decorateRequest('person', null)
  app.addHook('onRoute', (route) => {
    if (route.config?.access === undefined)
      throw new Error(`${String(route.method)} ${route.url} does not say who may call it (config.access)`)
  })
  app.addHook('onRequest', async (request, reply) => {
    const { access, fromNetworks } = request.routeOptions.config
    if (access === undefined) return
    if (!reading.has(request.method) && fromNetworks !== true) refuseForeignOrigin(request, publicUrl)
    if (access === 'public') return
    const found = await identify(request)
    if (found === null) throw new ProblemError('not-signed-in')
    request.person = found.person
    for (const cookie of found.cookies) reply.header('set-cookie', cookie)
    if (request.routeOptions.config.beforeDesk === true) return
    // A password that two know is nobody's signature: nothing is done with it but changing it.
    if (found.person.passwordGiven !== null) throw new ProblemError('password-not-own')
    if (!found.person.organisationChosen) {
      const asked = organisationAsked(request)
      throw new ProblemError(asked === null ? 'organisation-not-chosen' : 'not-found')
    }
    const right = rightNamed(access)
    if (right !== null && !found.person.may.includes(right)) throw new ProblemError('forbidden')
  })
}
