import { z } from 'zod'
import type { Endpoint } from './endpoints.ts'
import { id } from './primitives.ts'

/** Who may call a route: anybody, anybody signed in, or the roles named. The matrix test is generated from this. */
export type Access = 'public' | 'signed-in' | readonly ('curator' | 'executor' | 'head' | 'administrator')[]

export type Route = Endpoint & {
  readonly access: Access
  readonly summary: { readonly ru: string; readonly en: string }
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly response: z.ZodType
  /** Commands that change something take the header `Idempotency-Key`. */
  readonly idempotent?: true
}

export const byId = z.object({ id })
/** The answer of a route that has nothing to say. */
export const nothing = z.object({ ok: z.literal(true) })
export const desk = ['curator', 'executor', 'head', 'administrator'] as const
export const admin = ['administrator'] as const
