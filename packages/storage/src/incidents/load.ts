import { evolve, type Incident, type IncidentEvent, initialIncident } from '@otklik/casework'
import { actRef } from '../organisation/act-shelf.ts'
import type { Runs } from '../record/runs.ts'
import * as stream from '../record/stored.ts'
import { INCIDENT_KIND, type IncidentUnder } from './kind.ts'
import type { ObligationRow } from './rows.ts'

/** An event of an incident as it is stored. */
export type Stored = stream.Stored<IncidentEvent, IncidentUnder>

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
}

/** The edition that an incident was opened under, by its first event. */
export const actRefOf = (first: Pick<Stored, 'under'> | undefined): string =>
  first === undefined ? '' : actRef({ id: first.under.regulation, edition: first.under.edition })

/** What is read of an incident besides its record. */
export type IncidentRead = {
  readonly obligations: readonly ObligationRow[] | null
  readonly keys: readonly string[] | null
  readonly authorName: string | null
  readonly accountSecrets: readonly string[] | null
}

export const INCIDENT_READS = `json_build_object(
    'obligations', (select json_agg(o) from obligations o where o.tenant_id = $1 and o.stream_id = $2),
    'keys', (select json_agg(k.key) from network_keys k where k.tenant_id = $1 and k.incident_id = $2),
    'authorName', (select a.name from incidents i join authors a on a.tenant_id = i.tenant_id and a.id = i.author_id
      where i.tenant_id = $1 and i.id = $2),
    'accountSecrets', (select json_agg(k.name) from incidents i
      join account_secrets k on k.tenant_id = i.tenant_id and k.account_id::text = i.account_id where i.tenant_id = $1 and i.id = $2))`

/** An incident out of what the record room has loaded. */
export function incidentOf(loaded: stream.Loaded<Incident, IncidentEvent, IncidentRead>): Loaded {
  const { version, hash, state, settingsVersion, read } = loaded
  // The kind of the stream says that its events were decided under an act and a schedule.
  const recorded = loaded.recorded as readonly Stored[]
  return {
    version,
    hash,
    recorded,
    state,
    settingsVersion,
    actRef: actRefOf(recorded[0]),
    obligations: read.obligations ?? [],
    keys: new Set(read.keys),
    authorName: read.authorName ?? '',
    accountSecrets: new Set(read.accountSecrets),
  }
}

const LOAD = { name: `load-${INCIDENT_KIND}`, text: stream.loadSql(INCIDENT_KIND, INCIDENT_READS) }

/** Reads an incident, or null where the organisation has none of that id. @throws when its record has a gap (`otklik verify`). */
export async function load(on: Runs, tenantId: string, incidentId: string): Promise<Loaded | null> {
  const folds = { initial: initialIncident, evolve }
  const loaded = await stream.loadStream<Incident, IncidentEvent, IncidentRead>(on, folds, LOAD, {
    tenantId,
    streamId: incidentId,
    idempotencyKey: null,
  })
  return loaded.version === 0 ? null : incidentOf(loaded)
}
