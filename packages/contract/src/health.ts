import { z } from 'zod'

export const health = z.object({
  status: z.enum(['ok', 'degraded']),
  /** What is wrong with the house itself and what to do, in words; the answer is 503 where one of the three below is not `ok`. */
  troubles: z.array(z.object({ code: z.enum(['database', 'clock', 'disk', 'disk-low']), ru: z.string(), en: z.string() })),
  database: z.object({ ok: z.boolean(), kind: z.enum(['embedded', 'server']), version: z.string() }),
  /** `offByMs`: so far the computer's clock is ahead of the database's; null while nobody could compare them. */
  clock: z.object({ ok: z.boolean(), offByMs: z.number().int().nullable() }),
  /** Where data, files and the embedded database stand. `freeMb`: of the fullest of them; null where it cannot be asked. */
  disk: z.object({ ok: z.boolean(), freeMb: z.number().int().nullable() }),
  queue: z.object({
    ok: z.boolean(),
    outboxWaiting: z.number().int(),
    outboxUncertain: z.number().int(),
    rawWaiting: z.number().int(),
    /** Events of networks that could not be handled again and again: the log says why (`inbox.failed`). They are tried again. */
    rawFailed: z.number().int(),
    /** Events of networks that this program could not read: kept, shown with the connection, read again by another version. */
    rawUnreadable: z.number().int(),
    /** Findings that no administrator has seen yet: something is not what was sealed (`alteration.found` in the log). */
    altered: z.number().int(),
  }),
  version: z.string(),
})
export type Health = z.infer<typeof health>
