import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check'
import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AccountMoved, type RawRow, type Storage } from '@otklik/storage'
import { vkPage } from './account.ts'
import { type Town, town } from './town.ts'

const HOUR = 3_600_000
let lesozavodsk: Town
let storage: Storage
let pool: Pool
let accounts = 0
let account = ''

beforeAll(async () => {
  lesozavodsk = await town()
  storage = lesozavodsk.storage
  pool = (await lesozavodsk.database.connect()).pool
})
beforeEach(async () => {
  account = `account-${++accounts}`
  await pool.query(`update raw_events set state = 'done'`)
})
afterAll(() => lesozavodsk.close())

/** An event of a message; `thread` null: it does not tell, as a deletion does not. */
const event = (dedupeKey: string, message: string, thread: string | null = null, kind = 'new') => ({
  dedupeKey,
  kind,
  occurredAt: lesozavodsk.now(),
  raw: { dedupeKey },
  about: { message, thread },
})
const store = (events: readonly ReturnType<typeof event>[], at = storage) => at.raw.store(lesozavodsk.tenantId, account, events, null)
const names = (rows: readonly RawRow[]): string[] => rows.map(({ dedupeKey }) => dedupeKey)
const take = async (limit = 100): Promise<string[]> => names(await storage.raw.take(limit, HOUR))
const idOf = async (dedupeKey: string): Promise<string> => {
  const { rows } = await pool.query<{ id: string }>('select id from raw_events where account_id = $1 and dedupe_key = $2', [
    account,
    dedupeKey,
  ])
  return rows[0]?.id ?? ''
}
const due = () => pool.query('update raw_events set taken_until = clock_timestamp() where account_id = $1', [account])

describe('events are handed out in the order in which they arrived', () => {
  test('however many came in one millisecond, in one answer and in several', async () => {
    const keys = Array.from({ length: 120 }, (_, index) => String(index))
    for (const from of [0, 40, 80]) await store(keys.slice(from, from + 40).map((key) => event(key, key)))
    expect([...(await take(50)), ...(await take(50)), ...(await take(50))]).toEqual(keys)
  })

  test('by the order of commit, when several nodes store at once and half of it twice', async () => {
    const nodes = [storage, await lesozavodsk.node(), await lesozavodsk.node()]
    const rounds = Array.from({ length: 30 }, (_, round) =>
      nodes.map((node, index) => ({ node, key: `${round}-${index}`, twin: `${round}` })),
    )
    for (const round of rounds) {
      await Promise.all(round.map(({ node, key, twin }) => store([event(twin, twin), event(key, key)], node)))
    }
    const taken = await take(1_000)
    expect(taken).toHaveLength(30 * 4)
    // What a later round stored was committed later.
    expect(taken.map(roundOf)).toEqual(taken.map(roundOf).toSorted((a, b) => a - b))
  })

  test('a clock that a node has set back changes nothing', async () => {
    await store([event('first', 'a')])
    lesozavodsk.at('2020-01-01T00:00:00Z')
    await store([event('second', 'a')])
    lesozavodsk.at('2024-04-08T11:00:00+10:00')
    await store([event('third', 'a')])
    expect(await take()).toEqual(['first', 'second', 'third'])
  })
})

