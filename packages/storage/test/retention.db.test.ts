import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { maintenance, openStorage } from '../src/index.ts'
import { erasedName } from '../src/incidents/expire.ts'
import { emptyDatabase } from './database.ts'
import { act, message, opened, type Town, town, viewerOf } from './town.ts'

const account = '0198f000-0000-7000-8000-000000000001'
const author = { key: '77700123', name: 'Евдокия Забываева', url: 'https://vk.com/id77700123' }
const thread = { post: null, thread: [{ key: '-100_1_1', authorName: author.name, own: false, text: 'Яма', writtenAt: 0 }] }
const received = { dedupeKey: 'old-event', kind: 'new', occurredAt: Date.parse('2024-04-08T01:00:00Z'), raw: { from: author } }

/** Tables in which the name, its stem or the network's number of the author still stands. */
async function traces(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public' order by 1`)
  const found: string[] = []
  for (const { name } of rows) {
    const { rowCount } = await pool.query(`select 1 from ${name} t where t::text ilike any ($1) limit 1`, [['%забыва%', '%77700123%']])
    if (rowCount !== 0) found.push(name)
  }
  return found
}

describe('personal data', () => {
  let lesozavodsk: Town
  let pool: Pool
  let finished: string
  const directory = mkdtempSync(join(tmpdir(), 'otklik-retention-'))
  const backup = join(directory, 'before.backup')
  beforeAll(async () => {
    lesozavodsk = await town()
    pool = (await lesozavodsk.database.connect()).pool
    const { storage, tenantId } = lesozavodsk
    finished = await opened(lesozavodsk, 'Яма на Ленина, 5', { key: '-100_1_1', author })
    await storage.views.saveContext(tenantId, finished, thread)
    await storage.raw.store(tenantId, account, [received], null)
    for (const { id } of await storage.raw.take(10, 60_000)) await storage.raw.done(id)
    const decline = { type: 'decline', groundId: 'spam', note: '' } as const
    const card = await storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), finished)
    await act(lesozavodsk, finished, lesozavodsk.anna, { ...decline, groundId: card?.declineGrounds[0]?.id ?? '' })
    await storage.integrity.anchor()
  })
  afterAll(async () => {
    await lesozavodsk.close()
    rmSync(directory, { recursive: true, force: true })
  })

  const expire = () => lesozavodsk.storage.retention.expire(null)

  test('of networks and buttons go first: a handled event keeps its key alone, a finished incident loses its thread', async () => {
    expect(await traces(pool)).toEqual(['authors', 'contexts', 'incident_texts', 'raw_events'])
    lesozavodsk.at('2024-05-07T11:00:00+10:00')
    expect(await expire()).toMatchObject({ counts: { authors: 0, raw: 0, contexts: 0 } })
    await maintenance.backup(lesozavodsk.options, backup)
    lesozavodsk.at('2024-05-09T11:00:00+10:00')
    expect(await expire()).toEqual({ counts: { authors: 0, raw: 1, contexts: 1, idempotency: 0, alarms: 0, files: 0 }, more: false })
    expect(await traces(pool)).toEqual(['authors', 'incident_texts'])
    expect(await lesozavodsk.storage.raw.store(lesozavodsk.tenantId, account, [received], null)).toBe(0)
  })

  test('of an author stay while an incident of theirs is open, however old', async () => {
    const open = await opened(lesozavodsk, 'И ещё яма', { key: '-100_1_2', author, writtenAt: Date.parse('2024-04-08T02:00:00Z') })
    lesozavodsk.at('2030-01-10T11:00:00+10:00')
    expect(await expire()).toMatchObject({ counts: { authors: 0 } })
    const card = await lesozavodsk.storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), open)
    expect(card?.message.author.name).toBe(author.name)
    const groundId = card?.declineGrounds[0]?.id ?? ''
    await act(lesozavodsk, open, lesozavodsk.anna, { type: 'decline', groundId, note: '' })
  })

  test('of an author are gone from every table after the term, and the record is whole', async () => {
    expect(await expire()).toMatchObject({ counts: { authors: 1 }, more: false })
    expect(await expire()).toMatchObject({ counts: { authors: 0 } })
    expect(await traces(pool)).toEqual([])
    const card = await lesozavodsk.storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), finished)
    expect(card?.message).toMatchObject({ text: 'Яма на Ленина, 5', author: { name: erasedName, url: null, otherMessages: 1 } })
    await lesozavodsk.storage.views.saveContext(lesozavodsk.tenantId, finished, thread)
    expect(await traces(pool)).toEqual([])
    expect((await maintenance.verify(lesozavodsk.options)).faults).toEqual([])
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
    const { rows } = await pool.query('select tenant_id, counts from retention_runs order by at')
    expect(rows).toEqual([
      { tenant_id: lesozavodsk.tenantId, counts: { authors: 0, raw: 1, contexts: 1, idempotency: 0, alarms: 0, files: 0 } },
      { tenant_id: lesozavodsk.tenantId, counts: { authors: 1, raw: 0, contexts: 0, idempotency: 0, alarms: 0, files: 0 } },
    ])
  })

  test('of one who returns are those of somebody new, and their next message finds them', async () => {
    const first = await opened(lesozavodsk, 'Опять яма', { key: '-100_1_3', author })
    const [second, third] = await Promise.all([
      opened(lesozavodsk, 'Опять яма!', { key: '-100_1_4', author }),
      opened(lesozavodsk, 'Опять яма!!', { key: '-100_1_5', author }),
    ])
    const authorOf = async (id: string) =>
      (await lesozavodsk.storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), id))?.message.author
    expect(await authorOf(first)).toMatchObject({ name: author.name, otherMessages: 2 })
    expect(new Set([await authorOf(first), await authorOf(second), await authorOf(third)].map((one) => one?.id)).size).toBe(1)
    expect((await authorOf(finished))?.name).toBe(erasedName)
    expect((await lesozavodsk.storage.arrive(message(lesozavodsk, 'Яма на Ленина, 5', { key: '-100_1_1', author }))).outcome).toBe(
      'redelivered',
    )
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
  })

  test('that an old backup brings back are erased by the next run', async () => {
    const database = await emptyDatabase()
    const options = { ...lesozavodsk.options, location: database.location, filesDirectory: join(directory, 'files') }
    await maintenance.restore(options, backup, async () => {})
    const restored = (await database.connect()).pool
    expect(await traces(restored)).toContain('authors')
    const storage = await openStorage(options)
    expect(await storage.retention.expire(null)).toMatchObject({ counts: { authors: 1, raw: 1, contexts: 1 } })
    expect(await traces(restored)).toEqual([])
    await storage.close()
    await database.drop()
  })

  test('expire by the organisation’s own term, and by the installation’s where it sets one', async () => {
    const { storage, tenantId } = lesozavodsk
    await pool.query('update tenants set retention_days = 60 where id = $1', [tenantId])
    const brief = await opened(lesozavodsk, 'Спасибо', { key: '-100_1_9', author: { key: '5', name: 'Краткая', url: null } })
    const card = await storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), brief)
    await act(lesozavodsk, brief, lesozavodsk.anna, { type: 'decline', groundId: card?.declineGrounds[0]?.id ?? '', note: '' })
    lesozavodsk.at('2030-03-10T11:00:00+10:00')
    expect(await expire()).toMatchObject({ counts: { authors: 0 } })
    expect(await storage.retention.expire(30)).toMatchObject({ counts: { authors: 1 } })
    await expect(storage.retention.expire(29)).rejects.toThrow('от 30')
    await expect(pool.query('update tenants set retention_days = 29')).rejects.toThrow('retention_days')
  })

  test('in an event that could not be handled go with the term too, and nobody tries it any more', async () => {
    const { storage, tenantId } = lesozavodsk
    await storage.raw.store(tenantId, account, [{ ...received, dedupeKey: 'unreadable' }], null)
    const [row] = await storage.raw.take(1, 60_000)
    for (let failure = 0; failure < 7; failure++) await storage.raw.failed(row?.id ?? '', 'TypeError')
    expect(await storage.raw.counts()).toMatchObject({ failing: 1 })
    // However old its date says that it is: it came today, and a program that can read it may come tomorrow.
    expect(await expire()).toMatchObject({ counts: { raw: 0 } })
    lesozavodsk.at('2036-03-10T11:00:00+10:00')
    expect(await expire()).toMatchObject({ counts: { raw: 1 } })
    expect(await traces(pool)).not.toContain('raw_events')
    expect(await storage.raw.counts()).toMatchObject({ failing: 0 })
  })
})
