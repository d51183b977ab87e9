import type { Right } from '@otklik/casework'
import type { z } from 'zod'

/** Who may call a route: anybody, anybody signed in, or whoever has this right. Which role has it is casework's table alone. */
export type Access = 'public' | 'signed-in' | Right

/** The right that a route asks for; null: none. */
export const rightNamed = (access: Access): Right | null => (access === 'public' || access === 'signed-in' ? null : access)

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
