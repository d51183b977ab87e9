import type { ActFailure, NetworkAct, NetworkActKind } from '@otklik/record'

/** A photo with its bytes. `type`: its MIME type. */
export type Photo = { readonly name: string; readonly type: string; readonly bytes: Uint8Array }

/** The acts of one kind. */
export type ActOf<Kind extends NetworkActKind> = Extract<NetworkAct<Photo>, { kind: Kind }>

/** An act to be carried out. `key` is derived from the intent's id and is the network's idempotency key where it has one. */
export type Intent<Act = NetworkAct<Photo>> = {
  readonly key: string
  readonly act: Act
  /**
   * Moment at which the act was ordered, milliseconds: reading back takes nothing older for it (two equal texts in one place), and it tells
   * whether the network can still remember the key. Without it both are judged without a date.
   */
  readonly since?: number
  /**
   * Keys of what the record knows as the results of other acts: reading back takes none of them for this one. Given, it replaces the date of
   * `since` where the place is one message's alone: that date comes from the clock of whoever gave the order, and the clock may be wrong.
   */
  readonly known?: readonly string[]
}

/** What is known after one attempt. `ambiguous` is never tried again blindly. `retryAfter` in milliseconds. */
export type ActOutcome =
  | { readonly outcome: 'confirmed'; readonly ref: string; readonly url: string }
  | { readonly outcome: 'rejected'; readonly reason: ActFailure; readonly detail: string }
  /** The network certainly did nothing and wants us to come back. */
  | {
      readonly outcome: 'deferred'
      readonly retryAfter: number
      readonly reason: 'throttle' | 'flood' | 'quota' | 'outage'
      readonly detail: string
    }
  | { readonly outcome: 'ambiguous'; readonly detail: string }

export type ReconcileOutcome =
  | { readonly found: true; readonly ref: string; readonly url: string }
  /** Trying again with the same key cannot do it twice: it is not done, or the network itself still recognises the key. */
  | { readonly found: false; readonly certain: true }
  /** `retryAfter`, milliseconds: the look itself was refused for now (too quick, a limit), so that nothing was learnt; look again then. */
  | { readonly found: false; readonly certain: false; readonly detail: string; readonly retryAfter?: number }
