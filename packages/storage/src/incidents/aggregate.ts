import { type Command, evolve, type Incident, type IncidentEvent, initialIncident } from '@otklik/casework'
import type { Aggregate } from '../record/aggregate.ts'
import { besideIncidents } from './beside.ts'
import { decideIncident } from './decide.ts'
import { expireIncidents } from './expire.ts'
import { incidentAsking } from './intents.ts'
import { INCIDENT_KIND } from './kind.ts'
import { INCIDENT_READS, type IncidentRead } from './load.ts'
import { OPENING, SEEN } from './opening.ts'
import { refoldIncidents } from './refold.ts'
import type { Services } from './services.ts'
import { INCIDENT_TABLES } from './tables.ts'

/** The incident as a kind of stream. */
export const incidents = (services: Services): Aggregate<Incident, IncidentEvent, Command, IncidentRead> => ({
  kind: INCIDENT_KIND,
  initial: initialIncident,
  evolve,
  tables: INCIDENT_TABLES,
  reads: INCIDENT_READS,
  decide: (asked) => decideIncident(services, asked),
  opening: OPENING,
  also: SEEN,
  refold: refoldIncidents,
  beside: besideIncidents,
  expire: expireIncidents,
  asks: incidentAsking,
})