describe('an earlier event of a thread holds back the later ones of that thread', () => {
  beforeEach(() => store([event('head', 'a'), event('answer', 'b', 'a'), event('other', 'c')]))

  test('while somebody handles it, and no other thread', async () => {
    expect(await take(1)).toEqual(['head'])
    expect(await take()).toEqual(['other'])
    await storage.raw.done(await idOf('head'))
    expect(await take()).toEqual(['answer'])
  })

  test('while it waits after a failure', async () => {
    expect(await take(1)).toEqual(['head'])
    await storage.raw.failed(await idOf('head'), 'TypeError')
    expect(await take()).toEqual(['other'])
    await due()
    expect(await take()).toEqual(['head', 'answer', 'other'])
  })

  test('also a deletion, which does not tell its thread, and what was given back', async () => {
    await store([event('gone', 'b', null, 'delete')])
    expect(await take(1)).toEqual(['head'])
    expect(await take()).toEqual(['other'])
    await storage.raw.release(await idOf('head'))
    expect(await take()).toEqual(['head', 'answer', 'gone'])
  })

  test('an answer to an answer that does not name the thread belongs to it', async () => {
    await store([event('answer to the answer', 'd', 'b')])
    await take(1)
    expect(await take()).toEqual(['other'])
  })

  test('a deletion that came before its message moves to the thread with it', async () => {
    await store([event('too early', 'z', null, 'delete')])
    expect(names(await storage.raw.take(1, HOUR))).toEqual(['head'])
    await store([event('its message', 'z', 'a'), event('back', 'z', 'a', 'restore')])
    expect(await take()).toEqual(['other'])
  })

  test('half an hour of failures on, only what is said of the same message waits for it, however long it takes', async () => {
    await store([event('edit of the head', 'a', null, 'edit')])
    for (let failure = 1; failure <= 7; failure++) {
      await due()
      const taken = await storage.raw.take(1, HOUR)
      expect(names(taken)).toEqual(['head'])
      await storage.raw.failed(taken[0]?.id ?? '', 'TypeError')
    }
    expect(await storage.raw.counts()).toMatchObject({ failing: 1 })
    expect(await take()).toEqual(['answer', 'other'])
    for (const key of ['answer', 'other']) await storage.raw.done(await idOf(key))
    await pool.query(
      `update raw_events set failures = 40, taken_until = clock_timestamp() + interval '1 day' where dedupe_key = 'head' and account_id = $1`,
      [account],
    )
    expect(await take()).toEqual([])
    await due()
    expect(await take()).toEqual(['head', 'edit of the head'])
  })

  test('a fact about words that nobody knows holds back what is said of them, not the thread', async () => {
    await take(1)
    await storage.raw.failed(await idOf('head'), 'not known yet', true)
    await store([event('back', 'a', null, 'restore')])
    expect(await take()).toEqual(['answer', 'other'])
  })

  test('over which every holder died holds back its message alone', async () => {
    await pool.query(`update raw_events set attempts = 50 where account_id = $1 and dedupe_key = 'head'`, [account])
    await store([event('edit of the head', 'a', null, 'edit')])
    expect(await take()).toEqual(['answer', 'other'])
    expect(await take()).toEqual([])
  })
})

test('what cannot be read holds back nothing, and has its old place as soon as it can be read', async () => {
  await store([event('head', 'a', null, 'unreadable'), event('answer', 'b', 'a')])
  expect(await take()).toEqual(['answer'])
  await storage.raw.done(await idOf('answer'))
  await store([event('gone', 'a', null, 'delete')])
  const tried = { reader: '2', limit: 100, read: async () => ({ ...event('', 'a'), kind: 'unreadable' }) }
  expect(await storage.raw.readAgain(tried)).toEqual({ looked: 1, read: 0 })
  // This version has tried it: only another one, or a person, asks again.
  expect(await storage.raw.readAgain(tried)).toEqual({ looked: 0, read: 0 })
  const able = { reader: '3', limit: 100, read: async () => event('', 'a') }
  expect(await storage.raw.readAgain(able)).toEqual({ looked: 1, read: 1 })
  const taken = await storage.raw.take(10, HOUR)
  expect(taken.map(({ dedupeKey, late, kind }) => [dedupeKey, late, kind])).toEqual([
    ['head', true, 'new'],
    ['gone', false, 'delete'],
  ])
})

test('late news of a message are told what has overtaken them', async () => {
  await store([
    event('one', 'a', null, 'unreadable'),
    event('two', 'a', null, 'edit'),
    event('three', 'a', null, 'delete'),
    event('b', 'b'),
  ])
  for (const { id } of await storage.raw.take(10, HOUR)) await storage.raw.done(id)
  await storage.raw.readAgain({ reader: '2', limit: 10, read: async () => event('', 'a') })
  const [row] = await storage.raw.take(10, HOUR)
  expect(await storage.raw.overtaken(row!)).toEqual(['edit', 'delete'])
})

test('a failure that is told after the lease changes nothing: somebody else has the event', async () => {
  await store([event('slow', 'a')])
  const [row] = await storage.raw.take(1, HOUR)
  await due()
  await storage.raw.failed(row?.id ?? '', 'late')
  const { rows } = await pool.query('select failures from raw_events where id = $1', [row?.id])
  expect(rows).toEqual([{ failures: 0 }])
})

