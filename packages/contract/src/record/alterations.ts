import { z } from 'zod'
import { id, moment } from '../primitives.ts'

/**
 * What the program found to be not as it was sealed. Of a reply to be sent: `no-cause`, the record asks for none such; `record`, the incident's
 * record is not sound; `ended`, the record had ended it; `unlike`, the columns named differ. `file`: the bytes of a photo are others.
 * `reply`: another text than ours stands in the network.
 */
export const alterationView = z.object({
  id,
  why: z.enum(['no-cause', 'record', 'ended', 'unlike', 'file', 'reply']),
  incident: z.object({ id, number: z.string() }).nullable(),
  columns: z.array(z.string()),
  times: z.number().int(),
  foundAt: moment,
  seen: z.object({ at: moment, by: z.string() }).nullable(),
})
export type AlterationView = z.infer<typeof alterationView>
