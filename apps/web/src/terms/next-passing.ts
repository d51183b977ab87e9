import type { IncidentCard } from '@otklik/contract'

const day = 24 * 60 * 60_000

/**
 * Milliseconds from `now` until the first running term runs out, and a second more, so that the server has counted it out as well; at most a
 * day. False where nothing runs. Rights may end with a term (a return, for one), and nobody sends word of it.
 */
export function untilTermPasses(obligations: IncidentCard['obligations'], now: number): number | false {
  const ahead = obligations.filter(({ status, due }) => status === 'pending' && due >= now).map(({ due }) => due - now + 1_000)
  return ahead.length === 0 ? false : Math.min(day, ...ahead)
}
