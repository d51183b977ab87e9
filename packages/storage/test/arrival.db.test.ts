import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { maintenance } from '../src/index.ts'
import type { Arrival } from '../src/incidents/arrival.ts'
import type { Storage } from '../src/storage.ts'
import { act, ALL, approved, message, moment, opened, select, type Town, town, viewerOf, intentOf } from './town.ts'

/** Longer than any run of this file: a lease ends where a test says so. */
const HOUR = 3_600_000

describe('a message that arrives', () => {
  let lesozavodsk: Town
  let storage: Storage
  beforeAll(async () => {
    lesozavodsk = await town()
    storage = lesozavodsk.storage
  })
  afterAll(() => lesozavodsk.close())

  const rowOf = async (id: string) => storage.views.row(viewerOf(lesozavodsk, lesozavodsk.anna), id)

  test('twice by the network opens one incident', async () => {
    const arrival = message(lesozavodsk, 'Яма на Ленина, 5', { key: '-100_7_1' })
    const first = await storage.arrive(arrival)
    const again = await storage.arrive(arrival)
    expect(first.outcome).toBe('opened')
    expect(again).toEqual({ outcome: 'redelivered', incidentId: first.outcome === 'opened' ? first.incidentId : '' })
  })

  test('ten times at once, at two nodes, opens one incident', async () => {
    const node = await lesozavodsk.node()
    const arrival = message(lesozavodsk, 'Нет воды', { key: '-100_7_2' })
    const results = await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? storage : node).arrive(arrival)))
    expect(results.filter(({ outcome }) => outcome === 'opened')).toHaveLength(1)
    expect(results.filter(({ outcome }) => outcome === 'redelivered')).toHaveLength(9)
    expect(new Set(results.map((result) => ('incidentId' in result ? result.incidentId : ''))).size).toBe(1)
  })

  test('in a crowd gives every incident a number of its own', async () => {
    const node = await lesozavodsk.node()
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? storage : node).arrive(message(lesozavodsk, `Фонарь ${n}`))),
    )
    const numbers = results.map((result) => (result.outcome === 'opened' ? result.number : ''))
    expect(new Set(numbers).size).toBe(60)
    expect(numbers.every((number) => /^2024-\d{6}$/.test(number))).toBe(true)
  })

  test('by hand with the same key is registered once, with another text refused', async () => {
    const place: Arrival['place'] = { network: null, delivery: 'person', accountId: '', key: '', url: '', target: {} }
    const byHand = (text: string): Arrival => ({
      ...message(lesozavodsk, text),
      place,
      author: { key: '', name: 'Звонивший', url: null },
      acting: lesozavodsk.anna,
      idempotencyKey: '5b1f0c38-0000-4000-8000-000000000010',
    })
    const first = await storage.arrive(byHand('Звонок: гололёд'))
    expect(first).toMatchObject({ outcome: 'opened', version: 2 })
    expect(await storage.arrive(byHand('Звонок: гололёд'))).toEqual(first)
    expect(await storage.arrive(byHand('Звонок: другое'))).toEqual({ outcome: 'key-reused' })
  })

  test('from the author under our published question is their answer and starts a new round', async () => {
    lesozavodsk.at('2024-04-08T11:00:00+10:00')
    const author = { key: 'asked', name: 'Мария Лесная', url: null }
    const incidentId = await opened(lesozavodsk, 'Где ремонт?', { key: '-100_8_1', author, accountId: 'asking' })
    await act(lesozavodsk, incidentId, lesozavodsk.anna, select)
    await act(lesozavodsk, incidentId, lesozavodsk.anna, { type: 'route', unitId: lesozavodsk.roads, note: '' })
    await act(lesozavodsk, incidentId, lesozavodsk.roadman, {
      type: 'submitDraft',
      kind: 'clarification',
      text: 'Здравствуйте, Мария! Назовите, пожалуйста, улицу.',
      attachments: [],
    })
    await act(lesozavodsk, incidentId, lesozavodsk.anna, { type: 'approve', revision: 1, confirmed: ALL })
    const taken = await storage.outbox.take('sender', HOUR)
    const ref = '-100_8_2'
    await storage.outbox.finish(intentOf(taken), 'sender', {
      type: 'done',
      ref,
      url: 'https://vk.com/x',
      evidence: 'network',
    })
    expect((await rowOf(incidentId))?.status).toBe('awaitingAuthor')
    const said = message(lesozavodsk, 'Ленина, 5', {
      key: '-100_8_3',
      author,
      accountId: 'asking',
      inReplyToKey: ref,
      threadKey: '-100_8_1',
    })
    const answers = await Promise.all([storage.arrive(said), storage.arrive(said)])
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['answer', 'redelivered'])
    expect(await rowOf(incidentId)).toMatchObject({ status: 'selected', flags: ['authorAnswered'] })
    expect(await storage.views.incidentByKey(lesozavodsk.tenantId, 'asking', '-100_8_3')).toBe(incidentId)
    const stranger = message(lesozavodsk, 'И у нас!', { key: '-100_8_4', accountId: 'asking', inReplyToKey: ref, threadKey: '-100_8_1' })
    expect((await storage.arrive(stranger)).outcome).toBe('opened')
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
  })

  test('with text that no database can hold is stored all the same', async () => {
    const incidentId = await opened(lesozavodsk, `ужас\u0000 \ud800 ${'ё'.repeat(3000)} <script>alert(1)</script>`, {
      author: { key: 'hostile', name: "Robert'); drop table events;--\u0000", url: null },
    })
    const card = await storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), incidentId)
    expect(card?.message.text.startsWith('ужас \ufffd ёёё')).toBe(true)
    expect(card?.message.text.endsWith('<script>alert(1)</script>')).toBe(true)
    expect((await maintenance.verify(lesozavodsk.options)).faults).toEqual([])
  })

  test('goes on under the act in force at its arrival when another comes into force', async () => {
    const before = await opened(lesozavodsk, 'До нового акта')
    lesozavodsk.at('2024-04-08T11:00:01+10:00')
    await storage.organisation.setRegulation(lesozavodsk.tenantId, 'gazimuro-zavodsky-2024', 'Администратор')
    const after = await opened(lesozavodsk, 'При новом акте')
    await approved(lesozavodsk, before)
    const clause = async (id: string) => (await storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), id))?.regulation.id
    expect(await clause(before)).toBe('lesozavodsk-2022')
    expect(await clause(after)).toBe('gazimuro-zavodsky-2024')
    await storage.organisation.setRegulation(lesozavodsk.tenantId, 'lesozavodsk-2022', 'Администратор')
  })
})

