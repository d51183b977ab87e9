import {
  actorWords,
  clauseText,
  type EventNote,
  type HistoryEvent,
  normWords,
  notesOn,
  type Obligation,
  plan,
  readHistory,
  type Regulation,
} from '@otklik/regulations'
import { formatMoment, MomentError, parseMoment, type Schedule } from '@otklik/worktime'
import { readAct } from './act-file.ts'
import { readGiven } from './given-file.ts'
import { readOptions } from './options.ts'
import { readScheduleFile } from './schedule-file.ts'
import { UsageError } from './usage-error.ts'

/** What the command writes to; `now` is the real clock unless a test drives it. */
export type PlanStreams = {
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
  readonly now?: () => number
}

type Language = 'ru' | 'en'

/**
 * `otklik plan`: the obligations of one history under one act, as JSON or as a table. Moments in the schedule's own offset.
 * What the act does not allow in the history, and what counts for nothing in it, is said on standard error: it happened all the same.
 * @returns the exit code 0
 * @throws UsageError for wrong options; RegulationError, WorktimeError for a file or an event that cannot be used
 */
export async function runPlan(args: string[], io: PlanStreams, language: Language = 'ru'): Promise<number> {
  const { options } = readOptions('plan', args, {
    regulation: 'string',
    schedule: 'string',
    calendar: 'strings',
    events: 'string',
    now: 'string',
    json: 'boolean',
  })
  const { regulation: name, schedule: scheduleFile, events: eventsFile } = options
  if (name === undefined || scheduleFile === undefined || eventsFile === undefined) {
    throw new UsageError(
      'Нужны --regulation, --schedule и --events. См. otklik plan --help.',
      '--regulation, --schedule and --events are needed. See otklik plan --help.',
    )
  }
  const regulation = await readAct(name)
  const schedule = await readScheduleFile(scheduleFile, options.calendar ?? [])
  const events = readHistory(parseEvents(eventsFile, await readGiven(eventsFile)))
  const now = options.now === undefined ? (io.now ?? Date.now)() : readNow(options.now)
  const obligations = plan(regulation, schedule, events, now)
  io.stdout.write(
    options.json === true
      ? `${JSON.stringify(planOutput(regulation, schedule, obligations), null, 2)}\n`
      : table(regulation, schedule, obligations, language),
  )
  for (const note of notesOn(regulation, schedule, events)) io.stderr.write(`${noteLine(regulation, note, events, language)}\n`)
  return 0
}

/** `events.4, termSet, п. 8: …`; events are numbered as in the faults of a file that cannot be used, from 0. */
function noteLine(regulation: Regulation, note: EventNote, events: readonly HistoryEvent[], language: Language): string {
  const clause = note.clause === null ? [] : [clauseText(regulation, note.clause)[language]]
  return `${[`events.${note.event}`, events[note.event]?.type, ...clause].join(', ')}: ${note.text[language]}`
}

function parseEvents(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new UsageError(`${path}: это не JSON: ${error.message}`, `${path}: this is not JSON: ${error.message}`)
  }
}

function readNow(text: string): number {
  try {
    return parseMoment(text)
  } catch (error) {
    if (!(error instanceof MomentError)) throw error
    throw new UsageError(`--now: ${error.ru}`, `--now: ${error.en}`)
  }
}

/** The published shape of a plan. `due` is null where the term is still to be set for this message (D-4.3b). `provisional` stands only where the date rests on an unpublished year. */
export function planOutput(regulation: Regulation, schedule: Schedule, obligations: readonly Obligation[]) {
  const write = (moment: number) => formatMoment(schedule, moment)
  return {
    regulation: regulation.id,
    edition: regulation.edition,
    timezone: schedule.timezone,
    obligations: obligations.map(({ norm, clause, actor, unit, clock, start, due, status, metAt, reading, provisional }) => ({
      norm,
      clause,
      actor,
      ...(unit === undefined ? {} : { unit }),
      clock,
      start: write(start),
      due: due === undefined ? null : write(due),
      status,
      ...(metAt === undefined ? {} : { metAt: write(metAt) }),
      ...(reading === undefined ? {} : { reading }),
      ...(provisional === true ? { provisional } : {}),
    })),
  }
}

const statuses = {
  pending: { ru: 'идёт', en: 'pending' },
  met: { ru: 'соблюдено', en: 'met' },
  breached: { ru: 'нарушено', en: 'breached' },
  cancelled: { ru: 'снято', en: 'cancelled' },
} as const

/** Stands beside a date that rests on a year whose decree is not out yet. */
const provisionalWord = { ru: 'предварительно', en: 'provisional' } as const

/** Stands where a date would: the act leaves the term to be set for each message, and nobody has. */
const unsetWord = { ru: 'не назначен', en: 'not set' } as const

function dueCell({ due, provisional }: Obligation, write: (moment: number) => string, language: Language): string {
  if (due === undefined) return unsetWord[language]
  return provisional === true ? `${write(due)} (${provisionalWord[language]})` : write(due)
}

const heads = {
  ru: ['Норма', 'Пункт', 'Кто', 'Начало', 'Срок', 'Состояние', 'Исполнено'],
  en: ['Norm', 'Clause', 'Who', 'Start', 'Due', 'Status', 'Met'],
} as const

function table(regulation: Regulation, schedule: Schedule, obligations: readonly Obligation[], language: Language): string {
  const write = (moment: number) => formatMoment(schedule, moment).slice(0, 16).replace('T', ' ')
  const rows = obligations.map((one) => [
    normWords[one.norm][language],
    clauseText(regulation, one.clause)[language],
    [actorWords[one.actor][language], one.unit].filter(Boolean).join(', '),
    write(one.start),
    dueCell(one, write, language),
    statuses[one.status][language],
    one.metAt === undefined ? '' : write(one.metAt),
  ])
  const readings = [...new Set(obligations.flatMap((one) => one.reading?.[language] ?? []))]
  const heading = `${regulation.title[language]} (${regulation.edition}), ${schedule.timezone}`
  const notes = readings.map((reading) => `* ${reading}\n`).join('')
  if (rows.length === 0) return `${heading}\n${language === 'ru' ? 'Сроков нет.' : 'There are no terms.'}\n`
  return `${heading}\n\n${aligned([[...heads[language]], ...rows])}${notes === '' ? '' : `\n${language === 'ru' ? 'Толкования' : 'Readings'}:\n${notes}`}`
}

/** Columns as wide as their widest cell, two spaces apart. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => Array.from(row[column] ?? '').length)))
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - Array.from(cell).length))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}
