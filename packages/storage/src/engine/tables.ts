// Generated from the migrated database by kysely-codegen; a test keeps it equal. Written by: vitest run --update.
import type { ColumnType } from 'kysely'

type ArrayType<T> = ArrayTypeImpl<T> extends (infer U)[] ? U[] : ArrayTypeImpl<T>

type ArrayTypeImpl<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S[], I[], U[]> : T[]

type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

type Timestamp = ColumnType<Date, Date | string, Date | string>

interface Accounts {
  active: Generated<boolean>
  cursor: object | null
  fields: object
  health_at: number | null
  health_en: string | null
  health_ru: string | null
  health_state: Generated<string>
  home: string
  id: Generated<string>
  name: string
  network: string
  own_id: string
  poll_holder: string | null
  poll_until: number | null
  receive: string
  revision: Generated<number>
  tenant_id: string
}

interface AccountSecrets {
  account_id: string
  name: string
  nonce: Buffer
  sealed: Buffer
  set_at: number
  tenant_id: string
}

interface Acts {
  digest: string
  edition: string
  id: string
  letting_out: string
  number: number
  source: string
  stored_at: number
  stored_by: string
  tenant_id: string
}

interface Alarms {
  kind: string
  norm: string
  occurrence: number
  rings_at: number
  rung_at: number | null
  stream_id: string
  tenant_id: string
}

interface Alterations {
  columns: string[]
  found_at: number
  id: string
  publication_id: string
  seen_at: number | null
  seen_by: string | null
  stream_id: string | null
  tenant_id: string
  times: Generated<number>
  why: string
}

interface Anchors {
  hash: Buffer
  hashes: ArrayType<Buffer>
  mac: Buffer
  made_at: number
  number: number
  position: number
  prev_hash: Buffer
  streams: string[]
  tenants: string[]
  versions: number[]
}

interface Authors {
  erased_at: number | null
  id: string
  key: string
  last_message_at: number
  name: string
  network: string
  tenant_id: string
  url: string | null
}

interface Calendars {
  digest: string
  edition: number
  set_at: number
  set_by: string
  shipped: string
  tenant_id: string
  version: number
  years: object
}

interface Contexts {
  context: object
  fetched_at: number
  incident_id: string
  tenant_id: string
}

interface Devices {
  device: string
  person_id: string
  seen_at: number
  tenant_id: string
}

interface Events {
  at: number
  by: object
  data: object
  format: number
  hash: Buffer
  mac: Buffer
  position: Generated<number>
  prev_hash: Buffer
  stream_id: string
  tenant_id: string
  type: string
  under: object
  version: number
}

interface Files {
  bytes: number
  id: string
  name: string
  stored_at: number
  tenant_id: string
  type: string
}

interface FileUploads {
  file_id: string
  person_id: string
  tenant_id: string
}

interface Followers {
  ceiling: Generated<number>
  name: string
  pending: Generated<number>
  pending_xid: Generated<number>
  position: Generated<number>
}

interface Idempotency {
  body_hash: Buffer
  key: string
  made_at: number
  result: object
  tenant_id: string
}

interface IncidentFiles {
  file_id: string
  incident_id: string
  tenant_id: string
}

interface Incidents {
  account_id: string
  answer_excerpt: string | null
  attached: Generated<object>
  author_id: string
  changed_at: number
  curator_id: string | null
  due_key: number
  excerpt: string
  flags: string[]
  id: string
  importance: string
  kept_late: number
  location: string | null
  message_id: string
  network: string | null
  next: object | null
  next_soon_at: number | null
  number: string
  open: boolean
  owed: ArrayType<number>
  position: number
  received_at: number
  regulation: string
  status: string
  tenant_id: string
  topic_id: string | null
  track: string
  url: string
  version: number
}

interface IncidentTexts {
  incident_id: string
  tenant_id: string
  words: string
}

interface IncidentUnits {
  due_key: number
  incident_id: string
  part: string | null
  role: string
  since: number
  status: string
  tenant_id: string
  unit_id: string
}

interface Intents {
  account_id: string
  act: object
  attempts: Generated<number>
  detail: string | null
  doubts: Generated<number>
  faults: Generated<number>
  fence: number | null
  made_at: number
  not_before: number
  priority: number
  publication_id: string
  put_off_by: string | null
  put_off_since: number | null
  ref: string | null
  sender: string | null
  state: string
  stream_id: string
  tenant_id: string
}

