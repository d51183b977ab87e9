import { array, assert, asyncProperty, constantFrom, integer, tuple } from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Acting, Command } from '@otklik/casework'
import { planSafely } from '@otklik/regulations'
import { historyOf } from '@otklik/casework'
import { SHIPPED_CALENDARS } from '@otklik/worktime'
import type { Pool } from 'pg'
import { maintenance } from '../src/index.ts'
import { load } from '../src/incidents/load.ts'
import { calendarOf } from '../src/organisation/in-force.ts'
import { ALL, message, SCHEDULE, shippedAct, type Town, town } from './town.ts'

const MINUTE = 60_000

/** What may be tried at any time; most of it is refused, as in life. */
function orders(of: Town, key: string): Record<string, [Acting, Command]> {
  const { anna, boris, roadman, houseman, roads, housing } = of
  const text = 'Здравствуйте! Работы выполнит отдел дорожного хозяйства до 12 апреля 2024 года.'
  return {
    select: [anna, { type: 'select', importance: 'normal', topicId: null, location: null }],
    selectHigh: [boris, { type: 'select', importance: 'high', topicId: null, location: 'Ружино' }],
    decline: [boris, { type: 'decline', groundId: shippedAct('lesozavodsk-2022').procedure.declineGrounds[0]?.id ?? '', note: '' }],
    routeRoads: [anna, { type: 'route', unitId: roads, note: '' }],
    routeHousing: [boris, { type: 'route', unitId: housing, note: '' }],
    return: [roadman, { type: 'return', reason: 'не наша улица', suggestedUnitId: housing }],
    clarify: [roadman, { type: 'submitDraft', kind: 'clarification', text: 'Здравствуйте! Назовите улицу.', attachments: [] }],
    interim: [houseman, { type: 'submitDraft', kind: 'interim', text, attachments: [] }],
    final: [roadman, { type: 'submitDraft', kind: 'final', text, attachments: [] }],
    sendBack: [anna, { type: 'sendBack', revision: 1, remarks: [{ text: 'нет даты' }] }],
    approve1: [anna, { type: 'approve', revision: 1, confirmed: ALL }],
    approve2: [boris, { type: 'approve', revision: 2, confirmed: ALL }],
    askForTime: [roadman, { type: 'askForTime', term: '+1wd', reason: 'ждём технику' }],
    denyTime: [boris, { type: 'denyTime', reason: 'техника есть' }],
    extendTerm: [anna, { type: 'extendTerm', term: '+1wd', reason: 'техника в ремонте' }],
    setTerm: [anna, { type: 'setTerm', norm: 'contribution', term: '+3wh', reason: 'срочно' }],
    close: [anna, { type: 'close', reason: 'answered', note: '' }],
    edited: [{ kind: 'system' }, { type: 'recordMessageEdited', key, text: 'Яма стала больше' }],
    deleted: [{ kind: 'system' }, { type: 'recordMessageDeleted', key }],
    restored: [{ kind: 'system' }, { type: 'recordMessageRestored', key }],
  }
}
const NAMES = ['select', 'selectHigh', 'decline', 'routeRoads', 'routeHousing', 'return', 'clarify', 'interim', 'final', 'sendBack']
const MORE = [
  'approve1',
  'approve2',
  'askForTime',
  'denyTime',
  'extendTerm',
  'setTerm',
  'close',
  'edited',
  'deleted',
  'restored',
  'undo',
  'publish',
  'schedule',
  'calendar',
  'answer',
]
/** The usual way; a walk begins with a part of it, so that deep states are reached too. */
const WAY = [
  'select',
  'routeRoads',
  'clarify',
  'approve1',
  'publish',
  'answer',
  'routeRoads',
  'final',
  'approve2',
  'publish',
  'close',
  'answer',
]

const named = (rows: readonly { norm: string; occurrence: number }[]) =>
  rows.map(({ norm, occurrence }) => `${norm} ${occurrence}`).toSorted()

