import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Town, town } from './town.ts'

/** What comes true sooner or later; however slow the machine, only what never comes fails. */
const patience = { timeout: 60_000 }

describe('what the processes of an installation tell one another', () => {
  let lesozavodsk: Town
  const stop = new AbortController()
  const heard: { here: unknown[]; there: unknown[] } = { here: [], there: [] }
  let listening = 0
  const ended: Promise<void>[] = []
  beforeAll(async () => {
    lesozavodsk = await town()
    const there = await lesozavodsk.node()
    for (const [storage, mine] of [
      [lesozavodsk.storage, heard.here],
      [there, heard.there],
    ] as const) {
      ended.push(
        storage.listen(() => undefined, stop.signal, { heard: (word) => void mine.push(word), listening: () => void (listening += 1) }),
      )
    }
  })
  afterAll(async () => {
    stop.abort()
    await Promise.all(ended)
    await lesozavodsk.close()
  })

  const asAnybody = async (sql: string): Promise<void> => {
    const client = new Client({ connectionString: lesozavodsk.database.url })
    await client.connect()
    await client.query(sql)
    await client.end()
  }

  test('is heard by each of them, the teller too, word for word', async () => {
    await expect.poll(() => listening, patience).toBe(2)
    const word = { say: 'looking', person: { id: '1', name: 'Анна «Куратор» Кузнецова' }, incidentId: null }
    lesozavodsk.storage.tell(word)
    await expect.poll(() => heard, patience).toEqual({ here: [word], there: [word] })
  })

  test('is nothing where somebody else wrote on the channel', async () => {
    await asAnybody(`notify otklik_words, 'no JSON'`)
    await expect.poll(() => heard.there.at(-1), patience).toBeNull()
  })

  test('is heard again after the line was lost, and each says that it listens again', async () => {
    await asAnybody(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'otklik listen' and datname = current_database()`)
    await expect.poll(() => listening, patience).toBe(4)
    lesozavodsk.storage.tell({ say: 'who', node: '2' })
    await expect
      .poll(() => [heard.here.at(-1), heard.there.at(-1)], patience)
      .toEqual([
        { say: 'who', node: '2' },
        { say: 'who', node: '2' },
      ])
  })

  test('that is too long for the channel is lost, and the next word is not', async () => {
    lesozavodsk.storage.tell({ say: 'x'.repeat(9_000) })
    await expect
      .poll(async () => {
        lesozavodsk.storage.tell({ say: 'after' })
        return heard.there.at(-1)
      }, patience)
      .toEqual({ say: 'after' })
  })
})
