import { z } from 'zod'
import { id, role, visible } from '../primitives.ts'

export const personInput = z.object({
  name: z.string().trim().min(1).max(200).regex(visible),
  login: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9._-]{2,60}$/),
  roles: z.array(role).min(1),
  unitIds: z.array(id).default([]),
  active: z.boolean().default(true),
  /** Only when set or changed: 10 to 256 characters, not a common one nor one of their own names. Never returned. */
  password: z.string().min(10).max(1000).optional(),
})

export const personView = z.object({
  id,
  name: z.string(),
  login: z.string(),
  roles: z.array(role),
  unitIds: z.array(id),
  active: z.boolean(),
})
export type PersonView = z.infer<typeof personView>
