import type { Acting, Command, Place, Refusal } from '@otklik/casework'
import type { IncidentCard, QueueCounts, QueuePage, QueueQuery, QueueRow } from '@otklik/contract'
import type { Moment } from '@otklik/worktime'
import type { SignInTries } from './organisation/sign-in-tries.ts'
import type { FileStorage } from './files/file-storage.ts'
import type { Doer, Journal } from './organisation/journal-type.ts'
import type { Alterations } from './upkeep/alterations.ts'
import type { Authors } from './incidents/authors.ts'
import type { CalendarStorage } from './organisation/calendar.ts'
import type { RawInbox } from './inbox/raw.ts'
import type { Retention } from './upkeep/retention.ts'
import type { Arrival, ArrivalResult } from './incidents/arrival.ts'
import type { Telling } from './record/process-messages.ts'
import type { Watching } from './views/watching.ts'

export type { AnchorMark, Maintenance, MakesTables, Verdict } from './upkeep/maintenance-type.ts'
export type { Location, OpenOptions } from './open-options.ts'
export type { Arrival, ArrivalResult } from './incidents/arrival.ts'
export type { Change } from './record/change.ts'

export type CommandResult =
  | { readonly ok: true; readonly incidentId: string; readonly version: number; readonly replayed: boolean }
  | { readonly ok: false; readonly kind: 'refused'; readonly refusal: Refusal }
  | {
      readonly ok: false
      readonly kind: 'conflict'
      readonly version: number
      readonly status: string | null
      readonly by: { readonly id: string | null; readonly name: string }
      readonly at: Moment
    }
  | { readonly ok: false; readonly kind: 'not-found' }
  /** The same idempotency key came with another body. */
  | { readonly ok: false; readonly kind: 'key-reused' }

/** One order to one incident. One transaction: load, fold, decide, append, read models, outbox, alarms, idempotency row. */
export type CommandInput = {
  readonly tenantId: string
  readonly incidentId: string
  readonly command: Command
  readonly acting: Acting
  /** null for system commands, which always act on the newest state. */
  readonly expectedVersion: number | null
  readonly idempotencyKey: string | null
}

/** A raw network event stored before it is acknowledged. */
export type RawRow = {
  readonly id: string
  readonly tenantId: string
  readonly accountId: string
  readonly dedupeKey: string
  readonly kind: string
  readonly occurredAt: Moment
  readonly raw: unknown
  readonly attempts: number
  /** Greater for what arrived later at the same account. */
  readonly arrival: number
  /** The message that it speaks of, by its key in the network; null where it tells none. */
  readonly about: string | null
  /** Rows of one lane (a thread) are handled one after another; those without one alone. */
  readonly lane: string | null
  /** It could not be read when it came: later events of the same message may be handled already. */
  readonly late: boolean
}

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

export type AccountRow = {
  readonly id: string
  readonly tenantId: string
  /** The network's id in the connectors' catalogue. An account stays in its network. */
  readonly network: string
  readonly name: string
  /** Whose page it is, by the network's own name or number. */
  readonly ownId: string
  /** The server on which the page lives; empty where the network has but one. */
  readonly home: string
  /** What the network asks for besides, by its own names. No secret: it is shown to administrators and stands in the record of changes. */
  readonly fields: Readonly<Record<string, string>>
  /** `none`: nothing comes by itself. */
  readonly receive: 'webhook' | 'poll' | 'none'
  readonly active: boolean
  /** Moves with the settings and with every secret. */
  readonly revision: number
  readonly cursor: Readonly<Record<string, string | number>> | null
  readonly health: {
    readonly state: 'ok' | 'failing' | 'unknown'
    readonly ru: string | null
    readonly en: string | null
    readonly at: Moment | null
  }
}
/** What a person sets up about an account, apart from its secrets. */
export type AccountSettings = Pick<AccountRow, 'network' | 'name' | 'ownId' | 'home' | 'fields' | 'receive' | 'active'>
/** Tokens and the like, by the network's own names: the only secrets of an account. Sealed in the database; in the record of changes stands only that one was set or taken away. */
export type Secrets = Readonly<Record<string, string>>

export type Viewer = {
  readonly tenantId: string
  readonly personId: string
  readonly roles: readonly string[]
  readonly unitIds: readonly string[]
  readonly name: string
}

/** What storage does for the rest; the implementation is split by noun, one file each. */
export interface Storage extends Telling {
  readonly kind: 'embedded' | 'server'
  readonly serverVersion: string
  command(input: CommandInput): Promise<CommandResult>
  arrive(arrival: Arrival): Promise<ArrivalResult>

