import { z } from 'zod'

const CLAUSE = /^[A-Za-zА-Яа-я][\w.А-Яа-я-]*$/
const NAME = /^[a-z0-9][a-z0-9-]*$/
const TERM = /^[+-](?=\d{1,9}[a-z])0*[1-9]\d*(wh|wm|wd|h|m|d)$/
const TIME = /^\d\d:\d\d$/
const HOURS = /^\d\d:\d\d-\d\d:\d\d$/
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/

/** The small words of an act's file: each is a closed list or one shape, so that an editor can complete it. */

export const text = z.strictObject({ ru: z.string().min(1), en: z.string().min(1) }).describe('A text for people, in Russian and English')

export const clauseId = z.string().regex(CLAUSE).describe('Id of a clause, listed under clauses')

export const name = z.string().regex(NAME).describe('Lower-case Latin letters, digits and hyphens')

export const day = z.iso.date().describe('A local date, YYYY-MM-DD')

export const term = z.string().regex(TERM).describe('Sign, whole amount above zero, unit: +7wh, -3wh, +30wm, +3wd, +24h, +3d')

export const timeOfDay = z.string().regex(TIME)

/** Working hours of a day without a break: `09:00-13:00`. */
export const hours = z.string().regex(HOURS)

export const isoMoment = z.string().regex(MOMENT)

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
export const track = z.enum(['social', 'pos', 'incident'])
export const importance = z.enum(['normal', 'high'])
export const replyKind = z.enum(['clarification', 'interim', 'final'])

/** How to mend a text that does not fit its pattern, by the pattern. */
export const patternHints: ReadonlyMap<string, { readonly ru: string; readonly en: string }> = new Map([
  [
    String(TERM),
    {
      ru: 'срок пишется со знаком, числом больше нуля и единицей: +7wh, -3wh, +30wm, +3wd, +24h, +3d.',
      en: 'a term is written with sign, a number above zero and unit: +7wh, -3wh, +30wm, +3wd, +24h, +3d.',
    },
  ],
  [String(NAME), { ru: 'нужны строчные латинские буквы, цифры и дефисы.', en: 'lower-case Latin letters, digits and hyphens are needed.' }],
  [String(TIME), { ru: 'время пишется как 15:00.', en: 'a time is written like 15:00.' }],
  [String(HOURS), { ru: 'часы работы пишутся как 09:00-13:00, через дефис.', en: 'working hours are written like 09:00-13:00.' }],
  [
    String(MOMENT),
    {
      ru: 'момент пишется с днём, временем и смещением: 2024-09-10T09:00:00+03:00.',
      en: 'a moment is written with day, time and offset: 2024-09-10T09:00:00+03:00.',
    },
  ],
  [String(CLAUSE), { ru: 'id пункта пишется как L-8 или D-4.3a.', en: "a clause's id is written like L-8 or D-4.3a." }],
])

/** What may have happened; `draftSubmitted/final` is a draft of one kind, `draftSubmitted` one of any kind. */
export const pattern = z.enum([
  'received',
  'registered',
  'selected',
  'routed',
  'returned',
  'draftSubmitted',
  'draftSubmitted/clarification',
  'draftSubmitted/interim',
  'draftSubmitted/final',
  'sentBack',
  'approved',
  'published',
  'published/clarification',
  'published/interim',
  'published/final',
  'contributionSubmitted',
  'authorAnswered',
  'redirected',
])

/** A value that the act leaves open: the reading's chosen alternative decides which one is in force. */
export function switched<Value extends z.ZodType>(value: Value) {
  return z.union([
    value,
    z
      .strictObject({ reading: name, when: z.record(name, value) })
      .describe('The act is silent here: one value for each alternative of the reading'),
  ])
}

export type Pattern = z.infer<typeof pattern>
