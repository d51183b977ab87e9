import type { Membership, Viewer } from '@otklik/casework'
import type { QueueRow } from '@otklik/contract'
import type { Pool } from 'pg'
import { queueRowOf, type QueueSqlRow, ROW, ROW_JOINS } from './queue-row.ts'
import { visibleTo, visibleUnits } from './visibility.ts'

/** An incident that changed, for many people at once. */
export type Watched = {
  /** As it stands for somebody who has not read it. */
  readonly row: QueueRow
  /** Everybody who may see it now, by `personId`: have they read it as it stands? */
  readonly seenBy: ReadonlyMap<string, { readonly read: boolean }>
  /** Those who may not see it and may have it on their screen: it was their unit's. */
  readonly lostBy: ReadonlySet<string>
}

/** For live streams: however many people watch, a change costs them together one look. */
export type Watching = {
  /** What these people are today; whoever is inactive or unknown is missing. */
  members(people: readonly Pick<Membership, 'tenantId' | 'personId'>[]): Promise<readonly Membership[]>
  /** The incidents as these people of one organisation may see them; what does not exist is missing. */
  rows(viewers: readonly Viewer[], incidentIds: readonly string[]): Promise<readonly Watched[]>
}

const PEOPLE = `select p.tenant_id as "tenantId", p.id as "personId", p.name, p.roles, p.active, array(select u.unit_id::text from person_units u where u.tenant_id = p.tenant_id and u.person_id = p.id order by u.unit_id) as "unitIds"
from unnest($1::uuid[], $2::uuid[]) as w (tenant_id, id) join people p on p.tenant_id = w.tenant_id and p.id = w.id where p.active`

/** `$3`: groups of people who see the same, `{ n, units }`; `$4`: the people; `$5`: the incidents. `$2` is nobody: what is personal comes as lists. */
const ROWS = `select ${ROW},
  array(select g.n from jsonb_to_recordset($3::jsonb) as g (n int, units uuid[]) where ${visibleTo('g.units')}) as seen_by,
  array(select g.n from jsonb_to_recordset($3::jsonb) as g (n int, units uuid[]) where not coalesce(${visibleTo('g.units')}, false)
    and exists (select 1 from events e where e.tenant_id = i.tenant_id and e.stream_id = i.id and e.type = 'Routed'
      and (e.data ->> 'unitId')::uuid = any (g.units))) as lost_by,
  array(select w.person_id::text from reads w where w.tenant_id = i.tenant_id and w.incident_id = i.id and w.person_id = any ($4::uuid[])
    and w.version >= i.version) as read_by
from incidents i ${ROW_JOINS} where i.tenant_id = $1 and i.id = any ($5::uuid[])`

const NOBODY = '00000000-0000-0000-0000-000000000000'

type SqlRow = QueueSqlRow & {
  readonly seen_by: readonly number[]
  readonly lost_by: readonly number[]
  readonly read_by: readonly string[]
}

/** @param pool of its own: whoever watches never stands in the way of what is received. */
export function watching(pool: Pool, now: () => number): Watching {
  return {
    async members(people) {
      if (people.length === 0) return []
      const values = [people.map(({ tenantId }) => tenantId), people.map(({ personId }) => personId)]
      return (await pool.query<Membership>({ name: 'watching-people', text: PEOPLE, values })).rows
    },

    async rows(viewers, incidentIds) {
      const [first] = viewers
      if (first === undefined || incidentIds.length === 0) return []
      const groups = groupsOf(viewers)
      const sight = JSON.stringify(groups.map(({ units }, n) => ({ n, units })))
      const values = [first.tenantId, NOBODY, sight, viewers.map(({ personId }) => personId), incidentIds]
      const { rows } = await pool.query<SqlRow>({ name: 'watching-rows', text: ROWS, values })
      const moment = now()
      return rows.map((row) => {
        const read = new Set(row.read_by)
        return {
          row: queueRowOf(row, moment),
          seenBy: new Map(peopleOf(groups, row.seen_by).map((personId) => [personId, { read: read.has(personId) }])),
          lostBy: new Set(peopleOf(groups, row.lost_by)),
        }
      })
    },
  }
}

type Group = { readonly units: readonly string[] | null; readonly people: string[] }

const peopleOf = (groups: readonly Group[], which: readonly number[]): readonly string[] => which.flatMap((n) => groups[n]?.people ?? [])

function groupsOf(viewers: readonly Viewer[]): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const viewer of viewers) {
    const units = visibleUnits(viewer)?.toSorted() ?? null
    const key = JSON.stringify(units)
    const group = groups.get(key) ?? { units, people: [] }
    group.people.push(viewer.personId)
    groups.set(key, group)
  }
  return [...groups.values()]
}
