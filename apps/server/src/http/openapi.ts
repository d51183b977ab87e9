import type { FastifyInstance } from 'fastify'
import swagger from '@fastify/swagger'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Access, problem, type Route, routes } from '@otklik/contract'
import { codesOf } from './openapi-codes.ts'
import { catalogue, type ProblemCode } from './problems.ts'
import { needsKey } from './register.ts'

type Operation = {
  operationId?: string
  parameters?: unknown[]
  requestBody?: unknown
  security?: unknown
  responses: Record<string, unknown>
}

const problemType = 'application/problem+json'
const binary = { schema: { type: 'string', format: 'binary' } }
const failure = (description: string) => ({ description, content: { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } } })

/** Whatever the network wants to hear: of what was accepted, and of what was refused. */
const heardByNetworks = {
  200: { description: 'What the network wants to hear', content: { '*/*': { schema: { type: 'string' } } } },
  403: { description: 'It does not come from the network, or not to this connection', content: { '*/*': { schema: { type: 'string' } } } },
}

/** What the contract's schemas cannot say: bodies and answers that are no JSON of ours. */
const besides: Readonly<Record<string, Pick<Operation, 'requestBody'> & { readonly responses?: Record<string, unknown> }>> = {
  addFile: {
    requestBody: {
      required: true,
      content: {
        'multipart/form-data': { schema: { type: 'object', properties: { file: binary.schema }, required: ['file'] } },
      },
    },
  },
  file: {
    responses: {
      200: { description: 'The picture, with its ETag', content: { 'image/jpeg': binary, 'image/png': binary } },
      304: { description: 'The picture is the one named in If-None-Match' },
    },
  },
  stream: {
    responses: { 200: { description: 'Server-sent events', content: { 'text/event-stream': { schema: { type: 'string' } } } } },
  },
  networkEvent: {
    requestBody: {
      required: true,
      description: 'An event as the network sends it, in the form and with the signature that it documents',
      content: { '*/*': binary },
    },
    responses: heardByNetworks,
  },
  networkQuestion: { responses: heardByNetworks },
}

const keyParameter = (required: boolean) => ({
  in: 'header',
  name: 'Idempotency-Key',
  required,
  schema: { type: 'string', format: 'uuid' },
  description: 'A new UUID for each press, the same one when it is repeated: nothing is done twice.',
})

/** The errors of one route, a response for each status with the codes that it may carry. */
function errorsOf(codes: readonly ProblemCode[]): Record<string, unknown> {
  const byStatus = Map.groupBy(codes, (code) => catalogue[code].status)
  const told = [...byStatus].map(([status, same]) => [
    status,
    failure(same.map((code) => `\`${code}\`: ${catalogue[code].title.en}`).join('; ')),
  ])
  return { ...(Object.fromEntries(told) as Record<string, unknown>), default: failure('RFC 9457') }
}

function complete(operation: Operation, method: string, access: Access): void {
  const name = operation.operationId ?? ''
  const route = (routes as Readonly<Record<string, Route>>)[name]
  const { requestBody, responses } = besides[name] ?? {}
  if (requestBody !== undefined) operation.requestBody = requestBody
  operation.security = access === 'public' ? [] : [{ session: [] }]
  if (route?.idempotent === true) operation.parameters = [...(operation.parameters ?? []), keyParameter(needsKey(name))]
  const errors = errorsOf(
    codesOf(name, { method, access, idempotent: route?.idempotent === true, body: operation.requestBody !== undefined }),
  )
  // What a route says of its own answers stands before what is true of all.
  operation.responses = { ...errors, ...operation.responses, ...responses }
}

/** Describes every route that is registered afterwards: OpenAPI 3.1, with who may call it and every error it may answer with. */
export async function describeRoutes(app: FastifyInstance, version: string): Promise<void> {
  const known = new Map<string, { readonly method: string; readonly access: Access }>()
  app.addHook('onRoute', ({ method, schema, config }) => {
    const name = schema?.operationId
    if (name !== undefined && config?.access !== undefined && method !== 'HEAD')
      known.set(name, { method: String(method), access: config.access })
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Otklik', version, description: 'Times are milliseconds since the epoch. Errors follow RFC 9457.' },
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'otklik.session_token',
            description: 'Set by POST /api/session; over https with the prefix __Host-.',
          },
        },
        schemas: { Problem: z.toJSONSchema(problem, { io: 'output' }) as never },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => {
      if (!('openapiObject' in document)) return document.swaggerObject
      for (const path of Object.values(document.openapiObject.paths ?? {})) {
        for (const operation of Object.values(path ?? {}) as Operation[]) {
          const route = known.get(operation.operationId ?? '')
          if (route !== undefined) complete(operation, route.method, route.access)
        }
      }
      return document.openapiObject
    },
  })
}
