import type { CalendarCommand, CalendarPreview, CalendarView, CalendarYear } from '@otklik/contract'
import type { KeptYear } from '@otklik/storage'
import { CalendarError, calendarChanges, coverage, daysOfYear, formatCalendarCsv, SHIPPED_CALENDARS } from '@otklik/worktime'
import type { House } from '../house.ts'
import { readCalendar } from '../organisation/calendar-text.ts'
import { doerOf } from './doer.ts'
import { ProblemError } from './problems.ts'
import type { Handlers } from './register.ts'

/** The production calendar that an organisation counts by; a change plans the open terms anew and leaves closed ones alone. */
export function calendarHandlers({
  storage: { organisation },
  schedules,
}: House): Pick<Handlers, 'calendar' | 'calendarYear' | 'previewCalendar' | 'setCalendar'> {
  async function view(tenantId: string): Promise<CalendarView> {
    const [{ version, years, setAt, setBy }, { production }, nameOf] = await Promise.all([
      organisation.calendar(tenantId),
      schedules.of(tenantId),
      namesOf(tenantId),
    ])
    const by = setBy === 'release' ? null : { id: setBy, name: nameOf(setBy) }
    const changed = setBy === 'setup' ? null : { at: setAt, by }
    return { version, changed, used: production, ...coverage(years), years: years.map((year) => yearView(year, nameOf)) }
  }

  async function namesOf(tenantId: string): Promise<(personId: string) => string> {
    const names = new Map((await organisation.people(tenantId)).map(({ id, name }) => [id, name]))
    return (personId) => names.get(personId) ?? ''
  }

  return {
    calendar: async ({ person }) => view(person.tenantId),

    calendarYear: async ({ person, params }) => {
      const found = (await organisation.calendar(person.tenantId)).years.find(({ year }) => year === params.year)
      if (found === undefined) throw new ProblemError('not-found')
      return { year: found.year, text: formatCalendarCsv(found) }
    },

    previewCalendar: async ({ person, body }): Promise<CalendarPreview> => {
      const command = storedCommand(body.command)
      const { version, before, after, moved } = await organisation.foreseeCalendar(person.tenantId, command)
      const touched = new Set('load' in command ? command.load.map(({ year }) => year) : [command.forget])
      const of = (years: readonly KeptYear[]): KeptYear[] => years.filter(({ year }) => touched.has(year))
      const nobody = (): string => person.name
      return {
        version,
        years: of(after).map((year) => ({ ...yearView(year, nobody), loaded: null })),
        ...coverage(after),
        changes: calendarChanges(of(before), of(after)).map((change) => ({ ...change })),
        moved: { ...moved, moves: [...moved.moves] },
      }
    },

    setCalendar: async ({ person, body, idempotencyKey, request }) => {
      const { tenantId, personId: by } = person
      const { expectedVersion, command } = body
      const set = await organisation.setCalendar(tenantId, storedCommand(command), {
        expectedVersion,
        by,
        idempotencyKey,
        doer: doerOf(request),
      })
      if (set.ok) {
        const { incidents, terms, settled } = set.moved
        return { calendar: await view(tenantId), moved: { incidents, terms, settled } }
      }
      if (set.kind === 'key-reused') throw new ProblemError('key-reused')
      const name = (await namesOf(tenantId))(set.by)
      const { version, at } = set
      throw new ProblemError('calendar-moved', { current: { version, status: null, by: { id: name === '' ? null : set.by, name }, at } })
    },
  }
}

function yearView(kept: KeptYear, nameOf: (personId: string) => string): CalendarYear {
  const { year, status, source, loaded } = kept
  const shipped = SHIPPED_CALENDARS.find((each) => each.year === year)
  const same = shipped !== undefined && shipped.status === status && calendarChanges([shipped], [kept]).length === 0
  return {
    year,
    status,
    source,
    ...daysOfYear(kept),
    loaded: loaded === null ? null : { at: loaded.at, by: { id: loaded.by, name: nameOf(loaded.by) } },
    shipped: shipped === undefined ? 'none' : same ? 'same' : 'other',
  }
}

/** @throws ProblemError `wrong-calendar` with every line at fault */
function storedCommand(command: CalendarCommand): Parameters<House['storage']['organisation']['foreseeCalendar']>[1] {
  if (command.type === 'forget') return { forget: command.year }
  try {
    const load = readCalendar(command.text, command.source)
    if (load.every(({ source }) => source !== '')) return { load }
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error
    const errors = error.faults.map(({ line, field, ru, en }) => ({
      path: field === 'source' ? 'body.command.source' : 'body.command.text',
      text: { ru: `${ru}.`, en: `${en}.` },
      ...(line === null ? {} : { line }),
    }))
    throw new ProblemError('wrong-calendar', { text: { ru: error.ru, en: error.en }, errors })
  }
  const text = {
    ru: 'Назовите основание: каким постановлением утверждены эти дни.',
    en: 'Name the source: by which decree these days are set.',
  }
  throw new ProblemError('wrong-calendar', { text, errors: [{ path: 'body.command.source', text }] })
}
