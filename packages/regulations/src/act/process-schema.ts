import { z } from 'zod'
import { actor, clauseId, name, norm, replyKind, switched, term, text, timeOfDay, track } from './vocabulary.ts'

const step = z.strictObject({ by: actor, clause: clauseId, reading: name.optional() }).describe('Who takes the step, by which clause')
const right = step.extend({
  late: switched(z.enum(['refused', 'marked']))
    .optional()
    .describe('Once the term of the right is over: refused, or done and marked as late. Without it: refused'),
})
const publication = step.extend({
  trigger: z.enum(['approval', 'press']).describe('approval: an approved revision goes out by itself; press: somebody presses'),
})

/** Who takes which step. `null`: the act does not know it. */
export const steps = z.strictObject({
  select: step,
  route: step,
  return: right,
  redirect: right.nullable(),
  compose: step,
  approve: step.nullable(),
  sendBack: step.nullable(),
  publish: switched(publication),
})

export const trackRule = z.strictObject({
  clause: clauseId,
  as: track.optional().describe('Runs by the norms of this other track'),
  reading: name.optional(),
})

export const requirement = z.strictObject({
  id: name,
  clause: clauseId,
  text,
  check: z.enum(['auto', 'manual']),
  weight: z.enum(['stop', 'advise']),
})

/** A norm whose term may be set for one message. */
export const override = z.strictObject({
  norm,
  clause: clauseId,
  text,
  allows: z
    .enum(['shorten', 'any'])
    .default('any')
    .describe('shorten: never past the end that the act itself gives (G-8); any: as the curator sees fit (L-14, D-4.3b)'),
  tracks: z.array(track).min(1).optional().describe('Only on these tracks; without it on all'),
})

export const declineGround = z.strictObject({ id: name, clause: clauseId, text, mayBlacklist: z.boolean() })

/** What is owed beside the replies: immediate reports, monthly data, notices of deficiencies, weekly plans. */
export const duty = z.strictObject({
  id: name,
  kind: z.enum(['immediate-report', 'report', 'deficiency', 'plan', 'material', 'appointment', 'page', 'advice']),
  clause: clauseId,
  actor: z
    .enum(['curator', 'curator-head', 'executor', 'head', 'organisation', 'unit'])
    .describe("curator-head: the head of the curator's own body (S-15); head: of the whole administration; unit: the heads of units"),
  to: text.optional(),
  when: z
    .strictObject({
      every: z.enum(['week', 'month']).optional(),
      weekday: z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']).optional(),
      by: timeOfDay.optional(),
      term: term.optional(),
      at: text.optional().describe('What starts it'),
      atLeast: z.number().int().positive().optional().describe('How many a period'),
      reading: name.optional().describe('By which reading, where the act does not say what follows a day off'),
    })
    .optional(),
  text,
})

/** What files of materials must be like (D-2.1). */
export const materialRule = z.strictObject({
  clause: clauseId,
  kind: z.enum(['text', 'photo', 'video']),
  formats: z.array(z.string()).min(1),
  language: z.enum(['ru']).optional().describe('In which language a text must be'),
  minBytes: switched(z.number().int().positive()).optional(),
  minFrame: z.strictObject({ width: z.number().int().positive(), height: z.number().int().positive() }).optional(),
  reading: name.optional(),
})

export const repeats = z.strictObject({
  clause: clauseId,
  norms: z.array(clauseId).describe('Clauses whose terms bind the reply to a repeat message too'),
  mustName: text.describe('What the reply to a repeat message must name'),
})

/** A matter of several units: who sets the order, who composes the common draft. */
export const joint = z.strictObject({
  clause: clauseId,
  order: actor.nullable(),
  composes: z.enum(['curator', 'last-executor']),
  limit: z.number().int().positive().optional().describe('How many co-executors in sequence the act allows at most'),
})

export const replyKindRule = z.strictObject({ kind: replyKind, clause: clauseId })
