import type { IncidentCard, PersonCommandInput, QueueRow } from '@otklik/contract'

/**
 * The open card as it will most likely be, beside its row. What may be done next only the server knows: until it has said so the card offers
 * no buttons, except to go on writing what is being sent.
 */
export function predictCard(card: IncidentCard, command: PersonCommandInput, row: (row: QueueRow) => QueueRow): IncidentCard {
  const next = { ...card, row: row(card.row), undo: null }
  switch (command.type) {
    case 'submitDraft':
      return next
    case 'approve':
      return closed({ ...next, revisions: outcome(card, command.revision, { outcome: 'approved' }) })
    case 'sendBack':
      return closed({ ...next, revisions: outcome(card, command.revision, { outcome: 'sentBack', remarks: command.remarks }) })
    case 'denyTime':
    case 'extendTerm':
    case 'setTerm':
      return closed({ ...next, timeAsked: null })
    default:
      return closed(next)
  }
}

const closed = (card: IncidentCard): IncidentCard => ({ ...card, actions: [] })

function outcome(card: IncidentCard, number: number, change: Partial<IncidentCard['revisions'][number]>): IncidentCard['revisions'] {
  return card.revisions.map((one) => (one.number === number ? { ...one, ...change } : one))
}
