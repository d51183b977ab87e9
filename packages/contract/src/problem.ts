import { z } from 'zod'
import { moment, person, status, text } from './primitives.ts'

/** RFC 9457; `code` is stable and stands in the catalogue, `clause` names the act's clause where there is one. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  text: text,
  clause: z.string().nullable(),
  /** `line`: of a text that was sent, from 1. */
  errors: z.array(z.object({ path: z.string(), text, line: z.number().int().optional() })).optional(),
  /** On 409 `version-conflict`: where the incident stands now and who moved it; on `calendar-moved` the calendar, without a status. */
  current: z.object({ version: z.number().int(), status: status.nullable(), by: person, at: moment }).optional(),
})
export type Problem = z.infer<typeof problem>
