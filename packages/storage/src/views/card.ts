import {
  actionsFor,
  clauseOf,
  decide,
  describeEvent,
  type Context,
  isRefusal,
  type Refusal,
  type Publication,
  requirementStates,
  undoneVersions,
  undoWindow,
} from '@otklik/casework'
import { closeReason, type IncidentCard, type ThreadView } from '@otklik/contract'
import { lettingOut, unlisted } from '@otklik/regulations'
import { CalendarEnds, stretches } from '@otklik/worktime'
import { inSnapshot } from '../engine/transaction.ts'
import type { Runs } from '../events/append.ts'
import { actOf } from '../shell/acts.ts'
import { contextOf } from '../shell/context.ts'
import { type Loaded, load } from '../shell/load.ts'
import { limitsOf } from '../shell/reply-limits.ts'
import { calendarOf, type Calendar, type Settings } from '../shell/settings.ts'
import type { Shell } from '../shell/shell.ts'
import type { Viewer } from '../types.ts'
import { extensionView } from './extension-view.ts'
import { obligationViews } from './obligation-view.ts'
import { type QueueSqlRow, queueRowOf, ROW, ROW_JOINS } from './queue-row.ts'
import { visibleAs, visibleUnits } from './visibility.ts'

const DAY = 86_400_000

const CARD = `
select ${ROW}, a.id as author_id, a.url as author_url, c.context,
  (select count(*)::int - 1 from incidents o where o.tenant_id = i.tenant_id and o.author_id = i.author_id
     and ($4::uuid[] is null or o.unit_id = any ($4::uuid[]))) as other_messages,
  (select jsonb_build_object('id', n.publication_id, 'until', n.not_before, 'detail', n.detail) from intents n
   where n.tenant_id = i.tenant_id and n.incident_id = i.id and n.state in ('prepared', 'ambiguous') and n.detail is not null limit 1) as waiting
from incidents i ${ROW_JOINS} left join contexts c on c.tenant_id = i.tenant_id and c.incident_id = i.id
where i.tenant_id = $1 and i.id = $3 and ${visibleAs(4)}`

type CardRow = QueueSqlRow & {
  readonly author_id: string | null
  readonly author_url: string | null
  readonly context: ThreadView | null
  readonly other_messages: number
  /** The publication that the outbox has put back to wait. */
  readonly waiting: { readonly id: string; readonly until: number; readonly detail: string } | null
}

/** Everything about one incident that this person may see and do now; null where it is not theirs to see. */
export async function card(shell: Shell, viewer: Viewer, incidentId: string): Promise<IncidentCard | null> {
  const read = await inSnapshot(shell.pool, (on) => readFor(viewer, incidentId, on))
  if (read === null) return null
  const { row, loaded } = read
  const { state } = loaded
  const { message } = state
  if (message === null) return null
  const now = shell.now()
  const settings = await settingsFor(shell, viewer.tenantId, loaded.settingsVersion, now)
  const act = actOf(loaded.regulationId)
  const acting = { kind: 'person' as const, personId: viewer.personId, name: viewer.name, roles: rolesOf(viewer), unitIds: viewer.unitIds }
  const limits = limitsOf(shell, loaded)
  const context = contextOf(state, act, settings, loaded.obligations, limits, acting, now)
  const calendars = await calendarsOf(shell, viewer.tenantId, loaded, settings)
  const running = new Set(loaded.obligations.filter(({ status }) => status === 'pending').map(({ norm }) => norm))
  const settableNorms = [...running].filter((norm) => unlisted(act.procedure.overrides, norm, state.track) === null)
  const extension = extensionView(act, settings.calendar, loaded, now)
  const unitOf = (id: string) => ({ id, name: settings.unitNames.get(id) ?? '' })
  return {
    row: queueRowOf(row, now),
    message: {
      id: message.id,
      text: message.text,
      url: message.place.url,
      network: message.place.network,
      writtenAt: message.writtenAt,
      attachments: [...message.attachments],
      author: { id: message.authorId, name: row.author_name ?? '', url: row.author_url, otherMessages: Math.max(0, row.other_messages) },
      deletedAt: state.messageDeletedAt,
    },
    context: row.context,
    answers: state.answers.map(({ message: said, at, deletedAt }) => ({ text: said.text, at, url: said.place.url, deletedAt })),
    obligations: obligationViews(act, calendars, loaded.obligations, now, unitOf),
    revisions: state.revisions.map(({ unitId, by, approvedBy, attachments, remarks, ...rest }) => ({
      ...rest,
      unit: unitOf(unitId),
      by: personOf(by),
      approvedBy: approvedBy && personOf(approvedBy),
      attachments: [...attachments],
      remarks: [...remarks],
      requirementStates: requirementStates(act.procedure, { ...rest, attachments }, ticked(loaded, rest.number), limits.textLength).map(
        ({ requirement: { id }, met, reason }) => ({ id, met, reason: reason && { ...reason } }),
      ),
    })),
    publications: state.publications.map((one) => ({
      ...publicationOf(one),
      waiting: row.waiting?.id === one.id ? { until: row.waiting.until, detail: row.waiting.detail } : null,
    })),
    record: recordOf(loaded, settings),
    actions: actionsFor(state, context).map((one) => {
      if (!one.allowed) return closedAction(one.action, one.refusal)
      if (one.action === 'setTerm' && settableNorms.length === 0) return closedAction(one.action, nothingToSet)
      if (one.action === 'extendTerm' && extension === null) return closedAction(one.action, nothingToExtend(act.procedure.extend?.clause))
      return { action: one.action, allowed: true, code: null, text: null, clause: null }
    }),
    requirements: act.procedure.requirements.map((one) => ({ ...one })),
    declineGrounds: act.procedure.declineGrounds.map(({ id, clause, text }) => ({ id, clause, text })),
    replyKinds: act.procedure.replyKinds.map((one) => ({ ...one })),
    timeAsked: state.timeAsked && { ...state.timeAsked },
    undo: undoOf(loaded, viewer, now),
    publishTrigger: act.procedure.publish.trigger,
    maxReplyLength: limits.textLength,
    maxReplyPhotos: limits.photos,
    closeReasons: closeReason.options.filter((reason) => closable(loaded, context, reason)),
    settableNorms,
    extension,
    stretches: spanned(loaded, settings.calendar, now),
    regulation: { id: act.id, title: act.regulation.title, edition: act.edition, lettingOut: lettingOut(act.procedure) },
  }
}

