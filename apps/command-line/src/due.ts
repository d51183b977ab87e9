import { Buffer } from 'node:buffer'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import {
  type CountOptions,
  dueMoment,
  formatMoment,
  type Moment,
  parseMoment,
  parseTerm,
  presidentialDays,
  restsOn,
  type Schedule,
  WorktimeError,
} from '@otklik/worktime'
import { readPlainQuery } from './due-query.ts'
import { readScheduleFile } from './schedule-file.ts'
import { UsageError } from './usage-error.ts'

export type DueStreams = { readonly stdin: Readable; readonly stdout: Writable; readonly stderr: Writable }

type Language = 'ru' | 'en'

const USAGE = 'otklik due --schedule FILE [--calendar FILE]… [--lang ru|en] < queries.jsonl > answers.jsonl'

/** A longer line is no query: it is answered with an error and never held in memory as a whole. */
const LONGEST_LINE = 65_536
const NEWLINE = 0x0a
const RETURN = 0x0d

/**
 * `otklik due`: one query a line in, one answer a line out, in the same order. A line that cannot be answered (also a blank
 * one) is answered with `{"error": …}` and the next is read. A date that rests on an unpublished year says so: `"provisional":true`.
 * Streams: memory does not grow with the input.
 * @returns the exit code: 0, also when the reader has had enough; 2 when the arguments, the schedule or a calendar cannot be used
 * @throws WorktimeError when the answers cannot be written, as on a full disk
 */
export async function runDue(args: string[], io: DueStreams): Promise<number> {
  const language: Language = args.some((arg, index) => arg === '--lang=en' || (arg === 'en' && args[index - 1] === '--lang')) ? 'en' : 'ru'
  let schedule: Schedule
  try {
    const { file, calendars } = readArguments(args)
    schedule = await readScheduleFile(file, calendars)
  } catch (error) {
    if (!(error instanceof WorktimeError || error instanceof UsageError)) throw error
    io.stderr.write(`${error[language]}\n`)
    return 2
  }
  const failure = await answerAll({ schedule, language, unsureFrom: unsureFrom(schedule) }, io)
  if (failure === undefined || failure.code === 'EPIPE') return 0
  const why = failure.code ?? failure.message
  throw new WorktimeError(`Ответы не записываются (${why}).`, `The answers cannot be written (${why}).`)
}

/** How to answer. `unsureFrom`: before it no date can rest on an unpublished year, so nearly every line needs no second look. */
type Manner = { readonly schedule: Schedule; readonly language: Language; readonly unsureFrom: Moment }

function unsureFrom(schedule: Schedule): Moment {
  for (let year = 1970; year < 2200; year++) if (schedule.isProvisional(year)) return Date.UTC(year, 0, 0)
  return Number.POSITIVE_INFINITY
}

function readArguments(args: string[]): { file: string; calendars: string[] } {
  const said = parseArgs({
    args,
    strict: false,
    options: { schedule: { type: 'string' }, calendar: { type: 'string', multiple: true }, lang: { type: 'string' } },
  })
  const { schedule, calendar = [], lang = 'ru', ...rest } = said.values
  const stray = [...Object.keys(rest).map((name) => `--${name}`), ...said.positionals][0]
  if (stray !== undefined) throw new WorktimeError(`Лишнее: ${stray}. ${USAGE}`, `Not understood: ${stray}. ${USAGE}`)
  if (lang !== 'ru' && lang !== 'en') throw new WorktimeError(`--lang бывает ru и en. ${USAGE}`, `--lang is ru or en. ${USAGE}`)
  if (typeof schedule !== 'string') throw new WorktimeError(`Не указано расписание. ${USAGE}`, `The schedule is missing. ${USAGE}`)
  return { file: schedule, calendars: calendar.filter((path) => typeof path === 'string') }
}