  readonly views: {
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
    /** The text that stands in the network under this key, as the incident's record knows it; null: none. */
    wordsAt(tenantId: string, incidentId: string, key: string): Promise<string | null>
  }

  readonly watching: Watching

  readonly raw: RawInbox

  readonly outbox: {
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

  readonly alterations: Alterations

  readonly alarms: {
    /** Alarms due by `now`: each tells whoever listens that its incident moved, at least once (again where it was made anew). */
    ring(now: Moment, limit: number): Promise<number>
    /** Makes them anew from obligations. */
    rebuild(): Promise<number>
  }

  readonly integrity: {
    /**
     * Seals every stream that moved since the last seal, when at least `least` events have come (1 unless told). A worker calls it now and
     * then; `verify` finds by it what was removed together with its head. Returns how many events were sealed.
     */
    anchor(least?: number): Promise<number>
  }

  readonly retention: Retention
  readonly authors: Authors

  readonly organisation: CalendarStorage & {
    tenants(): Promise<{ id: string; name: string; regulationId: string; timezone: string; demo: boolean }[]>
    createTenant(input: { name: string; regulationId: string; scheduleSource: string; demo: boolean }): Promise<string>
    units(
      tenantId: string,
    ): Promise<{ id: string; name: string; short: string; parentId: string | null; executes: boolean; active: boolean }[]>
    saveUnit(
      tenantId: string,
      id: string | null,
      unit: { name: string; short: string; parentId: string | null; executes: boolean; active: boolean },
      doer?: Doer,
    ): Promise<string>
    people(tenantId: string): Promise<
      {
        id: string
        name: string
        login: string
        roles: ('curator' | 'executor' | 'head' | 'administrator')[]
        unitIds: string[]
        active: boolean
        userId: string | null
      }[]
    >
    savePerson(
      tenantId: string,
      id: string | null,
      person: { name: string; login: string; roles: readonly string[]; unitIds: readonly string[]; active: boolean; userId: string | null },
      doer?: Doer,
    ): Promise<string>
    /** Somebody else chooses this person's password: until they change it themselves it is known to two. Written before it is set. */
    passwordGiven(tenantId: string, personId: string, doer: Doer): Promise<void>
    /** The person has chosen their own. */
    passwordOwn(tenantId: string, personId: string, doer: Doer): Promise<void>
    /** Notes the browser (a hash), and answers the names of others of the organisation who signed in with it before. */
    signedInWith(tenantId: string, personId: string, device: string): Promise<string[]>
    /** Logins are one over the whole installation; null: nobody has it. */
    personByLogin(login: string): Promise<{ tenantId: string; id: string; name: string } | null>
    personByUser(userId: string): Promise<{
      tenantId: string
      id: string
      name: string
      login: string
      roles: ('curator' | 'executor' | 'head' | 'administrator')[]
      unitIds: string[]
      active: boolean
      /** Their password was chosen by another: when, and by whom (null: the command line). */
      passwordGiven: { at: Moment; by: { id: string; name: string } | null } | null
    } | null>
    topics(tenantId: string): Promise<{ id: string; name: string; group: string }[]>
    saveTopics(tenantId: string, topics: readonly { id: string; name: string; group: string }[]): Promise<void>
    /** `calendarVersion`: of the production calendar that it counts by. */
    schedule(tenantId: string): Promise<{ source: string; version: number; calendarVersion: number }>
    /** Plans the open obligations of the tenant anew in the same transaction (batched). */
    setSchedule(tenantId: string, source: string, by: string, doer?: Doer): Promise<{ replanned: number }>
    setRegulation(tenantId: string, regulationId: string, by: string, doer?: Doer): Promise<void>
  }

  readonly accounts: {
    list(tenantId: string | null): Promise<AccountRow[]>
    get(accountId: string): Promise<AccountRow | null>
    save(tenantId: string, id: string | null, account: AccountSettings, secrets: Secrets, doer?: Doer): Promise<string>
    secrets(accountId: string): Promise<Secrets>
    /** Names of the secrets that are there. */
    present(accountId: string): Promise<string[]>
    setHealth(accountId: string, health: { state: 'ok' | 'failing'; ru: string | null; en: string | null }): Promise<void>
    /** Lease for one poller per account over all nodes. */
    leasePoll(accountId: string, holder: string, leaseMs: number): Promise<boolean>
  }

  readonly files: FileStorage

  readonly journal: Journal
  readonly signInTries: SignInTries

  /** For libraries that bring their own tables (sign-in): a pool on schema `auth`. */
  readonly pool: unknown
  close(): Promise<void>
}
