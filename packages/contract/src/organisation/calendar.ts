import { z } from 'zod'
import { id, moment, norm, person } from '../primitives.ts'

/** A local date, `YYYY-MM-DD`. */
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const year = z.number().int()
const dayKind = z.enum(['work', 'short', 'off'])

/** A year of the production calendar that is counted by. */
export const calendarYear = z.object({
  year,
  /** Provisional: by article 112 of the Labour Code alone, until the yearly decree has moved days off. */
  status: z.enum(['published', 'provisional']),
  /** The law and the decree that it rests on. */
  source: z.string(),
  /** By the week of five days. */
  working: z.number().int(),
  off: z.number().int(),
  /** Who loaded it and when; null: the program ships it. */
  loaded: z.object({ at: moment, by: person }).nullable(),
  /** What the program itself has for this year. */
  shipped: z.enum(['none', 'same', 'other']),
})
export type CalendarYear = z.infer<typeof calendarYear>

export const calendarView = z.object({
  version: z.number().int(),
  /** The last change: by whom, null where a release of the program brought it. Null: as it was when the organisation was made. */
  changed: z.object({ at: moment, by: person.nullable() }).nullable(),
  /** Whether the schedule counts by the production calendar at all (`calendar: ru`). */
  used: z.boolean(),
  /** The last year without a gap that is published, and that is known at all; dates after it cannot be computed. */
  published: year.nullable(),
  known: year.nullable(),
  years: z.array(calendarYear),
})
export type CalendarView = z.infer<typeof calendarView>

/** A year as a file, in the form in which one is loaded (CSV): to check it by, or to fill in. */
export const calendarFile = z.object({ year, text: z.string() })

/** Years loaded from a text (CSV, XML, YAML or JSON), or a loaded year given up for what the program ships. */
export const calendarCommand = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('load'),
    text: z.string().min(1).max(300_000),
    /** The decree that the years rest on; where the text names it itself, that stands. */
    source: z.string().trim().max(500).default(''),
  }),
  z.object({ type: z.literal('forget'), year }),
])
export type CalendarCommand = z.infer<typeof calendarCommand>

const moved = z.object({
  incidents: z.number().int(),
  terms: z.number().int(),
  /** Terms that stay where they are and are provisional no more. */
  settled: z.number().int(),
})

/** What a command would change. Nothing is done yet. */
export const calendarPreview = z.object({
  /** Of the calendar that it was compared with: goes back with the command. */
  version: z.number().int(),
  /** The years that the command touches, as they would stand; one given up that the program does not ship is absent. */
  years: z.array(calendarYear),
  published: year.nullable(),
  known: year.nullable(),
  /** Days of these years that would be other days than they are today. */
  changes: z.array(
    z.object({
      date,
      before: dayKind,
      after: dayKind,
      replaces: date.optional(),
      movedFrom: date.optional(),
      holiday: z.string().optional(),
    }),
  ),
  moved: moved.extend({
    /** The first of them by their new moment; null: a date that could not be computed, or no longer can. */
    moves: z.array(
      z.object({ incidentId: id, number: z.string(), norm, clause: z.string(), before: moment.nullable(), after: moment.nullable() }),
    ),
  }),
})
export type CalendarPreview = z.infer<typeof calendarPreview>

export const calendarChange = z.object({ expectedVersion: z.number().int().nonnegative(), command: calendarCommand })
export const calendarChanged = z.object({ calendar: calendarView, moved })
