import { parseMoment, parseTerm, WorktimeError } from '@otklik/worktime'
import { type Fault, RegulationError } from '../act/fault.ts'
import type { HistoryEvent } from '../act/types.ts'
import { importance, norm, replyKind, track } from '../act/vocabulary.ts'

/** Fields of each kind of event besides `type` and `at`; `?` marks what may be left out. */
const fields: Readonly<Record<HistoryEvent['type'], readonly string[]>> = {
  received: ['track'],
  registered: [],
  selected: ['importance'],
  routed: ['unit', 'replaces?'],
  returned: ['unit', 'reason?'],
  draftSubmitted: ['unit', 'kind'],
  sentBack: [],
  approved: [],
  published: ['kind'],
  contributionSubmitted: ['unit'],
  authorAnswered: [],
  extended: ['term'],
  termSet: ['norm', 'term?', 'due?'],
  declined: ['ground?'],
  redirected: [],
  closed: [],
}

const lists: Readonly<Record<string, readonly string[]>> = {
  track: track.options,
  importance: importance.options,
  kind: replyKind.options,
  norm: norm.options,
}

const theEvents = { ru: 'События не годятся.', en: 'The events cannot be used.' }

type Told = { readonly ru: string; readonly en: string }

/**
 * Reads events as `otklik plan` takes them: a list, or an object with the list under `events`; moments are ISO with offset.
 * Fields that an event does not need are left alone.
 * @throws RegulationError that names the event's number (from 0) and field, for every fault
 */
export function readHistory(input: unknown): HistoryEvent[] {
  const list = isRecord(input) ? input['events'] : input
  if (!Array.isArray(list)) {
    const ru = 'нужен список событий или объект {"events": […]}.'
    throw new RegulationError([{ path: 'events', ru, en: 'a list of events is needed, or an object {"events": […]}.' }], theEvents)
  }
  const faults: Fault[] = []
  const events = list.map((one: unknown, index) =>
    readEvent(one, (field, told) => faults.push({ path: `events.${index}${field}`, ...told })),
  )
  if (faults.length > 0) throw new RegulationError(faults, theEvents)
  return events as HistoryEvent[]
}

function readEvent(input: unknown, fault: (field: string, told: Told) => void): Record<string, unknown> {
  const event: Record<string, unknown> = {}
  if (!isRecord(input)) {
    fault('', { ru: 'событие — это объект с полями type и at.', en: 'an event is an object with type and at.' })
    return event
  }
  const type = input['type']
  if (typeof type !== 'string' || !Object.hasOwn(fields, type)) {
    const known = Object.keys(fields).join(', ')
    fault('.type', { ru: `нет такого события. Есть: ${known}.`, en: `there is no such event. There are: ${known}.` })
    return event
  }
  event['type'] = type
  const at = input['at']
  if (at === undefined || at === null) {
    fault('.at', {
      ru: `у события ${type} нет поля at. Напишите день, время и смещение: 2024-09-10T09:00:00+03:00.`,
      en: `the event ${type} has no field at. Write the day, the time and the offset: 2024-09-10T09:00:00+03:00.`,
    })
  } else event['at'] = moment(at, '.at', fault)
  for (const field of fields[type as HistoryEvent['type']]) {
    const name = field.replace('?', '')
    const value = input[name]
    if (value === undefined || value === null) {
      if (!field.endsWith('?')) fault(`.${name}`, { ru: `событию ${type} нужно это поле.`, en: `${type} needs this field.` })
    } else event[name] = readField(name, value, fault)
  }
  if (type === 'termSet' && (event['term'] === undefined) === (event['due'] === undefined)) {
    fault('', { ru: 'нужно ровно одно из полей term и due.', en: 'exactly one of term and due is needed.' })
  }
  return event
}

function readField(name: string, value: unknown, fault: (field: string, told: Told) => void): unknown {
  if (name === 'due') return moment(value, '.due', fault)
  const known = lists[name]
  if (known !== undefined && !known.includes(String(value))) {
    fault(`.${name}`, { ru: `нужно одно из: ${known.join(', ')}.`, en: `one of these is needed: ${known.join(', ')}.` })
  }
  if (typeof value !== 'string') fault(`.${name}`, { ru: 'нужна строка.', en: 'a text is needed.' })
  else if (name === 'term') attempt(() => parseTerm(/^[+-]/.test(value) ? value : `+${value}`), '.term', fault)
  return value
}

function moment(value: unknown, field: string, fault: (field: string, told: Told) => void): number {
  return attempt(() => parseMoment(String(value)), field, fault) ?? 0
}

function attempt<Value>(read: () => Value, field: string, fault: (field: string, told: Told) => void): Value | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof WorktimeError)) throw error
    fault(field, { ru: error.ru, en: error.en })
    return undefined
  }
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
}
