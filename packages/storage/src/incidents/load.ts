import { fold, type Incident, type IncidentEvent } from '@otklik/casework'
import { actRef } from '../organisation/act-shelf.ts'
import type { Runs } from '../record/append.ts'
import { GENESIS, type Stored } from '../record/chain.ts'
import type { IncidentUnder } from './kind.ts'
import type { ObligationRow } from './rows.ts'

/** An incident as it stands: the record, what it folds to, and the rows that the next decision changes. */
export type Loaded = {
  readonly version: number
  readonly hash: Uint8Array
  readonly recorded: readonly Stored[]
  readonly state: Incident
  /** The edition that the incident was opened under, `id@edition`. */
  readonly actRef: string
  readonly obligations: readonly ObligationRow[]
  readonly keys: ReadonlySet<string>
  readonly authorName: string
  readonly settingsVersion: number
  /** Names of the secrets that the message's account holds now: what can be sent through it depends on them. */
  readonly accountSecrets: ReadonlySet<string>
  /** What an earlier press with the same key came to. */
  readonly pressed: { readonly bodyHash: string; readonly result: { readonly incidentId: string; readonly version: number } } | null
}

const EVENTS = `(select json_agg(json_build_array(e.format, e.version, e.at, e.by, e.type, e.data, encode(e.hash, 'hex'), e.under)
  order by e.version) from events e where e.tenant_id = $1 and e.stream_id = $2)`

/** One statement, one snapshot: head, record, rows and the idempotency key belong together. */
const LOAD = `
select s.version, s.hash, ${EVENTS} as events,
  (select json_agg(o) from obligations o where o.tenant_id = $1 and o.stream_id = $2) as obligations,
  (select json_agg(k.key) from network_keys k where k.tenant_id = $1 and k.incident_id = $2) as keys,
  (select a.name from incidents i join authors a on a.tenant_id = i.tenant_id and a.id = i.author_id
   where i.tenant_id = $1 and i.id = $2) as author_name,
  (select json_agg(k.name) from incidents i join account_secrets k on k.tenant_id = i.tenant_id and k.account_id::text = i.account_id
   where i.tenant_id = $1 and i.id = $2) as account_secrets,
  (select v.version from settings_versions v where v.tenant_id = $1) as settings_version,
  (select json_build_object('bodyHash', encode(k.body_hash, 'hex'), 'result', k.result) from idempotency k
   where k.tenant_id = $1 and k.key = $3) as pressed
from streams s where s.tenant_id = $1 and s.stream_id = $2`

export type EventTuple = readonly [
  format: 1,
  version: number,
  at: number,
  by: Stored['by'],
  type: string,
  data: object,
  hash: string,
  under: IncidentUnder,
]

/** A row of `events` as the domain knows it. */
export function recordedOf([format, version, at, by, type, data, hash, under]: EventTuple): Stored {
  return { format, version, at, by, event: { type, ...data } as IncidentEvent, hash: Buffer.from(hash, 'hex'), under }
}

/** The edition that an incident was opened under, by its first event. */
export const actRefOf = (first: Pick<Stored, 'under'> | undefined): string =>
  first === undefined ? '' : actRef({ id: first.under.regulation, edition: first.under.edition })

type Row = {
  readonly version: number
  readonly hash: Uint8Array
  readonly events: readonly EventTuple[] | null
  readonly obligations: readonly ObligationRow[] | null
  readonly keys: readonly string[] | null
  readonly author_name: string | null
  readonly settings_version: number | null
  readonly account_secrets: readonly string[] | null
  readonly pressed: Loaded['pressed']
}

/** Reads an incident, or null where the organisation has none of that id. @throws when its record has a gap (`otklik verify`). */
export async function load(on: Runs, tenantId: string, incidentId: string, idempotencyKey: string | null): Promise<Loaded | null> {
  const { rows } = await on.query({ name: 'load-incident', text: LOAD, values: [tenantId, incidentId, idempotencyKey] })
  const row = rows[0] as Row | undefined
  if (row === undefined) return null
  const recorded = (row.events ?? []).map(recordedOf)
  return {
    version: row.version,
    hash: row.hash,
    recorded,
    state: fold(recorded),
    actRef: actRefOf(recorded[0]),
    obligations: row.obligations ?? [],
    keys: new Set(row.keys),
    authorName: row.author_name ?? '',
    settingsVersion: row.settings_version ?? 0,
    accountSecrets: new Set(row.account_secrets),
    pressed: row.pressed,
  }
}

/** Nothing has happened yet: what an arrival starts from. */
export const nothingYet = { version: 0, hash: GENESIS, recorded: [] as readonly Stored[], obligations: [] as readonly ObligationRow[] }
