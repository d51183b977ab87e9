import { z } from 'zod'
import { journalEntry } from '../record/journal.ts'

/** What became of one's own password, newest first: who gave or changed it, and from where. */
export const passwordHistory = z.object({
  entries: z.array(journalEntry.pick({ at: true, kind: true, who: true, address: true, browser: true })),
})
export type PasswordHistory = z.infer<typeof passwordHistory>

export const passwordChange = z.object({ present: z.string().min(1).max(1000), next: z.string().min(1).max(1000) })
