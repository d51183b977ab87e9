import type { Right } from '@otklik/casework/right'
import { z } from 'zod'
import type { Endpoint } from './endpoints.ts'
import { id } from './primitives.ts'

/** Who may call a route: anybody, anybody signed in, or whoever has this right. Which role has it is casework's table alone. */
export type Access = 'public' | 'signed-in' | Right

/** The right that a route asks for; null: none. */
export const rightNamed = (access: Access): Right | null => (access === 'public' || access === 'signed-in' ? null : access)

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
