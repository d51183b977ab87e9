import type { Moment } from '@otklik/worktime'

/** What a line tells of. Events of incidents are no part of it: they stand in the incident's own record. */
export type JournalKind =
  | 'signed-in'
  | 'sign-in-failed'
  | 'signed-out'
  | 'refused'
  | 'password-given'
  | 'password-changed'
  | 'password-failed'
  | 'person-added'
  | 'person-changed'
  | 'unit-added'
  | 'unit-changed'
  | 'account-added'
  | 'account-changed'
  | 'act-set'
  | 'schedule-set'
  | 'calendar-set'
  | 'retention-set'

/** Who does something, and where they sit. `id` null: the program itself or its command line. */
export type Doer = {
  readonly id: string | null
  readonly address: string | null
  readonly browser: string | null
  /** The hash of what the browser's own cookie says, shortened. */
  readonly device: string | null
}

/** The program itself: setting up, its command line. */
export const program: Doer = { id: null, address: null, browser: null, device: null }

export type JournalValue = string | number | boolean | null | readonly string[]

/** One field before and after; secrets stand in it as words about them, never as themselves. */
export type JournalChange = { readonly field: string; readonly before: JournalValue; readonly after: JournalValue }

/** What a line says besides who and whom. */
export type JournalDetails = {
  readonly changes?: readonly JournalChange[]
  /** Of a refusal: the operation that was refused. */
  readonly what?: string
  /** Of a failed try: why, and what was typed, cut to what can be no password. */
  readonly why?: 'wrong-password' | 'unknown-login' | 'no-entry'
  readonly typed?: string
  /** Of a sign-in: failed tries just before it, others who signed in with this browser, and whether another had given the password. */
  readonly failedBefore?: number
  readonly others?: readonly string[]
  readonly given?: boolean
}

/** `tenantId` null: a try with a login that nobody has. */
export type JournalLine = {
  readonly tenantId: string | null
  readonly kind: JournalKind
  readonly doer: Doer
  /** Whom or what it is about; the name is kept as it was. */
  readonly on?: { readonly id: string | null; readonly name: string } | null
  readonly details?: JournalDetails
}

export type JournalEntry = {
  readonly number: number
  readonly at: Moment
  readonly kind: JournalKind
  readonly who: { readonly id: string; readonly name: string } | null
  readonly on: { readonly id: string | null; readonly name: string } | null
  readonly address: string | null
  readonly browser: string | null
  readonly device: string | null
  /** So many times since `since`. */
  readonly count: number
  readonly since: Moment | null
  readonly details: JournalDetails
}

export type Journal = {
  write(line: JournalLine): Promise<void>
  /**
   * Counts what repeats itself under `key`, and writes a line for the first, the tenth, the hundredth time within an hour; what is left is
   * told when the hour is over. `crowd`: the key that is counted instead when too many different ones came within the hour.
   */
  repeated(key: string, crowd: string, line: JournalLine): Promise<void>
  /** Writes what is left of the hours that are over. Answers how many lines. */
  closeRepeats(): Promise<number>
  /** Newest first. Lines without an organisation are shown to every one: they hold an address and no name. */
  page(
    tenantId: string,
    wish: {
      readonly person: string | null
      readonly kinds: readonly JournalKind[] | null
      readonly before: number | null
      readonly limit: number
    },
  ): Promise<{ readonly entries: readonly JournalEntry[]; readonly next: number | null }>
}
