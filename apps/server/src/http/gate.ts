import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Access } from '@otklik/contract'
import type { Storage, Viewer } from '@otklik/storage'
import type { SignIn } from '../sign-in/sign-in.ts'
import { ProblemError } from './problems.ts'

export type PersonRole = Exclude<Access, string>[number]

/** The person behind a request: who they are today in the database, not on the day they signed in. */
export type Person = Viewer & {
  readonly login: string
  readonly userId: string
  readonly roles: readonly PersonRole[]
  readonly passwordGiven: NonNullable<Awaited<ReturnType<Storage['organisation']['personByUser']>>>['passwordGiven']
}

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
    /** Open to a person whose password another chose. */
    withGivenPassword?: true
  }
}

/** Who is signed in, or null; the cookies that the sign-in wants renewed go out with the answer. */
export type Identify = (request: FastifyRequest) => Promise<{ person: Person; cookies: readonly string[] } | null>

/** Looks the person up at each request, so that a deactivated person, a lost role or a changed unit counts at once. */
export function identifier(storage: Storage, signIn: SignIn): Identify {
  return async (request) => {
    const session = await signIn.session(request.headers.cookie, request.routeOptions.config.byItself !== true)
    if (session === null) return null
    const found = await storage.organisation.personByUser(session.userId)
    if (found === null || !found.active) return null
    const { id, ...rest } = found
    return { person: { ...rest, personId: id, userId: session.userId }, cookies: session.cookies }
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
    // A password that two know is nobody's signature: nothing is done with it but changing it.
    if (found.person.passwordGiven !== null && request.routeOptions.config.withGivenPassword !== true)
      throw new ProblemError('password-not-own')
    if (access !== 'signed-in' && !found.person.roles.some((role) => (access as readonly string[]).includes(role)))
      throw new ProblemError('forbidden')
  })
}
