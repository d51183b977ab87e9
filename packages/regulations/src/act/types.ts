import type { Moment, Unit } from '@otklik/worktime'

/** Norm names, see the glossary; an act may use any subset. */
export type NormName =
  | 'route'
  | 'return'
  | 'redirect'
  | 'draft'
  | 'approve'
  | 'rework'
  | 'publish'
  | 'release'
  | 'final'
  | 'finalDraft'
  | 'contribution'

/** Who a norm or a step binds. `organisation` is nobody in particular: the overall term. */
export type Actor = 'curator' | 'executor' | 'head' | 'organisation'
export type Track = 'social' | 'pos' | 'incident'
export type Importance = 'normal' | 'high'
export type ReplyKind = 'clarification' | 'interim' | 'final'

/** A text that people read, in both languages of the interface. */
export type Text = { readonly ru: string; readonly en: string }

/** What has happened to a message, in the only words that a plan needs. `at` in `otklik plan` is ISO; inside it is a Moment. */
export type HistoryEvent =
  | { readonly type: 'received'; readonly at: Moment; readonly track: Track }
  | { readonly type: 'registered'; readonly at: Moment }
  | { readonly type: 'selected'; readonly at: Moment; readonly importance: Importance }
  /** `replaces`: the unit, or units, that held the message until now and hold it no longer. Without it a second unit is a co-executor. */
  | { readonly type: 'routed'; readonly at: Moment; readonly unit: string; readonly replaces?: string | readonly string[] }
  | { readonly type: 'returned'; readonly at: Moment; readonly unit: string; readonly reason: string }
  | { readonly type: 'draftSubmitted'; readonly at: Moment; readonly unit: string; readonly kind: ReplyKind }
  | { readonly type: 'sentBack'; readonly at: Moment }
  | { readonly type: 'approved'; readonly at: Moment }
  | { readonly type: 'published'; readonly at: Moment; readonly kind: ReplyKind }
  | { readonly type: 'contributionSubmitted'; readonly at: Moment; readonly unit: string }
  | { readonly type: 'authorAnswered'; readonly at: Moment }
  | { readonly type: 'extended'; readonly at: Moment; readonly term: string }
  | { readonly type: 'termSet'; readonly at: Moment; readonly norm: NormName; readonly term?: string; readonly due?: Moment }
  | { readonly type: 'declined'; readonly at: Moment; readonly ground: string }
  | { readonly type: 'redirected'; readonly at: Moment }
  | { readonly type: 'closed'; readonly at: Moment }

/** The events of one type. */
export type Of<Type extends HistoryEvent['type']> = Extract<HistoryEvent, { type: Type }>

export type ObligationStatus = 'pending' | 'met' | 'breached' | 'cancelled'

/** A term that somebody owes. `occurrence` counts 1, 2, … within a norm, so that (norm, occurrence) names the row. */
export type Obligation = {
  readonly norm: NormName
  readonly occurrence: number
  readonly clause: string
  readonly actor: Actor
  readonly unit?: string
  readonly clock: Unit
  readonly start: Moment
  /** Absent where the norm has no term of its own and none was set for this message (D-4.3b): it is owed, by no date yet, and never late. */
  readonly due?: Moment
  readonly status: ObligationStatus
  readonly metAt?: Moment
  /** When it was met or became moot; absent while it is open, also where time alone has breached it. */
  readonly closedAt?: Moment
  /** The reading of the act that this date rests on, where the act itself does not say. */
  readonly reading?: Text
  /** True where the date stands on a year of the calendar that is not published yet. */
  readonly provisional?: true
  /**
   * True where the norm bounds a right, not a duty (to return G-9, S-5; to redirect E-4): past `due` an unused right is gone
   * (`cancelled`), never breached. A stored `pending` row of this kind must not be shown as overdue.
   */
  readonly lapses?: true
  /** What the date was counted from, so that `explain` can say it. */
  readonly basis?: Basis
}

/** An obligation whose date can be told. */
export type Dated = Obligation & { readonly due: Moment }

/** `end`: counted back from the end (`at`) of the norm `of`. `term` is absent where a moment was set by hand. */
export type Basis = {
  readonly event: HistoryEvent['type'] | 'end'
  readonly at: Moment
  readonly of?: NormName
  readonly term?: string
  readonly set?: 'override' | 'extension'
}

/** A step of the process: who takes it, by which clause; `reading` where the act does not name them. */
export type Step = { readonly by: Actor; readonly clause: string; readonly reading?: Text }

/**
 * What becomes of a right (to return G-9, S-5; to redirect E-4) once its term is over. `refused`: it is gone. `marked`: it may still be
 * used, and the record says that it was late.
 */
export type Late = { readonly use: 'refused' | 'marked'; readonly reading?: Text }

/** A check that a reply passes. `auto` is computed from the text; `manual` is ticked by the person who lets the reply out. */
export type Requirement = {
  readonly id: string
  readonly clause: string
  readonly text: Text
  readonly check: 'auto' | 'manual'
  /** `stop`: no approval or publication without it. `advise`: shown only. */
  readonly weight: 'stop' | 'advise'
}

/**
 * A term that the act lets be set for one message. `shorten`: never past the end that the act itself gives (G-8). `any`: as the curator
 * sees fit (L-14), or as it is given from outside (D-4.3b). `tracks`: the message's own ones.
 */
export type Override = {
  readonly norm: NormName
  readonly clause: string
  readonly text: Text
  readonly allows: 'shorten' | 'any'
  readonly tracks: readonly Track[]
}

/**
 * What a handed-in draft waits for: `approval` of a person (L-11, G-12); `publication` by one who reads it first (E-7, S-8); `own`: for
 * its writer to publish it, nobody reads it before (D-4).
 */
export type ReleasePath = 'approval' | 'publication' | 'own'

export type DeclineGround = {
  readonly id: string
  readonly clause: string
  readonly text: Text
  readonly mayBlacklist: boolean
}

/** The part of an edition that casework obeys; norms, examples and findings live beside it in the full edition. */
export type Procedure = {
  readonly tracks: readonly Track[]
  /** Does the act know a category of importance, and by which clause? */
  readonly importance: { readonly clause: string } | null
  readonly select: Step
  readonly route: Step
  /** Without `late` a right whose term is over is gone. */
  readonly return: Step & { readonly late?: Late }
  readonly redirect: (Step & { readonly late?: Late }) | null
  readonly compose: Step
  /** null: the act has no approval step; the publisher checks (E, S) or nobody does (D). */
  readonly approve: Step | null
  /** null: the act never sends a draft back. */
  readonly sendBack: Step | null
  /** `approval`: an approved revision goes out by itself; `press`: the publisher presses. */
  readonly publish: Step & { readonly trigger: 'approval' | 'press' }
  /** Who lets a term run longer, and by which clause; null: the act has no extension. */
  readonly extend: Step | null
  /** Terms that may be set for one message; empty: the act lets none be set. */
  readonly overrides: readonly Override[]
  readonly replyKinds: readonly { readonly kind: ReplyKind; readonly clause: string }[]
  readonly requirements: readonly Requirement[]
  readonly declineGrounds: readonly DeclineGround[]
  /** Working term after a clarification without an answer, past which the curator may close. Default `3wd`. */
  readonly closeWithoutAnswerAfter: string
}
