import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

/** What the desk never asks a browser for, so that nothing put into its pages can. Copying an address is its own. */
const refused = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
  'xr-spatial-tracking',
]
const policy = [...refused.map((name) => `${name}=()`), 'fullscreen=(self)', 'clipboard-write=(self)'].join(', ')

/** Says in every answer which of a browser's powers its page may use. */
export function forbidDevices(app: FastifyInstance): void {
  app.addHook('onSend', async (_, reply) => {
    reply.header('permissions-policy', policy)
  })
}

/**
 * A name in the query that a route does not know is a mistyped or an old one: it is refused rather than silently ignored, for an answer
 * without it would be taken for the one asked for. Networks write addresses of their own; the desk's pages have queries of their own.
 */
export function refuseUnknownQueries(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (!/^\/(?:api\/|healthz)/.test(route.url)) return
    const known = route.schema?.querystring
    route.schema = { ...route.schema, querystring: known instanceof z.ZodObject ? known.strict() : z.strictObject({}) }
  })
}
