import { z } from 'zod'
import { endpoints } from '../endpoints.ts'
import { directory } from './directory.ts'
import { personInput, personView } from './people.ts'
import { scheduleInput, scheduleView } from './schedule.ts'
import { unitInput } from './units.ts'
import { byId, nothing, type Route } from '../route.ts'

/** Units, people with logins, the schedule. */
export const organisationRoutes = {
  directory: {
    ...endpoints.directory,
    access: 'signed-in',
    summary: { ru: 'Подразделения, люди, темы', en: 'Units, people, topics' },
    response: directory,
  },
  addUnit: {
    ...endpoints.addUnit,
    access: 'manageOrganisation',
    summary: { ru: 'Добавить подразделение', en: 'Add a unit' },
    body: unitInput,
    response: byId,
  },
  setUnit: {
    ...endpoints.setUnit,
    access: 'manageOrganisation',
    summary: { ru: 'Изменить подразделение', en: 'Change a unit' },
    params: byId,
    body: unitInput,
    response: nothing,
  },
  people: {
    ...endpoints.people,
    access: 'manageOrganisation',
    summary: { ru: 'Люди с логинами', en: 'People with logins' },
    response: z.object({ people: z.array(personView) }),
  },
  addPerson: {
    ...endpoints.addPerson,
    access: 'manageOrganisation',
    summary: { ru: 'Добавить человека', en: 'Add a person' },
    body: personInput,
    response: byId,
  },
  setPerson: {
    ...endpoints.setPerson,
    access: 'manageOrganisation',
    summary: { ru: 'Изменить человека', en: 'Change a person' },
    params: byId,
    body: personInput,
    response: nothing,
  },
  schedule: {
    ...endpoints.schedule,
    access: 'signed-in',
    summary: { ru: 'График работы', en: 'The schedule' },
    response: scheduleView,
  },
  setSchedule: {
    ...endpoints.setSchedule,
    access: 'manageOrganisation',
    summary: { ru: 'Изменить график; открытые сроки пересчитываются', en: 'Change the schedule; open terms are planned anew' },
    body: scheduleInput,
    response: scheduleView,
  },
} as const satisfies Record<string, Route>
