import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LeaseLost } from '../src/index.ts'
import type { Storage } from '../src/storage.ts'
import { approved, moment, opened, type Town, town, viewerOf, intentOf } from './town.ts'

/** Longer than any run of this file: a lease ends where a test says so. */
const HOUR = 3_600_000
const off = { why: 'put-off', by: 'network', doubtful: false } as const
const published = { type: 'done', ref: '-100_1_900', url: 'https://vk.com/wall-100_1?reply=900', evidence: 'network' } as const

describe('the outbox', () => {
  let lesozavodsk: Town
  let storage: Storage
  beforeAll(async () => {
    lesozavodsk = await town()
    storage = lesozavodsk.storage
  })
  afterAll(() => lesozavodsk.close())

  const waiting = async (accountId: string) => {
    const incidentId = await opened(lesozavodsk, 'Яма на Ленина, 5', { accountId })
    await approved(lesozavodsk, incidentId)
    return incidentId
  }
  const statusOf = async (incidentId: string) => (await storage.views.row(viewerOf(lesozavodsk, lesozavodsk.anna), incidentId))?.status

  test('an approved reply is taken once, and its end is the incident’s event (L-11)', async () => {
    const incidentId = await waiting('account-1')
    const [one, two] = await Promise.all([storage.outbox.take('sender-1', HOUR), storage.outbox.take('sender-2', HOUR)])
    const taken = one ?? two
    expect([one, two].filter((each) => each !== null)).toHaveLength(1)
    expect(taken).toMatchObject({
      stream: { kind: 'incident', id: incidentId },
      state: 'prepared',
      attempts: 1,
      act: { kind: 'reply', text: 'Здравствуйте, Мария! Яму заделают до 12 апреля.' },
    })
    expect(await storage.outbox.waiting()).toEqual({ waiting: 1, uncertain: 0 })
    await storage.outbox.finish(intentOf(taken), one === null ? 'sender-2' : 'sender-1', published)
    expect(await statusOf(incidentId)).toBe('answered')
    expect(await storage.backlog()).toMatchObject({ waiting: 0 })
  })

  test('a killed sender’s reply comes to another as “sending”: to be reconciled, not sent blindly', async () => {
    await waiting('account-2')
    const taken = await storage.outbox.take('killed', HOUR)
    expect(taken?.state).toBe('prepared')
    expect(await storage.outbox.take('other', HOUR)).toBeNull()
    const { pool } = await lesozavodsk.database.connect()
    await pool.query(`update sender_leases set until = clock_timestamp() - interval '1 second' where account_id = 'account-2'`)
    const again = await storage.outbox.take('other', HOUR)
    expect(again).toMatchObject({ key: taken?.key, state: 'sending', attempts: 2 })
    const intent = intentOf(taken)
    await expect(storage.outbox.finish(intent, 'killed', published)).rejects.toThrow(LeaseLost)
    await expect(storage.outbox.putBack(intent, 'killed', { why: 'doubt' }, 0, 'late')).rejects.toThrow(LeaseLost)
    expect(await storage.outbox.renew('killed', 'account-2', HOUR)).toBe(false)
    expect(await storage.outbox.renew('other', 'account-2', HOUR)).toBe(true)
    await storage.outbox.finish(intent, 'other', { ...published, ref: '-100_1_901', evidence: 'reconciled' })
  })

  test('one account sends one reply at a time; another account does not wait for it', async () => {
    await waiting('account-3')
    await waiting('account-3')
    const other = await waiting('account-4')
    const first = await storage.outbox.take('sender', HOUR)
    const second = await storage.outbox.take('sender', HOUR)
    expect(first?.accountId).toBe('account-3')
    expect(second).toMatchObject({ accountId: 'account-4', stream: { id: other } })
    expect(await storage.outbox.take('sender', HOUR)).toBeNull()
    await storage.outbox.finish(intentOf(first), 'sender', { ...published, ref: '-100_1_902' })
    expect(await storage.outbox.take('sender', HOUR)).toMatchObject({ accountId: 'account-3', state: 'prepared' })
  })

  test('a deferred reply waits for its moment, an ambiguous one says so when it comes back', async () => {
    lesozavodsk.at('2024-04-08T11:00:00+10:00')
    const incidentId = await waiting('account-5')
    const taken = await storage.outbox.take('sender-5', HOUR)
    const intent = intentOf(taken)
    await storage.outbox.putBack(intent, 'sender-5', off, moment('2024-04-08T11:00:30+10:00'), 'flood')
    expect(await storage.outbox.take('sender-5', HOUR)).toBeNull()
    lesozavodsk.at('2024-04-08T11:00:30+10:00')
    expect(await storage.outbox.take('sender-5', HOUR)).toMatchObject({ key: intent.key, state: 'prepared', attempts: 2 })
    await storage.outbox.putBack(intent, 'sender-5', { why: 'doubt' }, lesozavodsk.now(), 'timeout')
    expect(await storage.outbox.take('sender-5', HOUR)).toMatchObject({ key: intent.key, state: 'ambiguous', attempts: 3 })
    await storage.outbox.finish(intent, 'sender-5', { type: 'uncertain', detail: 'lenta не отвечает' })
    expect(await statusOf(incidentId)).toBe('uncertain')
    expect(await storage.backlog()).toMatchObject({ uncertain: 1 })
    expect(await storage.outbox.take('sender-5', HOUR)).toBeNull()
  })

  test('being put off, being in doubt and failing ourselves are counted apart, the first in time', async () => {
    lesozavodsk.at('2024-04-08T12:00:00+10:00')
    await waiting('account-7')
    const step = async (back: Parameters<Storage['outbox']['putBack']>[2], iso: string) => {
      const taken = await storage.outbox.take('sender-7', HOUR)
      await storage.outbox.putBack(intentOf(taken), 'sender-7', back, 0, 'why')
      lesozavodsk.at(iso)
      return taken
    }
    const first = await step(off, '2024-04-08T12:10:00+10:00')
    expect(first).toMatchObject({ state: 'prepared', doubts: 0, faults: 0, putOff: null })
    const since = moment('2024-04-08T12:00:00+10:00')
    expect(await step(off, '2024-04-08T12:20:00+10:00')).toMatchObject({ state: 'prepared', putOff: { by: 'network', since } })
    // The connection is switched off: its wait begins anew.
    const switchedOff = { why: 'put-off', by: 'connection', doubtful: false } as const
    expect(await step(switchedOff, '2024-04-08T12:30:00+10:00')).toMatchObject({ putOff: { by: 'network', since } })
    const later = moment('2024-04-08T12:20:00+10:00')
    expect(await step({ why: 'fault', doubtful: false }, '2024-04-08T12:40:00+10:00')).toMatchObject({
      putOff: { by: 'connection', since: later },
    })
    expect(await step({ why: 'fault', doubtful: true }, '2024-04-08T12:50:00+10:00')).toMatchObject({ faults: 1, putOff: null })
    expect(await step({ why: 'doubt' }, '2024-04-08T13:00:00+10:00')).toMatchObject({ state: 'ambiguous', faults: 2, doubts: 0 })
    expect(await step({ ...off, doubtful: true }, '2024-04-08T13:10:00+10:00')).toMatchObject({ faults: 0, doubts: 1 })
    expect(await step({ why: 'doubt' }, '2024-04-08T13:20:00+10:00')).toMatchObject({ state: 'ambiguous', doubts: 1, attempts: 8 })
  })

  test('a refused reply goes back to the curator with its reason', async () => {
    const incidentId = await waiting('account-6')
    const taken = await storage.outbox.take('sender-6', HOUR)
    await storage.outbox.finish(intentOf(taken), 'sender-6', { type: 'failed', reason: 'closed', detail: 'комментарии закрыты' })
    const row = await storage.views.row(viewerOf(lesozavodsk, lesozavodsk.anna), incidentId)
    expect(row).toMatchObject({ status: 'approved', flags: ['publicationFailed'] })
  })

  test('many senders and many replies: each is taken once', async () => {
    const incidents = await Promise.all(Array.from({ length: 15 }, (_, n) => waiting(`crowd-${n % 5}`)))
    const taken: string[] = []
    const sender = async (name: string) => {
      for (let empty = 0; empty < 20; ) {
        const intent = await storage.outbox.take(name, HOUR)
        if (intent === null) {
          empty++
          await pause(5)
          continue
        }
        taken.push(intent.stream.id)
        await storage.outbox.finish(intent, name, { ...published, ref: `-100_1_${intent.key}` })
        // Each account is held until its holder lets it go; a released lease would need no time here.
        await storage.outbox.renew(name, intent.accountId, 1)
      }
    }
    await Promise.all(['a', 'b', 'c', 'd'].map(sender))
    const own = taken.filter((id) => incidents.includes(id))
    expect(own.toSorted()).toEqual(incidents.toSorted())
  })
})
