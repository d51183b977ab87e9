import { z } from 'zod'
import { text } from '../primitives.ts'

/** What an act asks of a reply; `stop` keeps an unmet one in the house. */
export const requirement = z.object({
  id: z.string(),
  clause: z.string(),
  text,
  check: z.enum(['auto', 'manual']),
  weight: z.enum(['stop', 'advise']),
})

/** How one requirement stands for one text; `reason` says what to mend. */
export const requirementState = z.object({
  id: z.string(),
  met: z.boolean(),
  reason: text.nullable(),
  /** Where in the text it looks broken, in UTF-16 units; they stay when somebody has justified them. */
  places: z.array(z.object({ from: z.number().int(), to: z.number().int() })),
  /** A person may say why what was found is in place. */
  justifiable: z.boolean(),
  /** What was said for it, in order. */
  justifications: z.array(z.string()),
})
