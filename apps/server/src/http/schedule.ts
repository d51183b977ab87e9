import type { House } from '../house.ts'
import { readSchedule, refuseNoWork, ScheduleTextError } from '../organisation/schedules.ts'
import { doerOf } from './doer.ts'
import { ProblemError } from './problems.ts'
import type { Handlers } from './register.ts'

const year = 366 * 24 * 60 * 60 * 1000

/** The schedule as people write it; a change plans the open terms anew. */
export function scheduleHandlers({ storage, schedules, now }: House): Pick<Handlers, 'schedule' | 'setSchedule'> {
  async function view(tenantId: string) {
    const hours = await schedules.of(tenantId)
    return { source: hours.source, timezone: hours.timezone, provisionalYears: hours.provisionalYears(now(), now() + year) }
  }

  return {
    schedule: async ({ person }) => view(person.tenantId),
    setSchedule: async ({ person, body, request }) => {
      const { years } = await storage.organisation.calendar(person.tenantId)
      try {
        refuseNoWork(readSchedule(body.source, years), now())
      } catch (error) {
        if (!(error instanceof ScheduleTextError)) throw error
        throw new ProblemError('wrong-schedule', { text: { ru: error.ru, en: error.en } })
      }
      await storage.organisation.setSchedule(person.tenantId, body.source, person.personId, doerOf(request))
      return view(person.tenantId)
    },
  }
}
