import type { Runs } from './runs.ts'
import { CHANGES } from './bell.ts'
import type { Alarms } from './alarms-type.ts'

/**
 * Told by the transaction that marks them, so that no process can die between the mark and the bell: at least once, and whoever does not
 * listen then begins with a full refresh. One statement in a second may wait for others that notify; arrivals may not (see `Bell`).
 */
const RING = `
with due as (
  select tenant_id, stream_id, norm, occurrence, kind from alarms where rung_at is null and rings_at <= $1
  order by rings_at limit $2 for update skip locked
),
rung as (
  update alarms a set rung_at = $1 from due d
  where a.tenant_id = d.tenant_id and a.stream_id = d.stream_id and a.norm = d.norm and a.occurrence = d.occurrence and a.kind = d.kind
  returning a.tenant_id, a.stream_id
),
moved as (
  select r.tenant_id, r.stream_id, s.kind, count(*)::int as rung, coalesce((select e.position from events e
    where e.tenant_id = r.tenant_id and e.stream_id = r.stream_id and e.version = s.version), 0) as position
  from rung r join streams s on s.tenant_id = r.tenant_id and s.stream_id = r.stream_id group by r.tenant_id, r.stream_id, s.kind, s.version
)
select rung, pg_notify('${CHANGES}', position || ' ' || tenant_id || ' ' || kind || ' ' || stream_id) from moved`

/** Obligations are the truth: what is owed has its two alarms, whatever stood here before. What had rung already stays rung. */
const SILENCE = `
delete from alarms a where not exists (
  select 1 from obligations o where o.tenant_id = a.tenant_id and o.stream_id = a.stream_id and o.norm = a.norm
    and o.occurrence = a.occurrence and o.status = 'pending' and not o.lapses)`
const REMAKE = `
insert into alarms (tenant_id, stream_id, norm, occurrence, kind, rings_at)
select o.tenant_id, o.stream_id, o.norm, o.occurrence, k.kind, case k.kind when 'soon' then o.soon_at else o.due_at end
from obligations o cross join (values ('soon'), ('due')) k (kind) where o.status = 'pending' and not o.lapses
on conflict (tenant_id, stream_id, norm, occurrence, kind) do update set rings_at = excluded.rings_at, rung_at = null
where alarms.rings_at <> excluded.rings_at`

/**
 * Alarms only ring: nothing is decided by them. A clock that jumps forward makes them ring early once, one that jumps back makes them
 * late; what is amber or overdue every view computes from the obligations and the clock of the moment.
 */
export function alarms(on: Runs): Alarms {
  return {
    async ring(now, limit) {
      const { rows } = await on.query({ name: 'ring-alarms', text: RING, values: [now, limit] })
      return (rows as { rung: number }[]).reduce((sum, { rung }) => sum + rung, 0)
    },
    async rebuild() {
      const silenced = await on.query(SILENCE)
      const made = await on.query(REMAKE)
      return (silenced.rowCount ?? 0) + (made.rowCount ?? 0)
    },
  }
}
