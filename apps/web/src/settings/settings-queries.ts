import { queryOptions } from '@tanstack/react-query'
import type {
  AccountView,
  AlterationView,
  CalendarView,
  NetworkView,
  PersonView,
  RegulationDetail,
  RegulationSummary,
  UnhandledView,
} from '@otklik/contract'
import { call } from '../live/call.ts'

export type ScheduleView = { readonly source: string; readonly timezone: string; readonly provisionalYears: readonly number[] }

export const peopleQuery = queryOptions({
  queryKey: ['settings', 'people'],
  queryFn: async ({ signal }) => (await call<{ people: PersonView[] }>('/api/people', { signal })).people,
})

export const scheduleQuery = queryOptions({
  queryKey: ['settings', 'schedule'],
  queryFn: ({ signal }) => call<ScheduleView>('/api/schedule', { signal }),
})

export const calendarQuery = queryOptions({
  queryKey: ['settings', 'calendar'],
  queryFn: ({ signal }) => call<CalendarView>('/api/calendar', { signal }),
})

export const actsQuery = queryOptions({
  queryKey: ['settings', 'acts'],
  queryFn: async ({ signal }) => (await call<{ regulations: RegulationSummary[] }>('/api/regulations', { signal })).regulations,
})

export const actQuery = (id: string) =>
  queryOptions({
    queryKey: ['settings', 'act', id],
    queryFn: ({ signal }) => call<RegulationDetail>(`/api/regulations/${id}`, { signal }),
  })

export const alterationsQuery = queryOptions({
  queryKey: ['settings', 'alterations'],
  queryFn: async ({ signal }) => (await call<{ alterations: AlterationView[] }>('/api/alterations', { signal })).alterations,
})

export const accountsQuery = queryOptions({
  queryKey: ['settings', 'accounts'],
  queryFn: async ({ signal }) => (await call<{ accounts: AccountView[] }>('/api/accounts', { signal })).accounts,
})

/** What a network is does not change while the server runs. */
export const networksQuery = queryOptions({
  queryKey: ['settings', 'networks'],
  queryFn: async ({ signal }) => (await call<{ networks: NetworkView[] }>('/api/networks', { signal })).networks,
  staleTime: Infinity,
})

export const unhandledQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['settings', 'unhandled', accountId],
    queryFn: ({ signal }) => call<UnhandledView>(`/api/accounts/${accountId}/unhandled`, { signal }),
  })
