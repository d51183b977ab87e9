import type { QueueRow, Session } from '@otklik/contract'
import type { Stretches } from '@otklik/worktime/stretches'
import { countdown } from '../terms/countdown.ts'
import type { QueueAddress } from './address.ts'

/** Statuses in which the next press is the executor's, and those in which it is the one's who lets the reply out: as the server groups them. */
const executing: readonly QueueRow['status'][] = ['routed', 'reworking', 'approved', 'uncertain']
const releasePath: readonly QueueRow['status'][] = ['submitted', 'approved', 'uncertain']

type Signed = Pick<Session, 'person' | 'regulation'> & { readonly stretches: Stretches }

/** What waits for this very person. Which curator has taken an incident on does not stand on the row: only the server can tell. */
function isMine(row: QueueRow, { person, regulation }: Signed): boolean | null {
  const inMyUnit = row.unit !== null && person.unitIds.includes(row.unit.id)
  if (person.may.includes('actAsExecutor') && inMyUnit) {
    if (executing.includes(row.status)) return true
    // Under an act without approval its writer publishes it; under which act this message came, only the server knows.
    if (row.status === 'submitted' && regulation.releasePath === 'own') return null
  }
  return person.sees === 'organisation' ? null : false
}

function inView(row: QueueRow, view: QueueAddress['view'], session: Signed, now: number): boolean | null {
  switch (view) {
    case 'new':
      return row.status === 'received'
    case 'mine':
      return isMine(row, session)
    case 'burning':
      return row.next !== null && countdown(row.next, session.stretches, now).urgency !== 'plenty'
    case 'approval':
      return releasePath.includes(row.status)
    case 'awaiting':
      return row.status === 'awaitingAuthor'
    case 'all':
      return true
  }
}

/** Does a row belong to what the address shows? null: only the server can tell, by stems of words or by who has taken it on. */
export function belongs(row: QueueRow, address: QueueAddress, session: Signed, now: number): boolean | null {
  if (address.q !== undefined) return null
  if (address.unit !== undefined && row.unit?.id !== address.unit) return false
  if (address.topic !== undefined && row.topic?.id !== address.topic) return false
  if (address.status !== undefined && row.status !== address.status) return false
  if (address.importance !== undefined && row.importance !== address.importance) return false
  return inView(row, address.view, session, now)
}
