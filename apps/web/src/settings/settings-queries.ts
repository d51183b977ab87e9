import { queryOptions } from '@tanstack/react-query'
import { call } from '../live/call.ts'

export const peopleQuery = queryOptions({
  queryKey: ['settings', 'people'],
  queryFn: async ({ signal }) => (await call('people', { signal })).people,
})

export const scheduleQuery = queryOptions({
  queryKey: ['settings', 'schedule'],
  queryFn: ({ signal }) => call('schedule', { signal }),
})

export const calendarQuery = queryOptions({
  queryKey: ['settings', 'calendar'],
  queryFn: ({ signal }) => call('calendar', { signal }),
})

export const actsQuery = queryOptions({
  queryKey: ['settings', 'acts'],
  queryFn: async ({ signal }) => (await call('regulations', { signal })).regulations,
})

export const actQuery = (id: string) =>
  queryOptions({
    queryKey: ['settings', 'act', id],
    queryFn: ({ signal }) => call('regulation', { params: { id }, signal }),
  })

export const alterationsQuery = queryOptions({
  queryKey: ['settings', 'alterations'],
  queryFn: async ({ signal }) => (await call('alterations', { signal })).alterations,
})

export const accountsQuery = queryOptions({
  queryKey: ['settings', 'accounts'],
  queryFn: async ({ signal }) => (await call('accounts', { signal })).accounts,
})

/** What a network is does not change while the server runs. */
export const networksQuery = queryOptions({
  queryKey: ['settings', 'networks'],
  queryFn: async ({ signal }) => (await call('networks', { signal })).networks,
  staleTime: Infinity,
})

export const unhandledQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['settings', 'unhandled', accountId],
    queryFn: ({ signal }) => call('unhandledEvents', { params: { id: accountId }, signal }),
  })