describe('a random walk through the shell', () => {
  let lesozavodsk: Town
  let pool: Pool
  beforeAll(async () => {
    lesozavodsk = await town()
    pool = (await lesozavodsk.database.connect()).pool
  })
  afterAll(() => lesozavodsk.close())

  let schedules = 0
  let published = 0
  /** States that a walk was in at some step. */
  const seen = new Set<string>()
  /** One step; whatever is refused leaves everything as it is. */
  async function step(incidentId: string, name: string, key: string): Promise<void> {
    const { storage, tenantId, anna } = lesozavodsk
    if (name === 'schedule') {
      const source = `${SCHEDULE}exceptions: { "2024-04-${10 + (++schedules % 5)}": "off" }\n`
      await storage.organisation.setSchedule(tenantId, source, 'Администратор')
    } else if (name === 'calendar') {
      await loadYear()
    } else if (name === 'publish') {
      const intent = await storage.outbox.take('sender', 60_000)
      if (intent === null) return
      const ref = `reply-${++published}`
      await storage.outbox.finish(intent, 'sender', { type: 'done', ref, url: 'https://vk.com/x', evidence: 'network' })
    } else if (name === 'answer') {
      const author = { key: `author-${key}`, name: 'Мария Лесная', url: null }
      const fresh = `${key}-${Math.trunc(lesozavodsk.now() / 1000)}`
      await storage.arrive(message(lesozavodsk, 'Спасибо, ждём', { key: fresh, author, threadKey: key }))
    } else {
      const loaded = await load(pool, tenantId, incidentId)
      if (loaded?.state.status != null) seen.add(loaded.state.status)
      const order = orders(lesozavodsk, key)[name] ?? ([anna, { type: 'undo', version: loaded?.version ?? 0 }] as const)
      const expectedVersion = order[0].kind === 'system' ? null : (loaded?.version ?? 0)
      await storage.command({ tenantId, incidentId, command: order[1], acting: order[0], expectedVersion, idempotencyKey: null })
    }
  }

  /** 2024 with one day off more in these days of April; what is foreseen is what comes. */
  async function loadYear(): Promise<void> {
    const { storage, tenantId, anna } = lesozavodsk
    const day = { date: `2024-04-${10 + (++schedules % 5)}`, kind: 'off' as const }
    const order = { load: SHIPPED_CALENDARS.filter(({ year }) => year === 2024).map((year) => ({ ...year, days: [...year.days, day] })) }
    const foreseen = await storage.organisation.foreseeCalendar(tenantId, order)
    const press = { expectedVersion: foreseen.version, by: anna.personId, idempotencyKey: null }
    expect(await storage.organisation.setCalendar(tenantId, order, press)).toMatchObject({ ok: true, moved: foreseen.moved })
  }

  let walks = 0
  let reached = 0
  test('keeps versions without gaps, rows equal to the record, obligations equal to the plan', async () => {
    const steps = array(tuple(constantFrom(...NAMES, ...MORE), integer({ min: 0, max: 90 })), { minLength: 8, maxLength: 25 })
    await assert(
      asyncProperty(integer({ min: 0, max: WAY.length }), steps, async (far, strayed) => {
        const walk = [...WAY.slice(0, far).map((name) => [name, 7] as const), ...strayed]
        reached = Math.max(reached, far)
        lesozavodsk.at('2024-04-08T11:00:00+10:00')
        const key = `walk-${++walks}`
        const arrived = await lesozavodsk.storage.arrive(
          message(lesozavodsk, 'Яма', { key, author: { key: `author-${key}`, name: 'Мария Лесная', url: null } }),
        )
        const incidentId = arrived.outcome === 'opened' ? arrived.incidentId : ''
        for (const [name, minutes] of walk) {
          lesozavodsk.at(new Date(lesozavodsk.now() + minutes * MINUTE).toISOString())
          await step(incidentId, name, key)
        }
        await planned(incidentId)
        expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
        expect((await maintenance.verify(lesozavodsk.options)).faults).toEqual([])
      }),
      { seed: 20261122, numRuns: 12, endOnFailure: true },
    )
    expect(reached).toBeGreaterThan(8)
    expect(seen.size).toBeGreaterThan(7)
  })

  /** What is pending is what a plan made from nothing says; what is over has the same end. */
  async function planned(incidentId: string): Promise<void> {
    const loaded = await load(pool, lesozavodsk.tenantId, incidentId)
    if (loaded === null) throw new Error('the incident is gone')
    const { version } = await lesozavodsk.storage.organisation.schedule(lesozavodsk.tenantId)
    const { schedule } = await calendarOf(pool, lesozavodsk.tenantId, version)
    const plan = planSafely(shippedAct(loaded.actRef.split('@')[0] ?? '').regulation, schedule, historyOf(loaded.recorded), 0).obligations
    expect(named(loaded.obligations)).toEqual(named(plan))
    for (const one of plan) {
      const row = loaded.obligations.find(({ norm, occurrence }) => norm === one.norm && occurrence === one.occurrence)
      expect(row?.met_at ?? undefined).toBe(one.metAt)
      const pending = one.status === 'pending'
      // What is over keeps the calendar of its day.
      expect([row?.status === 'pending', pending ? row?.due_at : one.due]).toEqual([pending, one.due])
    }
  }
})
