import { useEffect, useRef, useState } from 'react'
import type { IncidentCard, QueueRow, Session } from '@otklik/contract'
import type { QueueAddress } from '../queue/address.ts'
import { belongs } from '../queue/belongs.ts'
import { receive, type LiveList } from '../queue/live-list.ts'
import { useSession } from '../session/session.tsx'
import { serverNow, setServerClock } from './clock.ts'
import { foreseenRow, pendingOrders } from './pending.ts'
import { setOnlookers } from './presence.ts'
import { queries } from './queries.ts'
import { listen, type LineState } from './stream.ts'

let countsTimer: ReturnType<typeof setTimeout> | undefined

/** Many rows may change in a moment; the counts are asked for once after them. */
function countsSoon(): void {
  clearTimeout(countsTimer)
  countsTimer = setTimeout(() => void queries.invalidateQueries({ queryKey: ['counts'] }), 400)
}

/** Puts one row of the server's where it stands on the screen: in every list that is kept, and over an open card; what is ordered is foreseen. */
export function applyRow(came: QueueRow, session: Session): void {
  const row = foreseenRow(came)
  for (const [key] of queries.getQueriesData<LiveList>({ queryKey: ['queue'] })) {
    const address = key[1] as QueueAddress
    const fits = belongs(row, address, session, serverNow())
    queries.setQueryData<LiveList>(key, (list) => list && receive(list, row, fits))
  }
  const card = queries.getQueryData<IncidentCard>(['incident', row.id])
  // An order under way brings its card with the answer.
  const asked = pendingOrders(row.id).length > 0
  if (!asked && card !== undefined && card.row.version < row.version) void queries.invalidateQueries({ queryKey: ['incident', row.id] })
  countsSoon()
}

/** Keeps the desk live for as long as somebody is signed in; answers how the line is. */
export function useLiveDesk(): LineState {
  const session = useSession()
  const [line, setLine] = useState<LineState>('connecting')
  const newest = useRef(session)
  useEffect(() => {
    newest.current = session
  })
  useEffect(() => {
    const leaving = new AbortController()
    let greeted = false
    listen(
      (event) => {
        if (event.type === 'incident') applyRow(event.row, newest.current)
        else if (event.type === 'looking') setOnlookers(event.incidentId, event.people)
        // Signed out in another tab or by an administrator: the page of signing in comes at once, not at the next click.
        else if (event.type === 'closing') void queries.invalidateQueries({ queryKey: ['session'] })
        else {
          setServerClock(event.now)
          // After a gap, or when schedule or calendar moved many terms at once, everything is asked for; the first greeting follows the first
          // answers at once.
          if (greeted) for (const key of ['session', 'queue', 'counts', 'incident']) void queries.invalidateQueries({ queryKey: [key] })
          greeted = true
        }
      },
      setLine,
      leaving.signal,
    )
    return () => leaving.abort()
  }, [session.person.id])
  return line
}
