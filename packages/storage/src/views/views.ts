import { attachedWords, networkWordsAt, type Place } from '@otklik/casework'
import { storable } from '../record/canonical.ts'
import type { Attached } from '../incidents/rows.ts'
import { load } from '../incidents/load.ts'
import type { IncidentShell } from '../incidents/services.ts'
import type { Viewer } from '../organisation/viewer.ts'
import type { Views } from './views-type.ts'
import { card } from './card.ts'
import { counts, queue } from './queue.ts'
import { ONE_ROW, type QueueSqlRow, queueRowOf } from './queue-row.ts'
import { visibleAs, visibleUnits } from './visibility.ts'

const MARK_READ = `
insert into reads (tenant_id, person_id, incident_id, version)
select i.tenant_id, $2, i.id, i.version from incidents i where i.tenant_id = $1 and i.id = $3 and ${visibleAs(4)}
on conflict (tenant_id, person_id, incident_id) do update set version = excluded.version`

const HISTORY = `
select i.id, i.number, i.status, i.excerpt, i.attached, i.received_at as "receivedAt" from incidents i
where i.tenant_id = $1 and i.author_id = $2 and ${visibleAs(3)} order by i.received_at desc limit 200`

type HistoryRow = Omit<NonNullable<Awaited<ReturnType<Views['authorHistory']>>>[number], 'attached'> & { attached: Attached }

const PLACE = `
select e.data -> 'message' -> 'place' as place from incidents i join events e on e.tenant_id = i.tenant_id and e.stream_id = i.id
where i.tenant_id = $1 and i.id = $2 and e.type = 'MessageReceived' and ${visibleAs(3)} order by e.version limit 1`

const SAVE_CONTEXT = `
insert into contexts (tenant_id, incident_id, context, fetched_at)
select i.tenant_id, i.id, $3, $4 from incidents i join authors a on a.tenant_id = i.tenant_id and a.id = i.author_id
-- A reading that comes after the author was erased must not bring their name back.
where i.tenant_id = $1 and i.id = $2 and a.erased_at is null
on conflict (tenant_id, incident_id) do update set context = excluded.context, fetched_at = excluded.fetched_at`

const BY_KEY = 'select incident_id from network_keys where tenant_id = $1 and account_id = $2 and key = $3'

/** What people see. Each answers only what this viewer may see: the condition stands in the statement, not behind it. */
export function views(shell: IncidentShell): Views {
  const { pool } = shell
  return {
    queue: (viewer, query) => queue(shell, viewer, query),
    counts: (viewer) => counts(shell, viewer),
    card: (viewer, incidentId) => card(shell, viewer, incidentId),
    async row(viewer, incidentId) {
      const values = [viewer.tenantId, viewer.personId, incidentId, visibleUnits(viewer)]
      const { rows } = await pool.query({ name: 'row', text: ONE_ROW(visibleAs(4)), values })
      const row = rows[0] as QueueSqlRow | undefined
      return row === undefined ? null : queueRowOf(row, shell.now())
    },
    async markRead(viewer, incidentId) {
      const values = [viewer.tenantId, viewer.personId, incidentId, visibleUnits(viewer)]
      return (await pool.query({ name: 'mark-read', text: MARK_READ, values })).rowCount === 1
    },
    async authorHistory(viewer, authorId) {
      const { rows } = await pool.query({ name: 'history', text: HISTORY, values: [viewer.tenantId, authorId, visibleUnits(viewer)] })
      return rows.length === 0 ? null : (rows as HistoryRow[]).map((row) => ({ ...row, attached: attachedWords(row.attached.message) }))
    },
    place: (viewer, incidentId) => placeOf(shell, viewer, incidentId),
    async saveContext(tenantId, incidentId, context) {
      await pool.query(SAVE_CONTEXT, [tenantId, incidentId, JSON.stringify(storable(context)), shell.now()])
    },
    async replyAt(tenantId, incidentId, key) {
      const state = (await load(pool, tenantId, incidentId))?.state
      const reply = state?.publications.findLast(({ ref }) => ref === key)
      const words = state?.revisions.find(({ number }) => number === reply?.revision)
      return reply === undefined || words === undefined ? null : { publicationId: reply.id, text: words.text }
    },
    async wordsAt(tenantId, incidentId, key) {
      const loaded = await load(pool, tenantId, incidentId)
      return loaded === null ? null : (networkWordsAt(key, loaded.state)?.text ?? null)
    },
    async incidentByKey(tenantId, accountId, key) {
      const { rows } = await pool.query({ name: 'by-key', text: BY_KEY, values: [tenantId, accountId, key] })
      return (rows[0] as { incident_id: string } | undefined)?.incident_id ?? null
    },
  }
}

async function placeOf(shell: IncidentShell, viewer: Viewer, incidentId: string): Promise<Place | null> {
  const { rows } = await shell.pool.query({ name: 'place', text: PLACE, values: [viewer.tenantId, incidentId, visibleUnits(viewer)] })
  return (rows[0] as { place: Place } | undefined)?.place ?? null
}
