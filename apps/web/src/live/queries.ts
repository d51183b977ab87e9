import { QueryCache, QueryClient } from '@tanstack/react-query'
import { isSignedOut, Unreachable } from './call.ts'

/** Everything asked of the server, kept here. A session that ended anywhere ends everywhere: the sign-in page appears in place. */
export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.queryKey[0] === 'session') return
      if (isSignedOut(error)) void queries.invalidateQueries({ queryKey: ['session'] })
    },
  }),
  defaultOptions: {
    queries: {
      retry: (count, error) => error instanceof Unreachable && count < 3,
      // The stream tells what changed; asking again at every focus would only make rows flicker.
      refetchOnWindowFocus: false,
      staleTime: 60_000,
    },
  },
})
