import { z } from 'zod'
import { endpoints } from '../endpoints.ts'
import { calendarChange, calendarChanged, calendarFile, calendarCommand, calendarPreview, calendarView } from './calendar.ts'
import type { Route } from '../route.ts'

/** The production calendar by years. */
export const calendarRoutes = {
  calendar: {
    ...endpoints.calendar,
    access: 'signed-in',
    summary: {
      ru: 'Производственный календарь: какие годы известны, по какому акту, кто их загрузил',
      en: 'The production calendar: which years are known, by which decree, and who loaded them',
    },
    response: calendarView,
  },
  calendarYear: {
    ...endpoints.calendarYear,
    access: 'signed-in',
    summary: { ru: 'Один год календаря файлом', en: 'A year of it as a file' },
    params: z.object({ year: z.coerce.number<number>().int().min(1970).max(2199) }),
    response: calendarFile,
  },
  previewCalendar: {
    ...endpoints.previewCalendar,
    access: 'manageOrganisation',
    summary: {
      ru: 'Что изменит загрузка года: дни и открытые сроки; ничего не делает',
      en: 'What loading a year would change: days, and terms that are owed; nothing is done',
    },
    body: z.object({ command: calendarCommand }),
    response: calendarPreview,
  },
  setCalendar: {
    ...endpoints.setCalendar,
    access: 'manageOrganisation',
    summary: {
      ru: 'Загрузить год или вернуться к тому, что в программе; открытые сроки пересчитываются, закрытые остаются',
      en: 'Load a year, or go back to the shipped one; open terms are planned anew, closed ones stay as they are',
    },
    body: calendarChange,
    response: calendarChanged,
    idempotent: true,
  },
} as const satisfies Record<string, Route>
