import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate, type SearchSchemaInput } from '@tanstack/react-router'
import { readAddress, readOpen, type QueueAddress } from '../rows/address.ts'
import { useSession } from '../session/session.tsx'
import { readSettingsAddress, type SettingsAddress } from '../settings/settings-address.ts'
import { Broken } from '../controls/error-boundary.tsx'
import { MissingPage } from './missing-page.tsx'
import { readSearch, writeSearch } from './search-text.ts'
import { homeOf } from '../session/sections.ts'
import { Shell } from './shell.tsx'
import { basePath } from '../live/organisation-in-use.ts'

const root = createRootRoute({
  component: Shell,
  notFoundComponent: MissingPage,
  errorComponent: ({ error }) => <Broken fault={error instanceof Error ? error : new Error(String(error))} />,
})

function Home() {
  return <Navigate to={homeOf(useSession())} replace />
}

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })

export const queueRoute = createRoute({
  getParentRoute: () => root,
  path: '/queue',
  validateSearch: (search: Partial<QueueAddress> & SearchSchemaInput): QueueAddress => readAddress(search),
  component: lazyRouteComponent(() => import('../queue/queue-page.tsx'), 'QueuePage'),
})

const tasksRoute = createRoute({
  getParentRoute: () => root,
  path: '/tasks',
  validateSearch: (search: { open?: string } & SearchSchemaInput): { open?: string } => readOpen(search),
  component: lazyRouteComponent(() => import('../tasks/tasks-page.tsx'), 'TasksPage'),
})

const settingsRoute = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  validateSearch: (search: SettingsAddress & SearchSchemaInput): SettingsAddress => readSettingsAddress(search),
  component: lazyRouteComponent(() => import('../settings/settings-page.tsx'), 'SettingsPage'),
})

const startRoute = createRoute({
  getParentRoute: () => root,
  path: '/start',
  component: lazyRouteComponent(() => import('../start/start-page.tsx'), 'StartPage'),
})

export const router = createRouter({
  basepath: basePath,
  routeTree: root.addChildren([home, queueRoute, tasksRoute, settingsRoute, startRoute]),
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
