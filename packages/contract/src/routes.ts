import { actsRoutes } from './acts/routes.ts'
import { incidentsRoutes } from './incidents/routes.ts'
import { networksRoutes } from './networks/routes.ts'
import { calendarRoutes } from './organisation/calendar-routes.ts'
import { organisationRoutes } from './organisation/routes.ts'
import { queueRoutes } from './queue/routes.ts'
import { recordRoutes } from './record/routes.ts'
import type { Route } from './route.ts'
import { sessionRoutes } from './session/routes.ts'

export { type Access, rightNamed, type Route } from './route.ts'

/** The whole HTTP surface besides `otherRoutes`, `/healthz`, `/api/openapi.json`, `/hooks/:network/:accountId` and the desk's own files. */
export const routes = {
  ...sessionRoutes,
  ...queueRoutes,
  ...incidentsRoutes,
  ...organisationRoutes,
  ...calendarRoutes,
  ...actsRoutes,
  ...networksRoutes,
  ...recordRoutes,
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes
