import type { Runs } from '../record/runs.ts'
import { load } from './load.ts'

/** The reply of the incident that bears this key of the network, with the words that were approved for it; null: none of ours. */
export async function published(
  on: Runs,
  tenantId: string,
  incidentId: string,
  key: string,
): Promise<{ publicationId: string; text: string } | null> {
  const loaded = await load(on, tenantId, incidentId)
  const reply = loaded?.state.publications.findLast(({ ref }) => ref === key)
  const words = loaded?.state.revisions.find(({ number }) => number === reply?.revision)
  return reply === undefined || words === undefined ? null : { publicationId: reply.id, text: words.text }
}