test('an event believed by secrets that have changed since is not stored', async () => {
  const { accounts: kept, raw } = storage
  const settings = vkPage({ name: 'Город', ownId: 100, apiBase: 'https://api.vk.ru/method', receive: 'webhook', active: true })
  const id = await kept.save(lesozavodsk.tenantId, null, settings, { callbackSecret: 'one' })
  const revision = async () => (await kept.get(id))?.revision ?? 0
  const before = await revision()
  const put = (key: string, by: number) => raw.store(lesozavodsk.tenantId, id, [event(key, key)], null, { revision: by })
  expect(await put('1', before)).toBe(1)
  await kept.leasePoll(id, 'somebody', 1_000)
  await kept.setHealth(id, { state: 'ok', ru: null, en: null })
  await raw.store(lesozavodsk.tenantId, id, [], { ts: '5' })
  expect(await put('2', before)).toBe(1)
  await kept.save(lesozavodsk.tenantId, id, settings, { callbackSecret: 'two' })
  const after = await revision()
  expect(after).not.toBe(before)
  await expect(put('3', before)).rejects.toThrow(AccountMoved)
  // A redelivery too is believed by the secret of today alone.
  await expect(put('1', before)).rejects.toThrow(AccountMoved)
  expect(await put('3', after)).toBe(1)
  await kept.save(lesozavodsk.tenantId, id, { ...settings, active: false }, {})
  await expect(put('4', after)).rejects.toThrow(AccountMoved)
  await pool.query('delete from account_secrets where account_id = $1', [id])
  expect(await revision()).toBeGreaterThan(after + 1)
})

const roundOf = (key: string): number => Number(key.split('-')[0])

/** Threads of messages; each event is of one of them, told as VK tells it. */
const happening = record({
  message: constantFrom('a', 'a1', 'a2', 'b', 'b1', 'c'),
  kind: constantFrom('new', 'edit', 'delete', 'restore'),
})
const threadOf = (message: string): string => message.charAt(0)

test('whatever fails, dies or lapses with however many workers, no event is ended before an earlier one of its thread', async () => {
  await assert(
    asyncProperty(
      array(happening, { minLength: 1, maxLength: 24 }),
      array(integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 }),
      array(record({ limit: integer({ min: 1, max: 8 }), how: constantFrom('done', 'done', 'fails', 'dies', 'given back') }), {
        minLength: 1,
        maxLength: 40,
      }),
      async (happened, chunks, turns) => {
        account = `account-${++accounts}`
        const all = happened.map(({ message, kind }, index) => {
          const told = kind === 'delete' || message.length === 1 ? null : threadOf(message)
          return event(String(index), message, told, kind)
        })
        // A deletion of an answer that was never told of belongs to no thread that anybody could know.
        const known = new Set(all.flatMap(({ about }) => (about.thread === null && about.message.length > 1 ? [] : [about.message])))
        const sure = all.filter(({ about }) => known.has(about.message))
        for (let from = 0, turn = 0; from < sure.length; turn++) {
          const size = chunks[turn % chunks.length] ?? 1
          // A webhook and a poll bring the same.
          await Promise.all([store(sure.slice(from, from + size)), store(sure.slice(from, from + 1))])
          from += size
        }
        const ended: number[] = []
        const step = async ({ limit, how }: { limit: number; how: string }): Promise<void> => {
          const rows = (await storage.raw.take(limit, HOUR)).filter(({ accountId }) => accountId === account)
          const stopped = new Set<string>()
          for (const [index, row] of rows.entries()) {
            const fails = how !== 'done' && index === 0
            if (fails) stopped.add(row.lane ?? '')
            if (fails && how === 'fails') await storage.raw.failed(row.id, 'x')
            else if (stopped.has(row.lane ?? '')) await (how === 'dies' ? undefined : storage.raw.release(row.id))
            else {
              ended.push(Number(row.dedupeKey))
              await storage.raw.done(row.id)
            }
          }
        }
        for (let turn = 0; turn < turns.length; turn += 2) {
          await Promise.all(turns.slice(turn, turn + 2).map(step))
          if (turn % 4 === 2) await due()
        }
        while (ended.length < sure.length) {
          await due()
          await step({ limit: 8, how: 'done' })
        }
        for (const thread of ['a', 'b', 'c']) {
          const inThread = ended.filter((index) => threadOf(all[index]?.about.message ?? '') === thread)
          expect(inThread).toEqual(inThread.toSorted((x, y) => x - y))
        }
      },
    ),
    { numRuns: 25, interruptAfterTimeLimit: 120_000 },
  )
}, 300_000)
