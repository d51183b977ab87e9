import { z } from 'zod'
import { actor, clauseId, importance, name, norm, pattern, switched, term, track } from './vocabulary.ts'

const anchor = z.union([
  pattern,
  z
    .strictObject({
      event: pattern,
      reading: name,
      equal: z
        .literal(true)
        .optional()
        .describe(
          'It is the same thing as those before it: the term runs from whichever came first. Without it, it only stands in until one comes',
        ),
    })
    .describe('An event that counts only by a reading of the act'),
])
const anchors = z.array(anchor).min(1).describe('The first in this list that has happened starts the term')

/** One norm of the act: who owes what, from when, how long, and what meets it. */
export const normRule = z
  .strictObject({
    norm,
    clause: clauseId,
    actor,
    tracks: z.array(track).min(1).optional().describe('Only on these tracks; without it on all'),
    importance: importance.optional().describe('Only for this importance; without it for any'),
    under: z.strictObject({ reading: name, is: name }).optional().describe('Only while this reading has this choice'),
    from: switched(anchors).optional().describe('A forward norm: what starts it'),
    before: norm.optional().describe('A backward norm: the norm on whose end it hangs'),
    term: switched(term).nullable().describe('null: the act gives none, a term is set for each message'),
    clock: z.enum(['wh', 'wm', 'wd', 'h', 'm', 'd']).optional().describe('With term null: the clock shown for a moment set by hand'),
    until: z.enum(['closing', 'midnight']).optional(),
    roll: z.enum(['next', 'none']).optional(),
    each: z
      .enum(['round', 'event', 'unit'])
      .describe('round: once for the message and once for each answer of its author; event: each time; unit: each co-executor'),
    unit: z.enum(['own', 'holder']).optional().describe('own: owed by the very unit that received; holder: by whoever holds the message'),
    met: z.array(pattern).min(1).describe('What meets the norm'),
    cancelled: z.array(pattern).default([]).describe('What makes it moot; declining, redirecting and closing always do'),
    lapses: z.literal(true).optional().describe('A right, not a duty: unused, it is gone when the term is over'),
    extension: z
      .strictObject({ to: switched(term), clause: clauseId })
      .optional()
      .describe('How far the act lets the term be extended'),
    readings: z.array(name).default([]).describe('Further readings that the date rests on'),
  })
  .describe('A norm')

export type NormRule = z.infer<typeof normRule>
