import { z } from 'zod'
import { id, visible } from '../primitives.ts'

export const unitInput = z.object({
  name: z.string().trim().min(1).max(200).regex(visible),
  short: z.string().trim().min(1).max(60).regex(visible),
  parentId: id.nullable().default(null),
  executes: z.boolean().default(true),
  active: z.boolean().default(true),
})
