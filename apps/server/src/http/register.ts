import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { z } from 'zod'
import { routes, type Route, type RouteName } from '@otklik/contract'
import { ProblemError } from './problems.ts'
import type { Person } from './who.ts'

type Part<N extends RouteName, P extends 'params' | 'query' | 'body'> = (typeof routes)[N] extends {
  readonly [K in P]: infer S extends z.ZodType
}
  ? z.output<S>
  : undefined
type Caller<N extends RouteName> = (typeof routes)[N]['access'] extends 'public' ? null : Person

/** What a handler is given: checked input, and the person whom the gate let in. */
export type Input<N extends RouteName> = {
  readonly params: Part<N, 'params'>
  readonly query: Part<N, 'query'>
  readonly body: Part<N, 'body'>
  readonly person: Caller<N>
  readonly idempotencyKey: string | null
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}
export type Handler<N extends RouteName> = (input: Input<N>) => Promise<z.output<(typeof routes)[N]['response']>>

/** One handler for every route of the contract: the compiler says which is missing. */
export type Handlers = { readonly [N in RouteName]: Handler<N> }

const uuid = z.uuid()

/**
 * A command moves an incident: the key is required, so that a second press is harmless. Where a repeated request does no harm
 * that a person could not see, it is optional.
 */
function idempotencyKey(route: Route, request: FastifyRequest, required: boolean): string | null {
  if (route.idempotent !== true) return null
  const key = request.headers['idempotency-key']
  if (key === undefined && !required) return null
  if (typeof key === 'string' && uuid.safeParse(key).success) return key.toLowerCase()
  throw new ProblemError(key === undefined ? 'key-missing' : 'key-malformed')
}

/** Routes that take the key of a press and do nothing without it. */
export const needsKey = (name: string): boolean => name === 'command'

/**
 * What is open to a person whose password another chose, or who has not chosen one of their organisations yet: seeing that, changing the
 * password, leaving.
 */
export const beforeDesk: ReadonlySet<string> = new Set(['session', 'passwordHistory', 'changePassword', 'signOut'])

/** OpenAPI has one language for a summary: the other one is the description. */
export const summed = ({ ru, en }: Route['summary']) => ({ summary: en, description: ru })

/** A name for OpenAPI from the second segment of the path: `/api/incidents/:id/read` belongs to `incidents`. */
const tagOf = (path: string): string => path.split('/')[2] ?? 'house'

/** Registers the whole contract; schemas check the input and strip from answers what the contract does not name. */
export function registerRoutes(app: FastifyInstance, handlers: Handlers): void {
  for (const [name, route] of Object.entries<Route>(routes)) {
    const handle = handlers[name as RouteName] as unknown as (input: Readonly<Record<string, unknown>>) => Promise<unknown>
    const options: RouteOptions = {
      method: route.method,
      url: route.path,
      config: {
        access: route.access,
        ...(name === 'looking' ? { byItself: true as const } : {}),
        ...(beforeDesk.has(name) ? { beforeDesk: true as const } : {}),
      },
      schema: {
        operationId: name,
        ...summed(route.summary),
        tags: [tagOf(route.path)],
        ...(route.params === undefined ? {} : { params: route.params }),
        ...(route.query === undefined ? {} : { querystring: route.query }),
        ...(route.body === undefined ? {} : { body: route.body }),
        response: { 200: route.response },
      },
      handler: async (request, reply) =>
        handle({
          params: request.params,
          query: request.query,
          body: request.body,
          person: request.person,
          idempotencyKey: idempotencyKey(route, request, needsKey(name)),
          request,
          reply,
        }),
    }
    app.route(options)
  }
}
