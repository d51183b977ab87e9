import type { Place } from '@otklik/casework'
import type { Moment } from '@otklik/worktime'

/** A publication intent taken by a sender. Only one sender at a time holds an account (lease), whatever the number of nodes. */
export type TakenIntent = {
  readonly publicationId: string
  readonly tenantId: string
  readonly incidentId: string
  readonly accountId: string
  readonly place: Place
  readonly text: string
  readonly files: readonly { readonly id: string; readonly name: string; readonly type: string }[]
  /** `sending`: an earlier attempt was cut off, nobody knows its end: reconcile first, never send blindly. */
  readonly state: 'prepared' | 'sending' | 'ambiguous'
  readonly attempts: number
  /** How often sending or looking has left its end open. */
  readonly doubts: number
  /** How often in a row we ourselves failed at it: a file that cannot be read, a key that does not open. */
  readonly faults: number
  /** Since when, and by whom, it has been put off without a break. */
  readonly putOff: { readonly by: PutOffBy; readonly since: Moment } | null
  /** When the publication was requested, by the clock of the node that took the order. */
  readonly requestedAt: Moment
  /** Network keys of the incident's replies that the record has already: none of them is this one. */
  readonly knownReplies: readonly string[]
}

/** Who puts a reply off: the network, or a connection that is switched off. */
export type PutOffBy = 'network' | 'connection'

/** Why an intent goes back to wait. Each kind is counted apart: a network that is merely busy must not use up the patience for doubts. */
export type PutBack =
  | { readonly why: 'put-off'; readonly by: PutOffBy; readonly doubtful: boolean }
  | { readonly why: 'fault'; readonly doubtful: boolean }
  | { readonly why: 'doubt' }

/** Publication intents on their way to the networks. */
export type Outbox = {
  /** Takes the oldest due intent of any account that no other sender holds. Marks it `sending` durably before returning. */
  take(senderId: string, leaseMs: number): Promise<TakenIntent | null>
  /**
   * Back to wait until `until`. `doubtful`: it may stand in the network already, so whoever takes it next looks first (`ambiguous`);
   * otherwise nothing has certainly happened (`prepared`). @throws LeaseLost
   */
  putBack(publicationId: string, senderId: string, back: PutBack, until: Moment, detail: string): Promise<void>
  /** Writes the end of an intent and the incident's event in one transaction (runs the matching system command). */
  finish(
    publicationId: string,
    senderId: string,
    end:
      | { readonly type: 'published'; readonly ref: string; readonly url: string; readonly evidence: 'network' | 'reconciled' }
      | { readonly type: 'failed'; readonly reason: string; readonly detail: string }
      | { readonly type: 'uncertain'; readonly detail: string },
  ): Promise<void>
  /** Renews the sender's lease; false when it was lost (stop sending at once). */
  renew(senderId: string, accountId: string, leaseMs: number): Promise<boolean>
  /** Whether a reply of this connection is being sent, or in doubt. */
  sending(accountId: string): Promise<boolean>
  /** The reply of the incident that bears this key of the network, with the words that were approved for it; null: none of ours. */
  published(tenantId: string, incidentId: string, key: string): Promise<{ publicationId: string; text: string } | null>
  /** `altered`: findings that no administrator has seen yet. */
  waiting(): Promise<{ waiting: number; uncertain: number; rawWaiting: number; altered: number }>
}
