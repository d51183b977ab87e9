import {
  type Acting,
  type Command,
  type Context,
  decide,
  fold,
  historyOf,
  type Incident,
  type IncidentEvent,
  isRefusal,
  type Recorded,
  type Refusal,
} from '@otklik/casework'
import { type HistoryEvent, objectionTo } from '@otklik/regulations'
import { actOf } from '../organisation/act-shelf.ts'
import type { Settings } from '../organisation/in-force.ts'
import type { Asked, Decision } from '../record/aggregate.ts'
import { actorOf } from '../record/command.ts'
import { contextOf } from './context.ts'
import { uncountable } from './countable.ts'
import { underOf } from './kind.ts'
import { type IncidentRead, incidentOf, type Loaded } from './load.ts'
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
  const act = actOf(loaded.regulationId)
  const context = {
    ...contextOf(loaded.state, act, settings, loaded.obligations, limitsOf(services, loaded), acting, at),
    objection: (to: Extract<HistoryEvent, { type: 'termSet' | 'extended' }>) =>
      objectionTo(act.regulation, calendar.schedule, historyOf(loaded.recorded), to),
    openedBy: command.type === 'withdrawDraft' ? await openedBy(on, tenantId, incidentId, loaded, act.procedure, acting) : null,
  }
  const events = decided(loaded, command, context)
  if (isRefusal(events)) return events
  const uncounted = uncountable(events, act, calendar, loaded.recorded, [...loaded.recorded, ...freshOf(loaded, events, context)])
  if (uncounted !== null) return uncounted
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

const freshOf = ({ version }: Loaded, events: readonly IncidentEvent[], { now: at, acting }: Context): Recorded[] =>
  events.map((event, index) => ({ version: version + index + 1, at, by: actorOf(acting), event }))

/** What the command comes to. A message registered by hand stands in no network: whether it was answered, a person says. */
function decided(loaded: Loaded, command: Command, context: Context): readonly IncidentEvent[] | Refusal {
  const events = decide(loaded.state, command, context)
  if (isRefusal(events)) return events
  const requested = events.find((event) => event.type === 'PublicationRequested')
  if (requested === undefined || loaded.state.message?.place.network !== 'manual') return events
  const state = fold(freshOf(loaded, events, context), loaded.state)
  const detail = 'сообщение зарегистрировано вручную: ответьте автору и отметьте это здесь'
  const asked = decide(
    state,
    { type: 'recordPublicationUncertain', publicationId: requested.publicationId, detail },
    { ...context, acting: { kind: 'system' } },
  )
  return isRefusal(asked) ? asked : [...events, ...asked]
}
