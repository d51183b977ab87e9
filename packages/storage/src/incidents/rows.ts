import type { HolderRole, Incident } from '@otklik/casework'
import type { NextDue } from '@otklik/contract'
import type { Basis, Obligation, Text } from '@otklik/regulations'
import type * as record from '../record/obligations.ts'

/** What the message, and the answer its author gave last, carry besides text. */
export type Attached = Readonly<Record<'message' | 'answer', readonly { readonly kind: string; readonly title: string }[]>>

/** Rows of the read models, in the columns of their tables: what is written is what a rebuild compares. */
export type IncidentRow = {
  readonly tenant_id: string
  readonly id: string
  readonly version: number
  readonly number: string
  readonly status: string
  readonly open: boolean
  readonly importance: string
  readonly track: string
  readonly regulation: string
  readonly excerpt: string
  readonly answer_excerpt: string | null
  readonly message_id: string
  readonly author_id: string
  readonly network: string | null
  readonly account_id: string
  readonly url: string
  readonly topic_id: string | null
  readonly location: string | null
  readonly curator_id: string | null
  readonly received_at: number
  readonly changed_at: number
  readonly flags: readonly string[]
  readonly attached: Attached
  readonly kept_late: number
  readonly owed: readonly number[]
  readonly next: NextDue | null
  readonly next_soon_at: number | null
  readonly due_key: number
}

/** A unit that has the message. `status` and `due_key` are the incident's, repeated so that a unit's queue is one walk along an index. */
export type HolderRow = {
  readonly unit_id: string
  readonly role: HolderRole
  readonly part: string | null
  readonly since: number
  readonly status: string
  readonly due_key: number
}

export type ObligationRow = record.Obligation & {
  readonly norm: Obligation['norm']
  readonly actor: Obligation['actor']
  readonly clock: Obligation['clock']
  readonly reading: Text | null
  readonly basis: Basis | null
}

export type KeyRow = { readonly account_id: string; readonly key: string; readonly kind: 'message' | 'answer' | 'reply' }

/** Who wrote the message that opens an incident. */
export type AuthorRow = {
  readonly id: string
  /** '' where they wrote in none. */
  readonly network: string
  readonly key: string
  readonly name: string
  readonly url: string | null
  readonly last_message_at: number
}

/** An incident with what is owed in it: everything a read model is made of. */
export type Projection = {
  readonly state: Incident
  readonly incident: IncidentRow
  readonly holders: readonly HolderRow[]
  readonly obligations: readonly ObligationRow[]
  readonly alarms: readonly record.Alarm[]
  readonly keys: readonly KeyRow[]
  /** Ids of the files that stand in its revisions. */
  readonly files: readonly string[]
}
