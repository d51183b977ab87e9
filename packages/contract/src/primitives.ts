import { type Right, rightWords } from '@otklik/casework/right'
import { z } from 'zod'
import { importances, statuses } from './vocabulary.ts'

/** Milliseconds since the epoch: the one form of time on the wire; the zone to show it in is the organisation's. */
export const moment = z.number().int()
/** A moment that a person gives: from 1970 to the end of 2099, so that every later sum of it is still a date. */
export const givenMoment = z.number().int().min(0).max(4_102_444_799_999)
/** An address that may stand behind a link: nothing that a browser would run. */
export const webAddress = z.url({ protocol: /^https?$/ }).max(500)
/** At least one sign that can be seen: spaces, control and zero-width characters alone say nothing. */
export const visible = /[^\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u
export const id = z.uuid()
/** A network of the connectors' catalogue; which there are, the route `networks` tells. */
export const networkId = z.string().regex(/^[a-z][a-z0-9-]{0,29}$/)
export const text = z.object({ ru: z.string(), en: z.string() })
/** A row of casework's table of roles; the server refuses what its table does not name. */
export const role = z.string().min(1).max(40)
export const right = z.enum(Object.keys(rightWords) as Right[])
export const track = z.enum(['social', 'pos', 'incident'])
export const importance = z.enum(importances)
export const replyKind = z.enum(['clarification', 'interim', 'final'])
export const norm = z.enum([
  'route',
  'return',
  'redirect',
  'draft',
  'approve',
  'rework',
  'publish',
  'release',
  'final',
  'finalDraft',
  'contribution',
])
export const actor = z.enum(['curator', 'executor', 'head', 'organisation'])
export const unit = z.enum(['wh', 'wm', 'wd', 'h', 'm', 'd'])
export const status = z.enum(statuses)
export const closeReason = z.enum(['answered', 'author-satisfied', 'no-answer', 'dialogue-pointless', 'outside'])

/** A half-open working stretch [start, end) in milliseconds, as a pair: a schedule of months fits in a few kilobytes. */
export const stretch = z.tuple([moment, moment])

export const fileRef = z.object({
  id: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().max(200),
  type: z.string().max(100),
  bytes: z.number().int().nonnegative(),
})
export type FileRef = z.infer<typeof fileRef>
export const remark = z.object({
  text: z.string().min(1).max(2000),
  from: z.number().int().nonnegative().optional(),
  to: z.number().int().nonnegative().optional(),
})
export const person = z.object({ id: id.nullable(), name: z.string() })
