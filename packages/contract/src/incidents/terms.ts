import { z } from 'zod'
import { actor, id, moment, norm, text, unit } from '../primitives.ts'

export const obligation = z.object({
  norm,
  occurrence: z.number().int(),
  clause: z.string(),
  actor,
  unitId: id.nullable(),
  clock: unit,
  start: moment,
  due: moment,
  status: z.enum(['pending', 'met', 'breached', 'cancelled']),
  metAt: moment.nullable(),
  /** Working milliseconds from `metAt` to `due`: negative when late; null while pending. */
  leftWorking: z.number().nullable(),
  reading: text.nullable(),
  provisional: z.boolean(),
  /** Why this date, in sentences: start, amount, clause, nights and lunch skipped. */
  explanation: text.nullable(),
})
export type ObligationView = z.infer<typeof obligation>
