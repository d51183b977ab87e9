import { useEffect, useRef, useState } from 'react'
import type { IncidentCard, QueueRow, Session, StreamEvent } from '@otklik/contract'
import type { QueueAddress } from './address.ts'
import { belongs } from './belongs.ts'
import { receive, type LiveList } from './live-list.ts'
import { useSession } from '../session/session.tsx'
import { serverNow, setServerClock } from '../live/clock.ts'
import { Later } from '../live/later.ts'
import { foreseenRow, pendingCommands } from './pending.ts'
import { setOnlookers } from '../live/presence.ts'
import { queries } from '../live/queries.ts'
import type { LineState } from '../live/source.ts'
import { listen } from '../live/stream.ts'

/** A tab that is looked away from asks for its title's sake alone, over so long: a browser may have a dozen of them. */
const hiddenSpreadMs = 20_000

let countsTimer: ReturnType<typeof setTimeout> | undefined

/** Many rows may change in a moment; the counts are asked for once after them. */
function countsSoon(): void {
  clearTimeout(countsTimer)
  countsTimer = setTimeout(() => void queries.invalidateQueries({ queryKey: ['counts'] }), 400)
}

/** Puts one row of the server's where it stands on the screen: in every list that is kept, and over an open card; pending commands are foreseen. */
export function applyRow(row: QueueRow, session: Session): void {
  putRow(row, session)
  countsSoon()
}

function putRow(came: QueueRow, session: Session): void {
  const row = foreseenRow(came)
  for (const [key] of queries.getQueriesData<LiveList>({ queryKey: ['queue'] })) {
    const address = key[1] as QueueAddress
    const fits = belongs(row, address, session, serverNow())
    queries.setQueryData<LiveList>(key, (list) => list && receive(list, row, fits))
  }
  const card = queries.getQueryData<IncidentCard>(['incident', row.id])
  // A command under way brings its card with the answer.
  const asked = pendingCommands(row.id).length > 0
  if (!asked && card !== undefined && card.row.version < row.version) void queries.invalidateQueries({ queryKey: ['incident', row.id] })
}

const liveCounts = new Later(() => void queries.invalidateQueries({ queryKey: ['counts'] }), 2_000)
/** After a gap, or when more moved than is told row by row, everything is asked for. */
const everything = new Later(() => {
  liveCounts.drop()
  for (const key of ['session', 'queue', 'counts', 'incident']) void queries.invalidateQueries({ queryKey: [key] })
}, 3_000)

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
    let spread = 0
    const asWhom = () => void queries.invalidateQueries({ queryKey: ['session'] })
    const visible = () => document.visibilityState === 'visible'
    const countsDue = () => visible() && liveCounts.ask(spread, 400)
    const readAnew = () => everything.ask(visible() ? spread : Math.max(spread, hiddenSpreadMs))
    const looked = () => {
      countsDue()
      if (visible()) everything.hurry(spread)
    }
    const onEvent = (event: StreamEvent) => {
      if (event.type === 'incident') {
        putRow(event.row, newest.current)
        // Nobody reads the counts of a tab that is looked away from; it asks when it is looked at again.
        countsDue()
      } else if (event.type === 'looking') setOnlookers(event.incidentId, event.people)
      // Signed out in another tab or by an administrator: the page of signing in comes at once, not at the next click.
      else if (event.type === 'closing') asWhom()
      else {
        setServerClock(event.now)
        spread = event.spreadMs
        readAnew()
      }
    }
    const onState = (state: LineState) => {
      setLine(state)
      // The last word to whoever signs out is lost with a line that was just being made.
      if (state === 'refused') asWhom()
    }
    const ear = { onEvent, onState, onMissed: readAnew, onStranger: asWhom }
    listen(session.person.id, ear, leaving.signal)
    document.addEventListener('visibilitychange', looked, { signal: leaving.signal })
    return () => {
      leaving.abort()
      everything.drop()
      liveCounts.drop()
    }
  }, [session.person.id])
  return line
}