/** @returns why the answers can be written no more: EPIPE when the reader has had enough (`| head`) */
async function answerAll(manner: Manner, { stdin, stdout }: DueStreams): Promise<NodeJS.ErrnoException | undefined> {
  let failure: NodeJS.ErrnoException | undefined
  const leave = (error: NodeJS.ErrnoException): void => {
    failure ??= error
  }
  stdout.on('error', leave)
  let rest = Buffer.alloc(0)
  let overlong = false
  let first = true
  const one = (line: Buffer, start: number, end: number): string => {
    const marked = first && line[start] === 0xef && line[start + 1] === 0xbb && line[start + 2] === 0xbf
    const refused = overlong || end - start > LONGEST_LINE
    first = false
    overlong = false
    return refused ? errorLine(LINE_TOO_LONG[manner.language]) : answer(manner, line, marked ? start + 3 : start, end)
  }
  for await (const read of stdin) {
    const chunk = Buffer.from(read as Buffer | string)
    let start = 0
    let answers = ''
    for (let newline = chunk.indexOf(NEWLINE); newline >= 0; newline = chunk.indexOf(NEWLINE, start)) {
      if (rest.length === 0) {
        answers += one(chunk, start, newline)
      } else {
        const line = Buffer.concat([rest, chunk.subarray(start, newline)])
        rest = Buffer.alloc(0)
        answers += one(line, 0, line.length)
      }
      start = newline + 1
    }
    if (rest.length + chunk.length - start > LONGEST_LINE) {
      overlong = true
      rest = Buffer.alloc(1)
    } else if (start < chunk.length) {
      rest = Buffer.concat([rest, chunk.subarray(start)])
    }
    if (answers !== '' && !stdout.write(answers)) await drained(stdout)
    if (failure) break
  }
  // Written when this is: a full disk says so only then.
  if (!failure) await new Promise<void>((done) => void stdout.write(rest.length > 0 ? one(rest, 0, rest.length) : '', () => done()))
  // A stream tells of its error after the write has failed.
  await new Promise(setImmediate)
  if (!failure) stdout.off('error', leave)
  return failure
}

/** Waits until the reader has caught up, or has gone. */
async function drained(stdout: Writable): Promise<void> {
  const stop = new AbortController()
  const options = { signal: stop.signal }
  await Promise.race([once(stdout, 'drain', options), once(stdout, 'close', options)]).catch(() => undefined)
  stop.abort()
}

const LINE_TOO_LONG = { ru: 'Строка длиннее 64 КБ, это не запрос.', en: 'The line is longer than 64 KB: this is no query.' }
const NOT_JSON = {
  ru: 'Строка не JSON. Нужно {"from":"2024-12-27T16:40:00+10:00","term":"+7wh"}.',
  en: 'The line is not JSON. Write {"from":"2024-12-27T16:40:00+10:00","term":"+7wh"}.',
}

function errorLine(text: string): string {
  return `${JSON.stringify({ error: text })}\n`
}

function answer({ schedule, language, unsureFrom }: Manner, line: Buffer, start: number, lineEnd: number): string {
  const end = lineEnd > start && line[lineEnd - 1] === RETURN ? lineEnd - 1 : lineEnd
  try {
    const plain = readPlainQuery(line, start, end)
    const { from, term, options } = plain ? { ...plain, options: undefined } : readQuery(line.toString('utf8', start, end))
    const due = dueMoment(schedule, from, term, options)
    const unsure = (due >= unsureFrom || from >= unsureFrom) && restsOn(schedule, from, due, term, options).length > 0
    const freed = term.unit === 'd' && presidentialDays(schedule, from, term, options).length > 0
    const reading = freed ? `,"presidential-days":"${schedule.definition['presidential-days'] ?? 'off'}"` : ''
    return `{"due":"${formatMoment(schedule, due)}"${unsure ? ',"provisional":true' : ''}${reading}}\n`
  } catch (error) {
    if (error instanceof WorktimeError) return errorLine(error[language])
    if (error instanceof SyntaxError) return errorLine(NOT_JSON[language])
    throw error
  }
}

/** Reads a query as JSON, with its options. @throws WorktimeError, SyntaxError */
function readQuery(text: string) {
  const query = JSON.parse(text) as unknown
  if (typeof query !== 'object' || query === null || Array.isArray(query)) throw new WorktimeError(NOT_JSON.ru, NOT_JSON.en)
  const { from, term, until, roll, ...rest } = query as Record<string, unknown>
  const stray = Object.keys(rest)[0]
  if (stray !== undefined) {
    throw new WorktimeError(
      `Неизвестное поле «${stray}»; есть from, term, until, roll.`,
      `Unknown key "${stray}"; the keys are from, term, until, roll.`,
    )
  }
  if (typeof from !== 'string')
    throw new WorktimeError('Нет строки from: момента начала.', 'The text from, the moment of start, is missing.')
  if (typeof term !== 'string') throw new WorktimeError('Нет строки term: срока, например +7wh.', 'The text term is missing, such as +7wh.')
  const options = { until: choice('until', until, ['closing', 'midnight']), roll: choice('roll', roll, ['next', 'none']) }
  return { from: parseMoment(from), term: parseTerm(term), options: options as CountOptions }
}

function choice(key: string, value: unknown, choices: readonly string[]): string | undefined {
  if (value === undefined || choices.includes(value as string)) return value as string | undefined
  throw new WorktimeError(
    `${key} бывает ${choices.join(' и ')}, а не ${JSON.stringify(value)}.`,
    `${key} is ${choices.join(' or ')}, not ${JSON.stringify(value)}.`,
  )
}
