import { type Recorded, refuse } from '@otklik/record'
import { migrations, type Migration } from '../../src/engine/migrate.ts'
import type { Aggregate, Writes } from '../../src/record/aggregate.ts'
import { ALARMS, alarmRows, type Obligation, OBLIGATIONS, owedChanges } from '../../src/record/obligations.ts'
import type { Rows, Table } from '../../src/record/table.ts'

/** An announcement on a notice board: it hangs until a date, unless somebody renews it or takes it down. */
export type Announcement = {
  readonly version: number
  readonly title: string
  readonly until: number
  readonly file: string
  readonly hangs: boolean
}

export type AnnouncementEvent =
  | { readonly type: 'PutUp'; readonly title: string; readonly until: number; readonly file: string }
  | { readonly type: 'Renewed'; readonly until: number }
  | { readonly type: 'TakenDown' }

/** `phone`: of whoever asked for it; kept beside the record, for as long as retention lets it. */
export type AnnouncementCommand =
  | { readonly type: 'putUp'; readonly title: string; readonly until: number; readonly file: string; readonly phone: string }
  | { readonly type: 'renew'; readonly until: number }
  | { readonly type: 'takeDown' }

const nothing: Announcement = { version: 0, title: '', until: 0, file: '', hangs: false }

function evolve(state: Announcement, { version, event }: Recorded<AnnouncementEvent>): Announcement {
  if (version !== state.version + 1) throw new Error(`the record jumps from ${state.version} to ${version}`)
  if (event.type === 'PutUp') return { version, title: event.title, until: event.until, file: event.file, hangs: true }
  if (event.type === 'Renewed') return { ...state, version, until: event.until }
  return { ...state, version, hangs: false }
}

function decide(state: Announcement, command: AnnouncementCommand): readonly AnnouncementEvent[] | ReturnType<typeof refuse> {
  if (command.type === 'putUp') return [{ type: 'PutUp', title: command.title, until: command.until, file: command.file }]
  if (!state.hangs) return refuse('not-hanging', null, 'Объявление уже снято.', 'The announcement has been taken down.')
  return command.type === 'renew' ? [{ type: 'Renewed', until: command.until }] : [{ type: 'TakenDown' }]
}

const DAY = 86_400_000

/** Somebody renews it or takes it down before its date. */
function obligationsOf(recorded: readonly Recorded<AnnouncementEvent>[]): Obligation[] {
  const terms = recorded.flatMap(({ event, at, version }) => ('until' in event ? [{ until: event.until, at, version }] : []))
  return terms.map(({ until, at, version }, index): Obligation => {
    const done = recorded.find((one) => one.version > version)
    return {
      norm: 'renew',
      occurrence: index + 1,
      clause: 'B-1',
      actor: 'organisation',
      unit_id: null,
      clock: 'cd',
      start_at: at,
      due_at: until,
      soon_at: until - DAY,
      status: done === undefined ? 'pending' : 'met',
      met_at: done?.at ?? null,
      reading: null,
      provisional: false,
      lapses: false,
      basis: null,
      cause_version: version,
      regulation: 'board',
      edition: '1',
      schedule_version: 1,
      calendar_version: '1',
    }
  })
}

const ROOT: Table = {
  name: 'announcements',
  stream: 'id',
  by: [],
  root: true,
  columns: ['version', 'title', 'until_at', 'hangs', 'found_by'],
  computed: { found_by: `to_tsvector('russian', given ->> 'title')` },
}
const FILES: Table = { name: 'announcement_files', stream: 'announcement_id', by: ['file_id'], columns: ['file_id'], file: 'file_id' }

function rowsOf(state: Announcement, recorded: readonly Recorded<AnnouncementEvent>[]): Rows {
  const obligations = obligationsOf(recorded)
  return {
    announcements: [{ version: state.version, title: state.title, until_at: state.until, hangs: state.hangs }],
    announcement_files: [{ file_id: state.file }],
    obligations,
    alarms: alarmRows(obligations),
  }
}

const fold = (recorded: readonly Recorded<AnnouncementEvent>[], from = nothing): Announcement => recorded.reduce(evolve, from)

/** The aggregate: all that the record is told of announcements. */
export const announcements = (): Aggregate<Announcement, AnnouncementEvent, AnnouncementCommand> => ({
  kind: 'announcement',
  initial: nothing,
  evolve,
  tables: [ROOT, FILES, OBLIGATIONS, ALARMS],
  opens: ({ type }) => type === 'putUp',
  also: `,
called as (
  insert into announcement_phones (tenant_id, announcement_id, phone, asked_at)
  select $1::uuid, $2::uuid, $5::jsonb ->> 'phone', ($5::jsonb ->> 'askedAt')::bigint from head where $5::jsonb ->> 'phone' is not null
)`,
  decide({ loaded, command, at }) {
    const events = decide(loaded.state, command)
    if ('refused' in events) return Promise.resolve(events)
    const writes = (fresh: readonly Recorded<AnnouncementEvent>[]): Writes => {
      const recorded = [...loaded.recorded, ...fresh]
      const rows = rowsOf(fold(fresh, loaded.state), recorded)
      const { put, drop } = owedChanges(obligationsOf(loaded.recorded), obligationsOf(recorded))
      const phone = command.type === 'putUp' ? command.phone : null
      return { put: { ...rows, ...put }, drop, also: { phone, askedAt: at } }
    }
    return Promise.resolve({ events, under: { board: 2 }, settingsVersion: loaded.settingsVersion, writes })
  },
  refold(_on, _tenantId, streams) {
    return Promise.resolve(new Map(streams.map(({ id, recorded }) => [id, rowsOf(fold(recorded), recorded)])))
  },
  async expire(client, tenantId, before, { most }) {
    const { rowCount } = await client.query(
      `delete from announcement_phones where (tenant_id, announcement_id) in (
         select tenant_id, announcement_id from announcement_phones where tenant_id = $1 and asked_at < $2 limit $3)`,
      [tenantId, before.authors, most],
    )
    return { phones: rowCount ?? 0 }
  },
})

const own = migrations()

/** The program's schema, and the tables of the board behind it. */
export const schema: readonly Migration[] = [
  ...own,
  {
    number: own.length + 1,
    name: 'notice-board',
    sql: `
      create table announcements (tenant_id uuid, id uuid, version integer not null, position bigint not null, title text not null,
        until_at bigint not null, hangs boolean not null, found_by tsvector not null, primary key (tenant_id, id));
      create table announcement_files (tenant_id uuid, announcement_id uuid, file_id text, primary key (tenant_id, announcement_id, file_id));
      create table announcement_phones (tenant_id uuid, announcement_id uuid, phone text not null, asked_at bigint not null,
        primary key (tenant_id, announcement_id));`,
  },
]
