import { queryOptions } from '@tanstack/react-query'
import type { IncidentCard } from '@otklik/contract'
import { call } from '../live/call.ts'
import { serverNow } from '../live/clock.ts'
import { queries } from '../live/queries.ts'
import { untilTermPasses } from '../terms/next-passing.ts'
import { queryOf, pageOf, type QueueAddress } from './address.ts'
import { extend, fromPage, renew, type LiveList } from './live-list.ts'

export const queueKey = (address: QueueAddress) => ['queue', queryOf(address)] as const

/** The rows of an address. Asked anew (after a lost line), they are brought up to date in place. */
export function queueQuery(address: QueueAddress) {
  const queryKey = queueKey(address)
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }): Promise<LiveList> => {
      const page = await call('queue', { query: pageOf(address, null), signal })
      const known = queries.getQueryData<LiveList>(queryKey)
      return known === undefined ? fromPage(page) : renew(known, page)
    },
    staleTime: Number.POSITIVE_INFINITY,
    // A view left and entered again is asked anew and stands in its right order.
    gcTime: 0,
  })
}

const extending = new Set<string>()

/** Brings the next page below the rows shown; several calls at once bring it once. */
export async function loadMore(address: QueueAddress): Promise<void> {
  const queryKey = queueKey(address)
  const name = JSON.stringify(queryKey)
  const cursor = queries.getQueryData<LiveList>(queryKey)?.nextCursor ?? null
  if (cursor === null || extending.has(name)) return
  extending.add(name)
  try {
    const page = await call('queue', { query: pageOf(address, cursor) })
    queries.setQueryData<LiveList>(queryKey, (list) => list && extend(list, page))
  } finally {
    extending.delete(name)
  }
}

export const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: ({ signal }) => call('queueCounts', { signal }),
  refetchInterval: 60_000,
})

/** What is due first of all that this person may see; asked anew with the counts. */
export const mostUrgentQuery = queryOptions({
  queryKey: ['counts', 'most-urgent'],
  queryFn: ({ signal }) => call('queue', { query: pageOf({ view: 'all' }, null, 1), signal }),
  refetchInterval: 60_000,
})

export const incidentQuery = (id: string) =>
  queryOptions({
    queryKey: ['incident', id],
    queryFn: async ({ signal }) => {
      const card = await call('incident', { params: { id }, signal })
      // The answer to a command may have overtaken a look that was asked for before it.
      const known = queries.getQueryData<IncidentCard>(['incident', id])
      return known !== undefined && known.row.version > card.row.version ? known : card
    },
    // The stream says when a card moves on; until then what is here is the truth.
    staleTime: 60_000,
    refetchInterval: ({ state: { data } }) => data !== undefined && untilTermPasses(data.obligations, serverNow()),
    refetchIntervalInBackground: true,
  })
