import { attachedWords } from '@otklik/casework'
import type { QueueRow } from '@otklik/contract'
import type { Attached } from '../incidents/rows.ts'

/** Columns of a row of the queue, for incidents named `i`; `$1` is the organisation, `$2` the person. Arrays of bigint would come as texts. */
export const ROW = `i.id, i.version, i.number, i.status, i.importance, i.track, i.excerpt, i.answer_excerpt, i.network, i.url, i.location, i.flags, i.attached, i.next,
  i.received_at, i.changed_at, i.kept_late, to_jsonb(i.owed) as owed, i.topic_id, i.due_key, a.name as author_name, t.name as topic_name,
  (select coalesce(jsonb_agg(jsonb_build_object('id', h.unit_id, 'name', coalesce(u.short, ''), 'role', h.role) order by h.since, h.unit_id), '[]')
    from incident_units h left join units u on u.tenant_id = h.tenant_id and u.id = h.unit_id
    where h.tenant_id = i.tenant_id and h.incident_id = i.id) as holders,
  coalesce(r.version, 0) < i.version as unread`
export const ROW_JOINS = `
left join authors a on a.tenant_id = i.tenant_id and a.id = i.author_id
left join topics t on t.tenant_id = i.tenant_id and t.id = i.topic_id
left join reads r on r.tenant_id = i.tenant_id and r.person_id = $2 and r.incident_id = i.id`

export type QueueSqlRow = {
  readonly id: string
  readonly version: number
  readonly number: string
  readonly status: QueueRow['status']
  readonly importance: QueueRow['importance']
  readonly track: QueueRow['track']
  readonly excerpt: string
  readonly answer_excerpt: string | null
  readonly network: QueueRow['network']
  readonly url: string
  readonly location: string | null
  readonly flags: QueueRow['flags']
  readonly attached: Attached
  readonly next: QueueRow['next']
  readonly received_at: number
  readonly changed_at: number
  readonly kept_late: number
  readonly owed: readonly number[]
  readonly topic_id: string | null
  readonly holders: QueueRow['holders']
  readonly due_key: number
  readonly author_name: string | null
  readonly topic_name: string | null
  readonly unread: boolean
}

/** A row as the desk shows it at `now`: what is overdue and still owed is counted here, by the reader's clock. */
export function queueRowOf(row: QueueSqlRow, now: number): QueueRow {
  return {
    id: row.id,
    version: row.version,
    number: row.number,
    status: row.status,
    importance: row.importance,
    track: row.track,
    excerpt: row.excerpt,
    answerExcerpt: row.answer_excerpt,
    authorName: row.author_name ?? '',
    network: row.network,
    url: row.url,
    topic: row.topic_id === null ? null : { id: row.topic_id, name: row.topic_name ?? row.topic_id },
    location: row.location,
    holders: [...row.holders],
    receivedAt: row.received_at,
    changedAt: row.changed_at,
    next: row.next,
    breached: row.kept_late + row.owed.filter((due) => due < now).length,
    unread: row.unread,
    flags: [...row.flags],
    attached: attachedWords(row.attached.message),
    answerAttached: row.flags.includes('authorAnswered') ? attachedWords(row.attached.answer) : null,
  }
}

/** One row as this viewer may see it. */
export const ONE_ROW = (visible: string): string =>
  `select ${ROW} from incidents i ${ROW_JOINS} where i.tenant_id = $1 and i.id = $3 and ${visible}`
