import type { IncidentCard, RevisionView } from '@otklik/contract'

/** The newest revision that waits for a decision or for publication. */
export const revisionAtHand = (card: IncidentCard): RevisionView | undefined =>
  card.revisions.findLast((one) => one.outcome === 'pending' || one.outcome === 'approved' || one.outcome === 'failed')