/** The row and the record of one moment: a card must not say what stood before a step beside what stands after it. */
async function readFor(viewer: Viewer, incidentId: string, on: Runs): Promise<{ row: CardRow; loaded: Loaded } | null> {
  const values = [viewer.tenantId, viewer.personId, incidentId, visibleUnits(viewer)]
  const row = (await on.query({ name: 'card', text: CARD, values })).rows[0] as CardRow | undefined
  const loaded = row && (await load(on, viewer.tenantId, incidentId, null))
  return row === undefined || loaded === null || loaded === undefined ? null : { row, loaded }
}

const closedAction = (action: IncidentCard['actions'][number]['action'], { refused, text, clause }: Refusal) => {
  return { action, allowed: false, code: refused, text, clause }
}

/** An act may let terms be set of which none runs now (L-14: a co-executor's). */
const nothingToSet: Refusal = {
  refused: 'step-not-in-act',
  clause: null,
  text: {
    ru: 'Сейчас не идёт ни один срок, который акт даёт назначать одному сообщению.',
    en: 'No term is running now that the act lets be set for one message.',
  },
}

/** An act may let a term be extended that does not run now, or runs as far already as it may. */
const nothingToExtend = (clause: string | null = null): Refusal => ({
  refused: 'step-not-in-act',
  clause,
  text: {
    ru: 'Сейчас не идёт ни один срок, который акт даёт продлить дальше.',
    en: 'No term is running now that the act lets be extended further.',
  },
})

/** Settings on the shelf, unless the incident was read under newer ones. */
async function settingsFor(shell: Shell, tenantId: string, version: number, now: number): Promise<Settings> {
  const known = await shell.settings.known(shell.pool, tenantId, now)
  return known.version === version ? known : shell.settings.fresh(shell.pool, tenantId, now)
}

const publicationOf = ({ requestedBy, ...rest }: Publication) => ({ ...rest, requestedBy: personOf(requestedBy) })

const personOf = ({ personId, name }: { personId: string | null; name: string }) => ({ id: personId, name })

const ROLES = ['curator', 'executor', 'head', 'administrator'] as const
const rolesOf = ({ roles }: Viewer) => ROLES.filter((role) => roles.includes(role))

function recordOf({ recorded, regulationId }: Loaded, { unitNames }: Settings): IncidentCard['record'] {
  const undone = undoneVersions(recorded)
  const { procedure } = actOf(regulationId)
  return recorded.map((one) => ({
    version: one.version,
    at: one.at,
    by: personOf(one.by),
    type: one.event.type,
    words: describeEvent(one, { unit: (id) => unitNames.get(id) ?? '' }),
    clause: clauseOf(one.event, procedure),
    undone: undone.has(one.version),
    hash: Buffer.from(one.hash).toString('hex'),
  }))
}

function undoOf({ state: { undoable } }: Loaded, { personId }: Viewer, now: number): IncidentCard['undo'] {
  if (undoable === null || undoable.by.personId !== personId) return null
  const until = undoable.at + undoWindow
  return now <= until ? { version: undoable.version, until } : null
}

/** What was ticked when this revision was let out, by the record. */
function ticked({ recorded }: Loaded, revision: number): readonly string[] {
  const undone = undoneVersions(recorded)
  return recorded.flatMap(({ version, event }) =>
    (event.type === 'Approved' || event.type === 'PublicationRequested') && event.revision === revision && !undone.has(version)
      ? event.confirmed
      : [],
  )
}

/** With which reasons it could be closed now: asked of the decision itself. */
function closable({ state }: Loaded, context: Context, reason: IncidentCard['closeReasons'][number]): boolean {
  return !isRefusal(decide(state, { type: 'close', reason, note: '-' }, context))
}

/** Working stretches under the line of terms: from the day before the first start to three days after the last end. */
function spanned({ recorded, obligations }: Loaded, { schedule }: Calendar, now: number): IncidentCard['stretches'] {
  const from = Math.min(recorded[0]?.at ?? now, ...obligations.map(({ start_at }) => start_at)) - DAY
  const last = Math.max(now, ...obligations.map(({ due_at, met_at }) => Math.max(due_at, met_at ?? 0)))
  // In the last days of the last calendar: what is known is shown, the card does not fail.
  for (const to of [last + 3 * DAY, last, now]) {
    try {
      return stretches(schedule, from, to).map(({ start, end }) => [start, end])
    } catch (error) {
      if (!(error instanceof CalendarEnds)) throw error
    }
  }
  return []
}

/** The calendars by which this incident's terms were counted: a closed term keeps the calendar of its day. */
async function calendarsOf(shell: Shell, tenantId: string, { obligations }: Loaded, settings: Settings): Promise<Map<number, Calendar>> {
  const calendars = new Map([[settings.calendar.version, settings.calendar]])
  for (const { schedule_version: version } of obligations) {
    if (!calendars.has(version)) calendars.set(version, await calendarOf(shell.pool, tenantId, version))
  }
  return calendars
}
