import { z } from 'zod'
import { id, role } from '../primitives.ts'

export const topic = z.object({ id: z.string(), name: z.string(), group: z.string() })

export const directory = z.object({
  units: z.array(
    z.object({ id, name: z.string(), short: z.string(), parentId: id.nullable(), executes: z.boolean(), active: z.boolean() }),
  ),
  people: z.array(z.object({ id, name: z.string(), unitIds: z.array(id), roles: z.array(role), active: z.boolean() })),
  topics: z.array(topic),
})
export type Directory = z.infer<typeof directory>