interface Journal {
  actor_id: string | null
  actor_name: string | null
  address: string | null
  at: number
  browser: string | null
  count: Generated<number>
  details: Generated<object>
  device: string | null
  hash: Buffer
  kind: string
  number: number
  since: number | null
  subject_id: string | null
  subject_name: string | null
  tenant_id: string | null
}

interface JournalRepeats {
  count: number
  key: string
  last_at: number
  line: object
  since: number
  written: number
}

interface NetworkKeys {
  account_id: string
  incident_id: string
  key: string
  kind: string
  tenant_id: string
}

interface Numbers {
  last: number
  tenant_id: string
  year: number
}

interface Obligations {
  actor: string
  basis: object | null
  calendar_version: string
  cause_version: number
  clause: string
  clock: string
  due_at: number
  edition: string
  lapses: boolean
  met_at: number | null
  norm: string
  occurrence: number
  provisional: boolean
  reading: object | null
  regulation: string
  schedule_version: number
  soon_at: number
  start_at: number
  status: string
  stream_id: string
  tenant_id: string
  unit_id: string | null
}

interface People {
  active: Generated<boolean>
  id: Generated<string>
  login: string
  name: string
  password_given_at: number | null
  password_given_by: string | null
  roles: string[]
  tenant_id: string
  user_id: string | null
}

interface PersonUnits {
  person_id: string
  tenant_id: string
  unit_id: string
}

interface RawEvents {
  about: string | null
  account_id: string
  arrival: Generated<number>
  attempts: Generated<number>
  dedupe_key: string
  detail: string | null
  failures: Generated<number>
  id: string
  kind: string
  lane: string | null
  occurred_at: number
  raw: object
  read_by: string | null
  state: Generated<string>
  taken_until: Timestamp | null
  tenant_id: string
}

interface Reads {
  incident_id: string
  person_id: string
  tenant_id: string
  version: number
}

interface RegulationsInForce {
  edition: string
  in_force_from: number
  in_force_until: number | null
  regulation_id: string
  set_by: string
  tenant_id: string
}

interface Restores {
  made_at: number
  number: number
  position: number
  restored_at: number
}

interface RetentionRuns {
  at: number
  counts: object
  tenant_id: string
}

interface Schedules {
  calendar_version: number | null
  set_at: number
  set_by: string
  source: string
  tenant_id: string
  timezone: string
  version: number
}

interface SchemaVersions {
  applied_at: number
  name: string
  number: number
}

interface SenderLeases {
  account_id: string
  fence: number
  holder: string
  until: Timestamp
}

interface SettingsVersions {
  tenant_id: string
  version: number
}

interface SignInTries {
  count: number
  key: string
  last_at: number
}

interface Streams {
  hash: Buffer
  kind: string
  stream_id: string
  tenant_id: string
  version: number
}

interface Tenants {
  created_at: number
  demo: Generated<boolean>
  id: Generated<string>
  name: string
  retention_days: Generated<number>
}

interface Topics {
  active: Generated<boolean>
  id: string
  name: string
  position: number
  tenant_id: string
  topic_group: string
}

interface Units {
  active: Generated<boolean>
  executes: Generated<boolean>
  id: Generated<string>
  name: string
  parent_id: string | null
  short: string
  tenant_id: string
}

interface UploadDays {
  bytes: number
  day: Timestamp
  files: number
  person_id: string
  tenant_id: string
}

export interface Tables {
  account_secrets: AccountSecrets
  accounts: Accounts
  acts: Acts
  alarms: Alarms
  alterations: Alterations
  anchors: Anchors
  authors: Authors
  calendars: Calendars
  contexts: Contexts
  devices: Devices
  events: Events
  file_uploads: FileUploads
  files: Files
  followers: Followers
  idempotency: Idempotency
  incident_files: IncidentFiles
  incident_texts: IncidentTexts
  incident_units: IncidentUnits
  incidents: Incidents
  intents: Intents
  journal: Journal
  journal_repeats: JournalRepeats
  network_keys: NetworkKeys
  numbers: Numbers
  obligations: Obligations
  people: People
  person_units: PersonUnits
  raw_events: RawEvents
  reads: Reads
  regulations_in_force: RegulationsInForce
  restores: Restores
  retention_runs: RetentionRuns
  schedules: Schedules
  schema_versions: SchemaVersions
  sender_leases: SenderLeases
  settings_versions: SettingsVersions
  sign_in_tries: SignInTries
  streams: Streams
  tenants: Tenants
  topics: Topics
  units: Units
  upload_days: UploadDays
}
