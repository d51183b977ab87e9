import { z } from 'zod'
import { normRule } from './norm-schema.ts'
import {
  declineGround,
  duty,
  joint,
  materialRule,
  override,
  repeats,
  replyKindRule,
  requirement,
  steps,
  trackRule,
} from './process-schema.ts'
import { clauseId, day, hours, importance, isoMoment, name, norm, replyKind, switched, term, text, track } from './vocabulary.ts'

const weekday = z.array(hours)

/** A schedule as `otklik due` reads it; examples count by it. */
const schedule = z.strictObject({
  timezone: z.string().min(1),
  week: z.partialRecord(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']), weekday),
  calendar: z.enum(['ru', 'none']),
  exceptions: z.record(day, z.union([z.enum(['off', 'short']), weekday])).optional(),
})

const exampleEvent = z.strictObject({
  type: z.string(),
  at: isoMoment,
  track: track.optional(),
  importance: importance.optional(),
  unit: z.string().optional(),
  replaces: z.string().optional(),
  reason: z.string().optional(),
  kind: replyKind.optional(),
  term: z.string().optional(),
  norm: norm.optional(),
  due: isoMoment.optional(),
  ground: z.string().optional(),
})

/** A history and what must come of it. Runs as a test, and whenever the act is checked. */
const example = z.strictObject({
  title: text,
  now: isoMoment.optional().describe('Without it: the moment of the last event'),
  events: z.array(exampleEvent).min(1),
  expect: z
    .array(
      z.strictObject({
        norm,
        occurrence: z.number().int().positive().default(1),
        clause: clauseId.optional(),
        due: isoMoment.optional(),
        status: z.enum(['pending', 'met', 'breached', 'cancelled']).optional(),
        absent: z.literal(true).optional(),
      }),
    )
    .min(1),
})

const reading = z
  .strictObject({
    clauses: z.array(clauseId).min(1),
    about: z.enum(['clock', 'start', 'step', 'track', 'round', 'meaning']),
    question: text.describe('What the act leaves open, as a full sentence'),
    chosen: name,
    alternatives: z.record(name, text.describe('What is done under this choice, as a full sentence')),
  })
  .describe('A place where the act is silent or contradicts itself, and the choice made')

/** One edition of an act, whole. Clause and source are mandatory everywhere. */
export const regulation = z
  .strictObject({
    id: name,
    edition: z.string().min(1),
    title: text,
    source: z.strictObject({
      kind: text,
      body: text,
      number: z.string().nullable(),
      date: day.nullable(),
      note: text.optional(),
    }),
    inForce: z.strictObject({ from: day.nullable(), until: day.nullable(), note: text.optional() }),
    timezone: z.string().min(1),
    clauses: z.record(clauseId, text).describe('Every clause the file refers to, with the form a person reads'),
    numbering: z
      .array(z.strictObject({ part: text, printed: z.array(z.string().min(1)).min(1) }))
      .describe('Clause numbers as printed, in their order'),
    tracks: z.record(track, trackRule),
    importance: z.strictObject({ clause: clauseId }).nullable(),
    steps,
    replyKinds: z.array(replyKindRule).min(1),
    norms: z.array(normRule).min(1),
    reworkLimit: z.strictObject({ rounds: z.number().int().nonnegative(), clause: clauseId }).optional(),
    authorAnswer: switched(z.enum(['to-holder', 'to-curator', 'ignored'])).describe("What the author's answer to a clarification starts"),
    closeWithoutAnswer: z.strictObject({ after: term, reading: name.optional(), clause: clauseId.optional() }),
    overrides: z.array(override).default([]).describe('Terms that may be set for one message; any other is refused'),
    requirements: z.array(requirement).default([]),
    declineGrounds: z.array(declineGround).default([]),
    repeats: repeats.optional(),
    joint: joint.optional(),
    duties: z.array(duty).default([]),
    materials: z.array(materialRule).default([]),
    readings: z.record(name, reading).default({}),
    schedule: schedule.describe('The working hours of the examples below'),
    examples: z.array(example).min(1),
  })
  .describe('An edition of a legal act as data')

export type Regulation = Readonly<z.infer<typeof regulation>>
export type Reading = Regulation['readings'][string]
export type Example = Regulation['examples'][number]
