import { createContext, use, type ReactNode } from 'react'
import { queryOptions } from '@tanstack/react-query'
import type { Right } from '@otklik/casework/right'
import type { Session } from '@otklik/contract'
import { call, isSignedOut } from '../live/call.ts'
import { setServerClock } from '../live/clock.ts'
import { byTellingWord } from './unit-order.ts'

/** Who is signed in, with the working time of their organisation. The stretches reach months ahead: asked anew once in a while. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => {
    const session = await call('session', { signal })
    setServerClock(session.now)
    return session
  },
  staleTime: 15 * 60_000,
  // A browser's «online» may come before the call that it should repeat has failed: without an answer the page asks by itself.
  refetchInterval: ({ state: { data, error } }) => (data === undefined && error !== null && !isSignedOut(error) ? 4_000 : 60 * 60_000),
  retry: false,
})

export const directoryQuery = queryOptions({
  queryKey: ['directory'],
  queryFn: async ({ signal }) => {
    const directory = await call('directory', { signal })
    return { ...directory, units: directory.units.toSorted((a, b) => byTellingWord(a.short, b.short)) }
  },
  staleTime: 5 * 60_000,
})

const Signed = createContext<Session | null>(null)

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <Signed value={session}>{children}</Signed>
}

/** The session, wherever somebody is signed in. */
export function useSession(): Session {
  const session = use(Signed)
  if (session === null) throw new Error('useSession needs a signed-in shell above it')
  return session
}

/** May the signed-in person do one of these in the organisation that this page works in? */
export const may = (session: { readonly person: Pick<Session['person'], 'may'> }, ...rights: readonly Right[]): boolean =>
  rights.some((right) => session.person.may.includes(right))
