import { actingOf, type Publication, requirementStates, type Viewer } from '@otklik/casework'
import type { IncidentCard } from '@otklik/contract'
import { releasePath } from '@otklik/regulations'
import { inSnapshot } from '../engine/transaction.ts'
import type { Runs } from '../record/runs.ts'
import { contextOf } from '../incidents/context.ts'
import { type Loaded, load } from '../incidents/load.ts'
import { openedBy } from '../incidents/opened.ts'
import { limitsOf } from '../incidents/reply-limits.ts'
import type { Settings } from '../organisation/in-force.ts'
import type { IncidentShell } from '../incidents/services.ts'
import { answerViews, attachmentViews, editedView, type KeptContext, threadView } from './attachment-views.ts'
import { actionViews, closeReasons } from './card-actions.ts'
import { personOf, recordOf, ticked, undoOf } from './card-record.ts'
import { calendarsOf, cardTerms, spanned } from './card-terms.ts'
import { obligationViews } from './obligation-view.ts'
import { type QueueSqlRow, queueRowOf, ROW, ROW_JOINS } from './queue-row.ts'
import { visibleAs, visibleTo, visibleUnits } from './visibility.ts'

const CARD = `
select ${ROW}, a.id as author_id, a.url as author_url, c.context,
  (select count(*)::int - 1 from incidents o where o.tenant_id = i.tenant_id and o.author_id = i.author_id
     and ${visibleTo('$4::uuid[]', 'o')}) as other_messages,
  (select jsonb_build_object('id', n.publication_id, 'until', case when n.state <> 'stopped' then n.not_before end, 'detail', n.detail) from intents n
   where n.tenant_id = i.tenant_id and n.stream_id = i.id and n.state in ('prepared', 'ambiguous', 'stopped') and n.detail is not null limit 1) as waiting
from incidents i ${ROW_JOINS} left join contexts c on c.tenant_id = i.tenant_id and c.incident_id = i.id
where i.tenant_id = $1 and i.id = $3 and ${visibleAs(4)}`

type CardRow = QueueSqlRow & {
  readonly author_id: string | null
  readonly author_url: string | null
  readonly context: KeptContext | null
  readonly other_messages: number
  /** The publication that the outbox has put back to wait, or (`until` null) stopped. */
  readonly waiting: { readonly id: string; readonly until: number | null; readonly detail: string } | null
}

/** Everything about one incident that this person may see and do now; null where it is not theirs to see. */
export async function card(shell: IncidentShell, viewer: Viewer, incidentId: string): Promise<IncidentCard | null> {
  const read = await inSnapshot(shell.pool, (on) => readFor(viewer, incidentId, on))
  if (read === null) return null
  const { row, loaded } = read
  const { state } = loaded
  const { message } = state
  if (message === null) return null
  const now = shell.now()
  const settings = await settingsFor(shell, viewer.tenantId, loaded.settingsVersion, now)
  const act = await shell.acts.of(shell.pool, viewer.tenantId, loaded.actRef)
  const acting = actingOf(viewer)
  const limits = limitsOf(shell, loaded)
  const context = {
    ...contextOf(loaded, act, settings, limits, acting, now),
    openedBy: await openedBy(shell, shell.pool, viewer.tenantId, incidentId, loaded, act.procedure, acting),
  }
  const calendars = await calendarsOf(shell, viewer.tenantId, loaded, settings)
  const terms = cardTerms(state, context)
  const unitOf = (id: string) => ({ id, name: settings.unitNames.get(id) ?? '' })
  return {
    row: queueRowOf(row, now),
    message: {
      id: message.id,
      text: message.text,
      url: message.place.url,
      network: message.place.network,
      delivery: message.place.delivery,
      writtenAt: message.writtenAt,
      attachments: attachmentViews(message.attachments),
      author: { id: message.authorId, name: row.author_name ?? '', url: row.author_url, otherMessages: Math.max(0, row.other_messages) },
      deletedAt: state.messageDeletedAt,
      edited: editedView(state.messageEdited),
    },
    context: threadView(row.context),
    answers: answerViews(state),
    obligations: obligationViews(act, calendars, loaded.obligations, now, unitOf),
    revisions: state.revisions.map(({ unitId, by, approvedBy, attachments, remarks, justifications, confirmed, from: _from, ...rest }) => ({
      ...rest,
      unit: unitOf(unitId),
      by: personOf(by),
      approvedBy: approvedBy && personOf(approvedBy),
      attachments: [...attachments],
      remarks: [...remarks],
      confirmed: [...confirmed],
      requirementStates: requirementStates(
        act.procedure,
        { text: rest.text, justifications },
        ticked(loaded, rest.number),
        limits.textLength,
      ).map(({ requirement: { id }, places, justifications: said, ...one }) => ({
        ...one,
        id,
        reason: one.reason && { ...one.reason },
        places: places.map((place) => ({ ...place })),
        justifications: [...said],
      })),
    })),
    publications: state.publications.map((one) => ({
      ...publicationOf(one),
      waiting: row.waiting?.id === one.id ? { until: row.waiting.until, detail: row.waiting.detail } : null,
    })),
    record: recordOf(act, loaded, settings),
    actions: actionViews(state, context),
    requirements: act.procedure.requirements.map((one) => ({ ...one })),
    declineGrounds: act.procedure.declineGrounds.map(({ id, clause, text }) => ({ id, clause, text })),
    replyKinds: act.procedure.replyKinds.map((one) => ({ ...one })),
    timeAnswered: state.timeAnswered && { ...state.timeAnswered },
    undo: undoOf(loaded, viewer, now),
    publishTrigger: act.procedure.publish.trigger,
    maxReplyLength: limits.textLength,
    maxReplyPhotos: limits.photos,
    closeReasons: closeReasons(state, context),
    ...terms,
    stretches: spanned(loaded, settings.calendar, now),
    regulation: { id: act.id, title: act.regulation.title, edition: act.edition, releasePath: releasePath(act.procedure) },
  }
}

/** The row and the record of one moment: a card must not say what stood before a step beside what stands after it. */
async function readFor(viewer: Viewer, incidentId: string, on: Runs): Promise<{ row: CardRow; loaded: Loaded } | null> {
  const values = [viewer.tenantId, viewer.personId, incidentId, visibleUnits(viewer)]
  const row = (await on.query({ name: 'card', text: CARD, values })).rows[0] as CardRow | undefined
  const loaded = row && (await load(on, viewer.tenantId, incidentId))
  return row === undefined || loaded === null || loaded === undefined ? null : { row, loaded }
}

/** Settings on the shelf, unless the incident was read under newer ones. */
async function settingsFor(shell: IncidentShell, tenantId: string, version: number, now: number): Promise<Settings> {
  const known = await shell.settings.known(shell.pool, tenantId, now)
  return known.version === version ? known : shell.settings.fresh(shell.pool, tenantId, now)
}

const publicationOf = ({ requestedBy, ...rest }: Publication) => ({ ...rest, requestedBy: personOf(requestedBy) })
