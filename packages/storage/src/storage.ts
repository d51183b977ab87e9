import type { FileStorage } from './files/file-storage.ts'
import type { RawInbox } from './inbox/raw.ts'
import type { Arrival, ArrivalResult } from './incidents/arrival.ts'
import type { Authors } from './incidents/authors.ts'
import type { CommandInput, CommandResult } from './incidents/command-type.ts'
import type { Accounts } from './organisation/accounts-type.ts'
import type { Journal } from './organisation/journal-type.ts'
import type { Organisation } from './organisation/organisation-type.ts'
import type { SignInTries } from './organisation/sign-in-tries.ts'
import type { Outbox } from './outbox/outbox-type.ts'
import type { Alarms } from './record/alarms-type.ts'
import type { Outcome, StreamCommand } from './record/command.ts'
import type { Followers } from './record/follow.ts'
import type { Telling } from './record/process-messages.ts'
import type { Alterations } from './upkeep/alterations.ts'
import type { Backlog } from './upkeep/backlog.ts'
import type { Integrity } from './upkeep/integrity.ts'
import type { Retention } from './upkeep/retention.ts'
import type { Views } from './views/views-type.ts'
import type { Watching } from './views/watching.ts'

/** What storage does for the rest; each room says its own part. */
export interface Storage extends Telling {
  readonly kind: 'embedded' | 'server'
  readonly serverVersion: string
  command(input: CommandInput): Promise<CommandResult>
  arrive(arrival: Arrival): Promise<ArrivalResult>

  /** Streams of any kind. */
  readonly streams: { command(input: StreamCommand): Promise<Outcome> }
  readonly followers: Followers

  readonly views: Views
  readonly watching: Watching
  readonly raw: RawInbox
  readonly outbox: Outbox
  /** What waits, over the whole installation. */
  backlog(): Promise<Backlog>
  readonly alterations: Alterations
  readonly alarms: Alarms
  readonly integrity: Integrity
  readonly retention: Retention
  readonly authors: Authors
  readonly organisation: Organisation
  readonly accounts: Accounts
  readonly files: FileStorage
  readonly journal: Journal
  readonly signInTries: SignInTries

  /** For libraries that bring their own tables (sign-in): a pool on schema `auth`. */
  readonly pool: unknown
  close(): Promise<void>
}
