import { z } from 'zod'
import { accountRoutes } from './account-routes.ts'
import { alterationRoutes } from './alterations.ts'
import * as c from './calendar.ts'
import { commandRequest } from './commands.ts'
import { id } from './primitives.ts'
import { peopleRoutes } from './people-routes.ts'
import type { Route } from './route.ts'
import { sessionRoutes } from './session-routes.ts'
import * as s from './settings.ts'
import * as v from './views.ts'

export type { Access, Route } from './route.ts'

const byId = z.object({ id })
const nothing = z.object({ ok: z.literal(true) })
const desk = ['curator', 'executor', 'head', 'administrator'] as const
const admin = ['administrator'] as const

/** The whole HTTP surface besides `/healthz`, `/api/openapi.json`, `/hooks/:network/:accountId` and the desk's own files. */
export const routes = {
  ...sessionRoutes,
  directory: {
    method: 'GET',
    path: '/api/directory',
    access: 'signed-in',
    summary: { ru: 'Подразделения, люди, темы', en: 'Units, people, topics' },
    response: v.directory,
  },
  queue: {
    method: 'GET',
    path: '/api/queue',
    access: desk,
    summary: { ru: 'Инциденты по ближайшему сроку', en: 'Incidents by what is due' },
    query: v.queueQuery,
    response: v.queuePage,
  },
  queueCounts: {
    method: 'GET',
    path: '/api/queue/counts',
    access: desk,
    summary: { ru: 'Сколько в каждом виде', en: 'How many in each view' },
    response: v.queueCounts,
  },
  registerMessage: {
    method: 'POST',
    path: '/api/incidents',
    access: ['curator'],
    summary: { ru: 'Зарегистрировать сообщение вручную', en: 'Register a message by hand' },
    body: v.registerMessage,
    response: v.registered,
    idempotent: true,
  },
  incident: {
    method: 'GET',
    path: '/api/incidents/:id',
    access: desk,
    summary: { ru: 'Карточка инцидента', en: 'The card' },
    params: byId,
    response: v.incidentCard,
  },
  command: {
    method: 'POST',
    path: '/api/incidents/:id/commands',
    access: ['curator', 'executor', 'head'],
    summary: { ru: 'Выполнить действие с инцидентом', en: 'Act on an incident' },
    params: byId,
    body: commandRequest,
    response: v.commandResponse,
    idempotent: true,
  },
  markRead: {
    method: 'POST',
    path: '/api/incidents/:id/read',
    access: desk,
    summary: { ru: 'Отметить прочитанным', en: 'I have seen it' },
    params: byId,
    response: nothing,
  },
  authorHistory: {
    method: 'GET',
    path: '/api/authors/:id/messages',
    access: ['curator', 'executor', 'head'],
    summary: { ru: 'Другие сообщения автора', en: "The author's other messages" },
    params: byId,
    response: v.authorHistory,
  },
  looking: {
    method: 'POST',
    path: '/api/looking',
    access: desk,
    summary: { ru: 'Какая карточка у меня открыта', en: 'Which card I have open' },
    body: v.looking,
    response: nothing,
  },
  units: {
    method: 'POST',
    path: '/api/units',
    access: admin,
    summary: { ru: 'Добавить подразделение', en: 'Add a unit' },
    body: s.unitInput,
    response: byId,
  },
  unit: {
    method: 'PUT',
    path: '/api/units/:id',
    access: admin,
    summary: { ru: 'Изменить подразделение', en: 'Change a unit' },
    params: byId,
    body: s.unitInput,
    response: nothing,
  },
  ...peopleRoutes,
  ...alterationRoutes,
  schedule: {
    method: 'GET',
    path: '/api/schedule',
    access: 'signed-in',
    summary: { ru: 'График работы', en: 'The schedule' },
    response: s.scheduleView,
  },
  setSchedule: {
    method: 'PUT',
    path: '/api/schedule',
    access: admin,
    summary: { ru: 'Изменить график; открытые сроки пересчитываются', en: 'Change the schedule; open terms are planned anew' },
    body: s.scheduleInput,
    response: s.scheduleView,
  },
  calendar: {
    method: 'GET',
    path: '/api/calendar',
    access: 'signed-in',
    summary: {
      ru: 'Производственный календарь: какие годы известны, по какому акту, кто их загрузил',
      en: 'The production calendar: which years are known, by which decree, and who loaded them',
    },
    response: c.calendarView,
  },
  calendarYear: {
    method: 'GET',
    path: '/api/calendar/:year',
    access: 'signed-in',
    summary: { ru: 'Один год календаря файлом', en: 'A year of it as a file' },
    params: z.object({ year: z.coerce.number().int().min(1970).max(2199) }),
    response: c.calendarFile,
  },
  previewCalendar: {
    method: 'POST',
    path: '/api/calendar/preview',
    access: admin,
    summary: {
      ru: 'Что изменит загрузка года: дни и открытые сроки; ничего не делает',
      en: 'What loading a year would change: days, and terms that are owed; nothing is done',
    },
    body: z.object({ order: c.calendarOrder }),
    response: c.calendarPreview,
  },
  setCalendar: {
    method: 'PUT',
    path: '/api/calendar',
    access: admin,
    summary: {
      ru: 'Загрузить год или вернуться к тому, что в программе; открытые сроки пересчитываются, закрытые остаются',
      en: 'Load a year, or go back to the shipped one; open terms are planned anew, closed ones stay as they are',
    },
    body: c.calendarChange,
    response: c.calendarChanged,
    idempotent: true,
  },
  regulations: {
    method: 'GET',
    path: '/api/regulations',
    access: 'signed-in',
    summary: { ru: 'Акты, которые знает программа', en: 'Acts known here' },
    response: z.object({ regulations: z.array(s.regulationSummary) }),
  },
  regulation: {
    method: 'GET',
    path: '/api/regulations/:id',
    access: 'signed-in',
    summary: { ru: 'Акт с нормами и замечаниями', en: 'An act with its norms and findings' },
    params: z.object({ id: z.string().max(100) }),
    response: s.regulationDetail,
  },
  setRegulation: {
    method: 'PUT',
    path: '/api/regulation-in-force',
    access: admin,
    summary: { ru: 'Ввести акт в действие для новых сообщений', en: 'Put an act in force for new messages' },
    body: s.regulationChoice,
    response: nothing,
  },
  ...accountRoutes,
} as const satisfies Record<string, Route>

/** Outside the JSON contract: `POST /api/files` (multipart, field `file`; signed in; answers fileRef), `GET /api/files/:id` (signed in), `GET /api/stream` (signed in, text/event-stream). */
export type RouteName = keyof typeof routes
