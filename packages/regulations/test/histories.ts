import { formatMoment, compileSchedule, parseMoment, parseSchedule, type Schedule } from '@otklik/worktime'
import { shippedRegulation } from '../shipped/index.ts'
import { type HistoryEvent, type NormName, type Obligation, plan, readHistory, type Regulation } from '../src/index.ts'

function act(id: string): Regulation {
  const found = shippedRegulation(id)
  if (found === undefined) throw new Error(`no act ${id}`)
  return found
}

export const acts = {
  L: act('lesozavodsk-2022'),
  E: act('yelets-2023'),
  S: act('smolensk-region-2020'),
  G: act('gazimuro-zavodsky-2024'),
  D: act('desnogorsk-2023'),
} as const

const day = ['09:00-13:00', '14:00-18:00']

/** Monday to Friday 09:00–13:00, 14:00–18:00 by the Russian production calendar, in the zone of an act. */
export function officeHours(timezone: string): Schedule {
  return compileSchedule(parseSchedule({ timezone, week: { mon: day, tue: day, wed: day, thu: day, fri: day }, calendar: 'ru' }))
}

type Written = { readonly type: HistoryEvent['type']; readonly at: string } & Readonly<Record<string, unknown>>

/** A history under an act, with moments written in the act's own local time: `2024-12-27 16:30`. */
export class Case {
  readonly act: Regulation
  readonly schedule: Schedule
  readonly #events: readonly Written[]

  constructor(regulation: Regulation, events: readonly Written[] = []) {
    this.act = regulation
    this.schedule = officeHours(regulation.timezone)
    this.#events = events
  }

  moment(local: string): number {
    const naive = parseMoment(`${local.replace(' ', 'T')}Z`)
    const offset = formatMoment(this.schedule, naive).slice(19)
    return parseMoment(`${local.replace(' ', 'T')}${offset}`)
  }

  get events(): HistoryEvent[] {
    return readHistory(
      this.#events.map((event) => ({
        ...event,
        at: formatMoment('UTC', this.moment(event.at)),
        ...(typeof event['due'] === 'string' ? { due: formatMoment('UTC', this.moment(event['due'])) } : {}),
      })),
    )
  }

  plan(now: string = this.#events.at(-1)?.at ?? '2024-01-01 00:00'): Obligation[] {
    return plan(this.act, this.schedule, this.events, this.moment(now))
  }

  /** `2024-12-28 15:40 pending`, or undefined where nothing is owed. */
  owed(norm: NormName, occurrence = 1, now?: string): string | undefined {
    const found = this.plan(now).find((one) => one.norm === norm && one.occurrence === occurrence)
    return found && `${this.local(found.due)} ${found.status}`
  }

  /** A moment in the act's own local time; `no date` for a term that is still to be set. */
  local(moment: number | undefined): string {
    if (moment === undefined) return 'no date'
    return formatMoment(this.schedule, moment).slice(0, 16).replace('T', ' ')
  }

  /** The same history with more events after it. */
  and(...events: readonly Written[]): Case {
    return new Case(this.act, [...this.#events, ...events])
  }
}

export function under(regulation: Regulation, ...events: readonly Written[]): Case {
  return new Case(regulation, events)
}

/** The act with another choice for one reading, as if its file said so. */
export function reading(regulation: Regulation, id: string, chosen: string): Regulation {
  const found = regulation.readings[id]
  if (found?.alternatives[chosen] === undefined) throw new Error(`${regulation.id} has no choice ${chosen} for ${id}`)
  return { ...regulation, readings: { ...regulation.readings, [id]: { ...found, chosen } } }
}
