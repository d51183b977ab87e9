import type { z } from 'zod'

/** Who may call a route: anybody, anybody signed in, or the roles named. The matrix test is generated from this. */
export type Access = 'public' | 'signed-in' | readonly ('curator' | 'executor' | 'head' | 'administrator')[]

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Fastify's notation: `/api/incidents/:id`. */
  readonly path: string
  readonly access: Access
  readonly summary: { readonly ru: string; readonly en: string }
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly response: z.ZodType
  /** Commands that change something take the header `Idempotency-Key`. */
  readonly idempotent?: true
}
