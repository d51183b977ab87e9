import { z } from 'zod'
import { id, moment } from '../primitives.ts'
import { queueRow } from './rows.ts'

/**
 * Server-sent events on `GET /api/stream`: `incident` whenever a row changed (row as this person may see it),
 * `looking` who else has the card open, `closing` why the server hangs up. `hello` comes first and whenever more has changed than is told row
 * by row: read everything anew, at a random moment within `spreadMs`, so that many browsers do not ask at once; `personId`: whose stream it is.
 */
export const streamEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), now: moment, personId: id, spreadMs: z.number().int() }),
  z.object({ type: z.literal('incident'), row: queueRow }),
  /** `signed-out`: sign in again. `too-many`: the person has opened more streams since than one may have, and this was the oldest. */
  z.object({ type: z.literal('closing'), reason: z.enum(['signed-out', 'too-many']) }),
  z.object({ type: z.literal('looking'), incidentId: id, people: z.array(z.object({ id, name: z.string(), writing: z.boolean() })) }),
])
export type StreamEvent = z.infer<typeof streamEvent>

/** `tab`: a name of its own for each tab of a person; each has one card open. */
export const looking = z.object({ incidentId: id.nullable(), writing: z.boolean().default(false), tab: z.string().max(40).default('') })
