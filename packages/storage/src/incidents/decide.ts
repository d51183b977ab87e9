import { type Acting, type Command, decide, type Incident, type IncidentEvent, isRefusal, type Refusal } from '@otklik/casework'
import type { Settings } from '../organisation/in-force.ts'
import type { Asked, Decision } from '../record/aggregate.ts'
import { contextOf } from './context.ts'
import { underOf } from './kind.ts'
import { type IncidentRead, incidentOf } from './load.ts'
import { openedBy } from './opened.ts'
import { limitsOf } from './reply-limits.ts'
import type { Services } from './services.ts'
import { writesOf } from './writes.ts'

/** One command to one incident, under the act that it arrived under and the settings of today. */
export async function decideIncident(
  services: Services,
  { on, tenantId, streamId: incidentId, loaded: stream, command, at, ...asked }: Asked<Incident, IncidentEvent, Command, IncidentRead>,
): Promise<Decision<IncidentEvent> | Refusal> {
  const loaded = incidentOf(stream)
  // Roles are those of the table of people: casework's own.
  const acting = asked.acting as Acting
  const settings = await settingsOf(services, on, tenantId, loaded.settingsVersion)
  const { calendar } = settings
  const act = await services.acts.of(on, tenantId, loaded.actRef)
  const context = contextOf(loaded, act, settings, limitsOf(services, loaded), acting, at)
  const opened = command.type === 'withdrawDraft' ? await openedBy(services, on, tenantId, incidentId, loaded, act.procedure, acting) : null
  const events = decide(loaded.state, command, { ...context, openedBy: opened })
  if (isRefusal(events)) return events
  const ground = { ...loaded, tenantId, incidentId, act, calendar, author: null }
  return { events, under: underOf(act, calendar), settingsVersion: settings.version, writes: (fresh) => writesOf(ground, fresh) }
}

/** Settings on the shelf, unless the incident was read under newer ones. */
async function settingsOf(
  { settings, now }: Services,
  on: Asked<never, never, never, never>['on'],
  tenantId: string,
  version: number,
): Promise<Settings> {
  const known = await settings.known(on, tenantId, now())
  return known.version === version ? known : settings.fresh(on, tenantId, now())
}
