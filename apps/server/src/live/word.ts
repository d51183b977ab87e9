import { z } from 'zod'

/** What web processes of one installation tell one another (`Storage.tell`). Another version's words are not understood, and left alone. */
const word = z.discriminatedUnion('say', [
  /** A tab of a person opened a card, or left it (`incidentId` null), at the process `node`. */
  z.object({
    say: z.literal('looking'),
    node: z.string(),
    person: z.object({ id: z.string(), name: z.string(), writing: z.boolean() }),
    tab: z.string(),
    incidentId: z.string().nullable(),
  }),
  /** A process that has just begun to listen asks the others who looks at what with them. */
  z.object({ say: z.literal('who'), node: z.string() }),
  /** Sessions of this person ended. */
  z.object({ say: z.literal('left'), userId: z.string() }),
])
export type Word = z.infer<typeof word>

export const readWord = (told: unknown): Word | null => word.safeParse(told).data ?? null
