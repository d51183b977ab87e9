import type { Place } from '@otklik/casework'
import type { IncidentCard, QueueCounts, QueuePage, QueueQuery, QueueRow } from '@otklik/contract'
import type { Moment } from '@otklik/worktime'
import type { Viewer } from '../organisation/viewer.ts'

/** What people see: queue, card, history of an author. */
export type Views = {
  queue(viewer: Viewer, query: QueueQuery): Promise<QueuePage>
  counts(viewer: Viewer): Promise<QueueCounts>
  row(viewer: Viewer, incidentId: string): Promise<QueueRow | null>
  card(viewer: Viewer, incidentId: string): Promise<IncidentCard | null>
  markRead(viewer: Viewer, incidentId: string): Promise<boolean>
  authorHistory(
    viewer: Viewer,
    authorId: string,
  ): Promise<{ id: string; number: string; status: string; excerpt: string; attached: QueueRow['attached']; receivedAt: Moment }[] | null>
  /** Where a message stands, with its account, for fetching its context; null when the viewer may not see it. */
  place(viewer: Viewer, incidentId: string): Promise<Place | null>
  saveContext(tenantId: string, incidentId: string, context: unknown): Promise<void>
  /** The incident that has these words, by their key in the network: its message, an answer of its author, or a reply of ours. */
  incidentByKey(tenantId: string, accountId: string, key: string): Promise<string | null>
  /** The reply of the incident that bears this key of the network, with the words that were approved for it; null: none of ours. */
  replyAt(tenantId: string, incidentId: string, key: string): Promise<{ publicationId: string; text: string } | null>
  /** The text that stands in the network under this key, as the incident's record knows it; null: none. */
  wordsAt(tenantId: string, incidentId: string, key: string): Promise<string | null>
}