const event = (dedupeKey: string) => ({
  dedupeKey,
  kind: 'new',
  occurredAt: moment('2024-04-08T11:00:00+10:00'),
  raw: { text: 'a\u0000b' },
})

describe('the raw inbox', () => {
  let lesozavodsk: Town
  let storage: Storage
  beforeAll(async () => {
    lesozavodsk = await town()
    storage = lesozavodsk.storage
  })
  afterAll(() => lesozavodsk.close())

  test('keeps an event once, hands it out once, and keeps what was handled', async () => {
    const { tenantId } = lesozavodsk
    expect(await storage.raw.store(tenantId, 'account', [event('1'), event('2')], null)).toBe(2)
    expect(await storage.raw.store(tenantId, 'account', [event('2'), event('3')], null)).toBe(1)
    const [one, two] = await Promise.all([storage.raw.take(2, HOUR), storage.raw.take(2, HOUR)])
    const taken = [...one, ...two]
    expect(taken.map(({ dedupeKey }) => dedupeKey).toSorted()).toEqual(['1', '2', '3'])
    expect(taken[0]).toMatchObject({ tenantId, accountId: 'account', kind: 'new', raw: { text: 'ab' }, attempts: 1 })
    for (const { id } of taken) await storage.raw.done(id)
    expect(await storage.raw.take(10, HOUR)).toEqual([])
    expect(await storage.raw.store(tenantId, 'account', [event('1')], null)).toBe(0)
  })

  test('comes back when its holder was killed', async () => {
    await storage.raw.store(lesozavodsk.tenantId, 'account', [event('killed')], null)
    expect(await storage.raw.take(10, HOUR)).toHaveLength(1)
    expect(await storage.raw.take(10, HOUR)).toHaveLength(0)
    const { pool } = await lesozavodsk.database.connect()
    await pool.query(`update raw_events set taken_until = clock_timestamp() - interval '1 second' where dedupe_key = 'killed'`)
    const [row] = await storage.raw.take(10, HOUR)
    expect(row).toMatchObject({ dedupeKey: 'killed', attempts: 2 })
    await storage.raw.done(row?.id ?? '')
  })

  test('never gives up an event that fails: it is tried again ever more seldom, and counted', async () => {
    const { pool } = await lesozavodsk.database.connect()
    await storage.raw.store(lesozavodsk.tenantId, 'account', [event('failing')], null)
    const rowOf = async () =>
      (
        await pool.query<{ state: string; failures: number; detail: string; pause: number }>(
          `select state, failures, detail, round(extract(epoch from taken_until - clock_timestamp()))::int as pause
           from raw_events where dedupe_key = 'failing'`,
        )
      ).rows[0]
    const due = () => pool.query(`update raw_events set taken_until = clock_timestamp() where dedupe_key = 'failing'`)
    const failOnce = async () => {
      await due()
      const [row] = await storage.raw.take(10, 60_000)
      await storage.raw.failed(row?.id ?? '', 'не разобрать')
      return row?.id ?? ''
    }
    for (let failure = 1; failure < 7; failure++) await failOnce()
    expect(await rowOf()).toMatchObject({ state: 'waiting', failures: 6, detail: 'не разобрать' })
    expect(await storage.raw.counts()).toMatchObject({ failing: 0 })
    const id = await failOnce()
    const failed = await rowOf()
    expect(failed).toMatchObject({ state: 'failed', failures: 7 })
    // An hour to wait, less what a slow machine has taken of it.
    expect(failed?.pause).toBeGreaterThan(3_000)
    expect(await storage.raw.counts()).toMatchObject({ failing: 1 })
    expect(await storage.backlog()).toMatchObject({ rawWaiting: 0 })
    expect(await storage.raw.take(10, 60_000)).toEqual([])
    for (let failure = 8; failure < 20; failure++) await failOnce()
    expect((await rowOf())?.pause).toBeGreaterThan(80_000)
    // A mended program can handle it.
    await due()
    expect((await storage.raw.take(10, 60_000)).map((row) => row.id)).toEqual([id])
    await storage.raw.done(id)
    expect(await storage.raw.counts()).toMatchObject({ failing: 0 })
  })

  test('lets an event over which every holder died take one with it once a day at most', async () => {
    const { pool } = await lesozavodsk.database.connect()
    await storage.raw.store(lesozavodsk.tenantId, 'account', [event('deadly')], null)
    await pool.query(`update raw_events set attempts = 50 where dedupe_key = 'deadly'`)
    expect(await storage.raw.take(10, 1)).toEqual([])
    expect(await storage.raw.counts()).toMatchObject({ failing: 1 })
    await pool.query(`update raw_events set taken_until = clock_timestamp() where dedupe_key = 'deadly'`)
    expect(await storage.raw.take(10, 1)).toMatchObject([{ dedupeKey: 'deadly', attempts: 52 }])
    // Nobody said how it ended: the holder is dead. Its millisecond is over, its day is not.
    expect(await storage.raw.take(10, 1)).toEqual([])
    await pool.query(`update raw_events set state = 'done' where dedupe_key = 'deadly'`)
  })

  test('asks for what is not handled by an index, however many events are kept', async () => {
    const { pool } = await lesozavodsk.database.connect()
    await pool.query(
      `insert into raw_events (id, tenant_id, account_id, dedupe_key, kind, occurred_at, raw, state)
       select gen_random_uuid(), $1, 'old', n::text, 'new', 0, '{"a": 1}', 'done' from generate_series(1, 20000) n`,
      [lesozavodsk.tenantId],
    )
    await pool.query('analyze raw_events')
    for (const [condition, index] of [
      [
        `state in ('waiting', 'failed') and (taken_until is null or taken_until <= clock_timestamp()) order by arrival limit 50`,
        'raw_events_open',
      ],
      [`state = 'waiting'`, 'raw_events_open'],
      // While few wait, the one index serves for both.
      [`state = 'failed'`, /raw_events_(failed|open)/],
      [`state = 'unreadable'`, 'raw_events_unreadable'],
    ] as const) {
      const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain select id from raw_events where ${condition}`)
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(index)
    }
  })
})
