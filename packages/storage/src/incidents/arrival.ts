import type { Acting, Attachment, Place } from '@otklik/casework'
import type { Moment } from '@otklik/worktime'

/** A message as it arrived, before it has ids: storage finds or makes the author, screens redelivery, gives number and ids. */
export type Arrival = {
  readonly tenantId: string
  readonly place: Place
  readonly text: string
  readonly attachments: readonly Attachment[]
  readonly writtenAt: Moment
  /** The moment as the person who registers it named it; absent where it was made up here, anew at each press. */
  readonly writtenAtSaid?: Moment
  readonly author: { readonly key: string; readonly name: string; readonly url: string | null }
  readonly track: 'social' | 'pos' | 'incident'
  /** The incident whose clarification this answers, when the thread says so: becomes an author's answer instead of a new incident. */
  readonly inReplyToKey: string | null
  readonly threadKey: string | null
  readonly idempotencyKey: string | null
  /** The person who registers it by hand; without it the system brings it. */
  readonly acting?: Acting
}
export type ArrivalResult =
  | { readonly outcome: 'opened'; readonly incidentId: string; readonly number: string; readonly version: number }
  | { readonly outcome: 'answer'; readonly incidentId: string }
  | { readonly outcome: 'redelivered'; readonly incidentId: string }
  | { readonly outcome: 'key-reused' }
