import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { maintenance, openStorage } from '../src/index.ts'
import { emptyDatabase, type TestDatabase } from './database.ts'
import { act, ALL, approved, draft, opened, select, type Town, town, intentOf } from './town.ts'

const published = { type: 'done', ref: '-100_1_900', url: 'https://vk.com/wall-100_1?reply=900', evidence: 'network' } as const
const MINUTE = 60_000

describe('after a restore from a backup', () => {
  const directory = mkdtempSync(join(tmpdir(), 'otklik-restored-'))
  const file = join(directory, 'night.backup')
  let lesozavodsk: Town
  let restored: Town
  let database: TestDatabase
  let told: Awaited<ReturnType<typeof maintenance.restore>>
  let waiting: string
  let begun: string
  let drafted: string

  beforeAll(async () => {
    lesozavodsk = await town()
    const { storage } = lesozavodsk
    begun = await opened(lesozavodsk, 'Нет воды', { accountId: 'account-1' })
    await approved(lesozavodsk, begun)
    const sending = await storage.outbox.take('sender-1', MINUTE)
    waiting = await opened(lesozavodsk, 'Яма на Ленина, 5', { accountId: 'account-2' })
    await approved(lesozavodsk, waiting)
    drafted = await opened(lesozavodsk, 'Не горит фонарь', { accountId: 'account-3' })
    await act(lesozavodsk, drafted, lesozavodsk.anna, select)
    await act(lesozavodsk, drafted, lesozavodsk.anna, { type: 'route', unitId: lesozavodsk.roads, note: '' })
    await act(lesozavodsk, drafted, lesozavodsk.roadman, draft('Здравствуйте, Мария! Фонарь заменят до 12 апреля 2024 года.'))
    lesozavodsk.at('2024-04-08T23:00:00+10:00')
    await maintenance.backup(lesozavodsk.options, file)
    // Both go out after the backup.
    await storage.outbox.finish(intentOf(sending), 'sender-1', published)
    const sent = await storage.outbox.take('sender-2', MINUTE)
    await storage.outbox.finish(intentOf(sent), 'sender-2', { ...published, ref: '-100_1_901' })

    lesozavodsk.at('2024-04-09T10:00:00+10:00')
    database = await emptyDatabase()
    const options = { ...lesozavodsk.options, location: database.location, filesDirectory: join(directory, 'files') }
    told = await maintenance.restore(options, file, async () => {})
    restored = { ...lesozavodsk, database, options, storage: await openStorage(options) }
  })
  afterAll(async () => {
    await restored.storage.close()
    await database.drop()
    await lesozavodsk.close()
    rmSync(directory, { recursive: true, force: true })
  })

  const stateOf = async (incidentId: string) => {
    const { pool } = await database.connect()
    return (await pool.query('select state, not_before from intents where stream_id = $1', [incidentId])).rows
  }

  test('it is told of when the backup was, and how many replies were on their way then', () => {
    expect(told).toMatchObject({ replies: 2, madeAt: Date.parse('2024-04-08T23:00:00+10:00') })
  })

  test('a reply that waited or was being sent then is looked for in the network before anything is sent', async () => {
    expect(await stateOf(waiting)).toEqual([{ state: 'ambiguous', not_before: 0 }])
    expect(await stateOf(begun)).toEqual([{ state: 'ambiguous', not_before: 0 }])
    const taken = await restored.storage.outbox.take('sender', MINUTE)
    expect(taken?.state).toBe('ambiguous')
  })

  test('so is a reply approved anew, which may have been published once after the backup', async () => {
    await act(restored, drafted, restored.anna, { type: 'approve', revision: 1, confirmed: ALL })
    expect(await stateOf(drafted)).toEqual([{ state: 'ambiguous', not_before: 0 }])
  })

  test('a reply to a message that came after the restore goes out at once', async () => {
    const incidentId = await opened(restored, 'Скользко у школы', { accountId: 'account-4' })
    await approved(restored, incidentId)
    expect(await stateOf(incidentId)).toEqual([{ state: 'prepared', not_before: 0 }])
  })

  test('the record is whole, and its tables are what the record makes of them', async () => {
    expect((await maintenance.verify(restored.options)).faults).toEqual([])
    expect((await maintenance.rebuild(restored.options)).differences).toEqual([])
  })
})
