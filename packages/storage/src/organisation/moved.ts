import type { Obligation } from '@otklik/regulations'

/** A term that somebody owes and that stands at another moment than before; null: its date could not be told then, or cannot be told now. */
export type Move = {
  readonly incidentId: string
  readonly number: string
  readonly norm: Obligation['norm']
  readonly clause: string
  readonly before: number | null
  readonly after: number | null
}

/** What becomes of the terms that are owed: how many incidents and terms move, and the first moves by their new moment. */
export type Moved = {
  readonly incidents: number
  readonly terms: number
  /** Terms that stand where they stood, and rest on no provisional year any more. */
  readonly settled: number
  readonly moves: readonly Move[]
}

/** What a plan anew came to: how many rows were written, and what moved. */
export type Replanned = { readonly replanned: number; readonly moved: Moved }
