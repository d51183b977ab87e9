import { groupOfView, isIn } from '@otklik/casework/browser'
import type { QueueRow, Session } from '@otklik/contract'
import type { Stretches } from '@otklik/worktime/stretches'
import { countdown } from '../terms/countdown.ts'
import type { QueueAddress } from './address.ts'

type Signed = Pick<Session, 'person' | 'regulation'> & { readonly stretches: Stretches }

/** What waits for this very person. Which curator has taken an incident on does not stand on the row: only the server can tell. */
function isMine(row: QueueRow, { person, regulation }: Signed): boolean | null {
  const inMyUnit = row.holders.some(({ id }) => person.unitIds.includes(id))
  if (person.may.includes('actAsExecutor') && inMyUnit) {
    if (isIn('executing', row.status)) return true
    // Under an act without approval its writer publishes it; under which act this message came, only the server knows.
    if (row.status === 'submitted' && regulation.releasePath === 'own') return null
  }
  return person.sees === 'organisation' ? null : false
}

function inView(row: QueueRow, view: QueueAddress['view'], session: Signed, now: number): boolean | null {
  const group = groupOfView[view]
  if (group !== null) return isIn(group, row.status)
  switch (view) {
    case 'mine':
      return isMine(row, session)
    case 'burning':
      return row.next !== null && countdown(row.next, session.stretches, now).urgency !== 'plenty'
    default:
      return true
  }
}

/** Does a row belong to what the address shows? null: only the server can tell, by stems of words or by who has taken it on. */
export function belongs(row: QueueRow, address: QueueAddress, session: Signed, now: number): boolean | null {
  if (address.q !== undefined) return null
  if (address.unit !== undefined && row.holders.every(({ id }) => id !== address.unit)) return false
  if (address.topic !== undefined && row.topic?.id !== address.topic) return false
  if (address.status !== undefined && row.status !== address.status) return false
  if (address.importance !== undefined && row.importance !== address.importance) return false
  return inView(row, address.view, session, now)
}
