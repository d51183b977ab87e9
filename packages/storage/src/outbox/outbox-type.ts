import type { ActEnd, ActFile, NetworkAct } from '@otklik/record'
import type { Moment } from '@otklik/worktime'

/** Which intent: `key` is made by the aggregate that asked, and unique in its organisation. */
export type IntentId = { readonly tenantId: string; readonly key: string }

/** An intent taken by a sender. Only one sender at a time holds an account (lease), whatever the number of nodes. */
export type TakenIntent = IntentId & {
  /** The stream whose record asks for it. */
  readonly stream: { readonly kind: string; readonly id: string }
  readonly accountId: string
  readonly act: NetworkAct<ActFile>
  /** `sending`: an earlier attempt was cut off, nobody knows its end: reconcile first, never send blindly. */
  readonly state: 'prepared' | 'sending' | 'ambiguous'
  readonly attempts: number
  /** How often sending or looking has left its end open. */
  readonly doubts: number
  /** How often in a row we ourselves failed at it: a file that cannot be read, a key that does not open. */
  readonly faults: number
  /** Since when, and by whom, it has been put off without a break. */
  readonly putOff: { readonly by: PutOffBy; readonly since: Moment } | null
  /** When the act was ordered, by the clock of the node that took the order. */
  readonly requestedAt: Moment
  /** Network keys of what the record has already as results of other acts of this account: none of them is this one. */
  readonly known: readonly string[]
}

/** Who puts an act off: the network, or a connection that is switched off. */
export type PutOffBy = 'network' | 'connection'

/** Why an intent goes back to wait. Each kind is counted apart: a network that is merely busy must not use up the patience for doubts. */
export type PutBack =
  | { readonly why: 'put-off'; readonly by: PutOffBy; readonly doubtful: boolean }
  | { readonly why: 'fault'; readonly doubtful: boolean }
  | { readonly why: 'doubt' }

/** Acts on their way to the networks (docs/decisions/0003, 0007, 0012). */
export type Outbox = {
  /**
   * Takes the next due intent of any account that no other sender holds: by the priority of its act, then by the moment from which it may go,
   * then by age. Marks it `sending` durably before returning.
   */
  take(senderId: string, leaseMs: number): Promise<TakenIntent | null>
  /**
   * Back to wait until `until`. `doubtful`: it may be done already, so whoever takes it next looks first (`ambiguous`); otherwise nothing has
   * certainly happened (`prepared`). @throws LeaseLost
   */
  putBack(intent: IntentId, senderId: string, back: PutBack, until: Moment, detail: string): Promise<void>
  /** Writes the end of an intent and the event of its stream in one transaction: by the command that its aggregate names. @throws LeaseLost */
  finish(intent: IntentId, senderId: string, end: ActEnd): Promise<void>
  /** Renews the sender's lease; false when it was lost (stop sending at once). */
  renew(senderId: string, accountId: string, leaseMs: number): Promise<boolean>
  /** Whether an act of this connection is being carried out, or in doubt. */
  sending(accountId: string): Promise<boolean>
  /** How many acts wait, and how many wait for a person who looks into the network. */
  waiting(): Promise<{ readonly waiting: number; readonly uncertain: number }>
}
