import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Acting, type PersonCommand, type Role, type Viewer, viewerOf as resolved } from '@otklik/casework'
import { shippedActs } from '@otklik/regulations/shipped'
import { compiledAct } from '../src/organisation/act-shelf.ts'
import { openStorage } from '../src/open.ts'
import type { Arrival, ArrivalResult } from '../src/incidents/arrival.ts'
import type { CommandResult } from '../src/incidents/command-type.ts'
import type { OpenOptions } from '../src/open-options.ts'
import type { Storage } from '../src/storage.ts'
import type { TakenIntent } from '../src/outbox/outbox-type.ts'
import { type TestDatabase, testDatabase } from './database.ts'

/** Mon–Fri 09:00–13:00, 14:00–18:00 in Vladivostok's zone, by the Russian production calendar. */
export const SCHEDULE = `timezone: Asia/Vladivostok
week: { mon: &day ["09:00-13:00", "14:00-18:00"], tue: *day, wed: *day, thu: *day, fri: *day }
calendar: ru
`

export const moment = (text: string): number => Date.parse(text)

/** Who acts and who looks, in one. */
export type Somebody = Viewer & { readonly kind: 'person' }

/** A town with a clock that tests set, two curators, and executors of two units. */
export type Town = {
  readonly database: TestDatabase
  readonly options: OpenOptions
  readonly storage: Storage
  readonly tenantId: string
  readonly roads: string
  readonly housing: string
  readonly anna: Somebody
  readonly boris: Somebody
  readonly roadman: Somebody
  readonly houseman: Somebody
  /** Sets the clock. */
  at(text: string): void
  now(): number
  /** A further storage on the same database: another node. */
  node(): Promise<Storage>
  close(): Promise<void>
}

export async function town(regulationId = 'lesozavodsk-2022', given?: TestDatabase, more: Partial<OpenOptions> = {}): Promise<Town> {
  const database = given ?? (await testDatabase())
  const filesDirectory = mkdtempSync(join(tmpdir(), 'otklik-files-'))
  const clock = { now: moment('2024-04-08T11:00:00+10:00') }
  const options: OpenOptions = {
    location: database.location,
    key: new Uint8Array(32).fill(7),
    filesDirectory,
    now: () => clock.now,
    ...more,
  }
  const storage = await openStorage(options)
  const opened = [storage]
  const { organisation } = storage
  const tenantId = await organisation.createTenant({ name: 'Лесозаводск', regulationId, scheduleSource: SCHEDULE, demo: false })
  const unit = (name: string, short: string) =>
    organisation.saveUnit(tenantId, null, { name, short, parentId: null, executes: true, active: true })
  const roads = await unit('Отдел дорожного хозяйства', 'Дороги')
  const housing = await unit('Управление ЖКХ', 'ЖКХ')
  const person = async (name: string, login: string, roles: Role[], unitIds: string[]) => {
    const personId = await organisation.savePerson(tenantId, null, { name, login, roles, unitIds, active: true, userId: null })
    const member = { tenantId, personId, name, roles, unitIds, active: true }
    return { kind: 'person' as const, ...resolved(member, clock.now, []) }
  }
  return {
    database,
    options,
    storage,
    tenantId,
    roads,
    housing,
    anna: await person('Анна Кузнецова', 'anna', ['curator'], []),
    boris: await person('Борис Ильин', 'boris', ['curator'], []),
    roadman: await person('Пётр Дорожкин', 'petr', ['executor'], [roads]),
    houseman: await person('Юлия Жукова', 'julia', ['executor'], [housing]),
    at(text) {
      clock.now = moment(text)
    },
    now: () => clock.now,
    async node() {
      const other = await openStorage(options)
      opened.push(other)
      return other
    },
    async close() {
      await Promise.all(opened.splice(0).map((each) => each.close()))
      await database.drop()
      rmSync(filesDirectory, { recursive: true, force: true })
    },
  }
}

export const viewerOf = (of: Town, person: Somebody): Viewer => ({ ...person, tenantId: of.tenantId })

let keys = 0

/** A message from VK with a key of its own unless told. */
export function message(of: Town, text: string, more: Partial<Arrival> & { key?: string; accountId?: string } = {}): Arrival {
  const { key = `-100_1_${++keys}`, accountId = '0198f000-0000-7000-8000-000000000001', ...rest } = more
  return {
    tenantId: of.tenantId,
    place: {
      network: 'vk',
      delivery: 'network',
      accountId,
      key,
      url: `https://vk.com/wall-100_1?reply=${keys}`,
      target: { owner: -100, post: 1, comment: keys },
    },
    text,
    attachments: [],
    writtenAt: of.now(),
    author: { key: `author-${key}`, name: 'Мария Лесная', url: 'https://vk.com/id1' },
    track: 'social',
    inReplyToKey: null,
    threadKey: null,
    idempotencyKey: null,
    ...rest,
  }
}

/** Opens an incident and answers its id. */
export async function opened(of: Town, text: string, more: Parameters<typeof message>[2] = {}): Promise<string> {
  const result: ArrivalResult = await of.storage.arrive(message(of, text, more))
  if (result.outcome !== 'opened') throw new Error(`expected a new incident, got ${result.outcome}`)
  return result.incidentId
}

/** One order by a person; throws unless it succeeds. Answers the new version. */
export async function act(of: Town, incidentId: string, acting: Acting, command: PersonCommand): Promise<number> {
  const result: CommandResult = await of.storage.command({
    tenantId: of.tenantId,
    incidentId,
    command,
    acting,
    expectedVersion: null,
    idempotencyKey: null,
  })
  if (!result.ok) throw new Error(`${command.type} was not taken: ${JSON.stringify(result)}`)
  return result.version
}

export const select: PersonCommand = { type: 'select', importance: 'normal', topicId: null, location: null }
export const draft = (text: string): PersonCommand => ({ type: 'submitDraft', kind: 'final', text, attachments: [] })

/** The whole way to a requested publication under L: select, route, draft, approve. */
export async function approved(of: Town, incidentId: string, text = 'Здравствуйте, Мария! Яму заделают до 12 апреля.'): Promise<void> {
  await act(of, incidentId, of.anna, select)
  await act(of, incidentId, of.anna, { type: 'route', unitId: of.roads, note: '' })
  await act(of, incidentId, of.roadman, draft(text))
  await act(of, incidentId, of.anna, { type: 'approve', revision: 1, confirmed: ALL })
}

/** An act as it comes with the program. */
export const shippedAct = (id: string) => compiledAct(shippedActs().find((act) => act.id === id)?.source ?? '')

/** Everything that a person ticks before a reply goes out, under Lesozavodsk's act. */
export const ALL: readonly string[] = shippedAct('lesozavodsk-2022').procedure.requirements.map(({ id }) => id)

/** The intent that was taken; throws where nothing was. */
export function intentOf(taken: TakenIntent | null | undefined): TakenIntent {
  if (taken === null || taken === undefined) throw new Error('nothing waits to be sent')
  return taken
}
