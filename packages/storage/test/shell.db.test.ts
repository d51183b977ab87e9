import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStorage } from '../src/index.ts'
import { act, ALL, approved, message, opened, select, type Town, town, viewerOf } from './town.ts'

describe('an order to an incident', () => {
  let lesozavodsk: Town
  beforeAll(async () => {
    lesozavodsk = await town()
  })
  afterAll(() => lesozavodsk.close())

  test('a message becomes an incident with a number of its year and an hour to route it (L-7)', async () => {
    lesozavodsk.at('2024-12-27T16:30:00+10:00')
    const result = await lesozavodsk.storage.arrive(message(lesozavodsk, 'Яма на Ленина, 5'))
    expect(result).toMatchObject({ outcome: 'opened', number: '2024-000001', version: 2 })
    const incidentId = result.outcome === 'opened' ? result.incidentId : ''
    const row = await lesozavodsk.storage.views.row(viewerOf(lesozavodsk, lesozavodsk.anna), incidentId)
    expect(row).toMatchObject({ status: 'received', excerpt: 'Яма на Ленина, 5', authorName: 'Мария Лесная', unread: true, breached: 0 })
    expect(row?.next).toMatchObject({ norm: 'route', due: Date.parse('2024-12-27T17:30:00+10:00') })
  })

  test('of two curators at once the second is told who was faster and when', async () => {
    lesozavodsk.at('2024-04-08T11:00:00+10:00')
    const incidentId = await opened(lesozavodsk, 'Не горит фонарь')
    const order = (acting: Town['anna']) =>
      lesozavodsk.storage.command({
        tenantId: lesozavodsk.tenantId,
        incidentId,
        command: select,
        acting,
        expectedVersion: 2,
        idempotencyKey: null,
      })
    const both = await Promise.all([order(lesozavodsk.anna), order(lesozavodsk.boris)])
    const winner = both[0]?.ok ? lesozavodsk.anna : lesozavodsk.boris
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toEqual({
      ok: false,
      kind: 'conflict',
      version: 3,
      status: 'selected',
      at: Date.parse('2024-04-08T11:00:00+10:00'),
      by: { id: winner.personId, name: winner.name },
    })
  })

  test('a second press of the same button answers what the first one did', async () => {
    const incidentId = await opened(lesozavodsk, 'Затопило подвал')
    const press = { tenantId: lesozavodsk.tenantId, incidentId, command: select, acting: lesozavodsk.anna, expectedVersion: 2 }
    const key = { idempotencyKey: '5b1f0c38-0000-4000-8000-000000000001' }
    expect(await lesozavodsk.storage.command({ ...press, ...key })).toEqual({ ok: true, incidentId, version: 3, replayed: false })
    expect(await lesozavodsk.storage.command({ ...press, ...key })).toEqual({ ok: true, incidentId, version: 3, replayed: true })
    const other = await lesozavodsk.storage.command({ ...press, ...key, command: { ...select, importance: 'high' } as typeof select })
    expect(other).toEqual({ ok: false, kind: 'key-reused' })
  })

  test('eight presses of one button at once do one thing', async () => {
    const incidentId = await opened(lesozavodsk, 'Снег не убран')
    const press = {
      tenantId: lesozavodsk.tenantId,
      incidentId,
      command: select,
      acting: lesozavodsk.anna,
      expectedVersion: 2,
      idempotencyKey: '5b1f0c38-0000-4000-8000-000000000002',
    }
    const results = await Promise.all(Array.from({ length: 8 }, () => lesozavodsk.storage.command(press)))
    expect(results.every((result) => result.ok && result.version === 3)).toBe(true)
    expect(results.filter((result) => result.ok && !result.replayed)).toHaveLength(1)
  })

  test('a refusal changes nothing and names its clause', async () => {
    const incidentId = await opened(lesozavodsk, 'Когда отремонтируют мост?')
    const result = await lesozavodsk.storage.command({
      tenantId: lesozavodsk.tenantId,
      incidentId,
      command: select,
      acting: lesozavodsk.roadman,
      expectedVersion: 2,
      idempotencyKey: null,
    })
    expect(result).toMatchObject({ ok: false, kind: 'refused', refusal: { refused: 'not-your-role' } })
    expect((await lesozavodsk.storage.views.row(viewerOf(lesozavodsk, lesozavodsk.anna), incidentId))?.version).toBe(2)
  })

  test('another organisation has no such incident', async () => {
    const incidentId = await opened(lesozavodsk, 'Нет воды')
    const foreign = { ...lesozavodsk, tenantId: '0198f000-0000-7000-8000-00000000dead' }
    const { organisation } = lesozavodsk.storage
    const tenantId = await organisation.createTenant({
      name: 'Елец',
      regulationId: 'yelets-2023',
      demo: false,
      scheduleSource: 'timezone: Europe/Moscow\nweek: { mon: ["09:00-18:00"] }\ncalendar: ru\n',
    })
    const result = await lesozavodsk.storage.command({
      tenantId,
      incidentId,
      command: select,
      acting: lesozavodsk.anna,
      expectedVersion: 2,
      idempotencyKey: null,
    })
    expect(result).toEqual({ ok: false, kind: 'not-found' })
    expect(await lesozavodsk.storage.views.card({ ...viewerOf(foreign, lesozavodsk.anna), tenantId }, incidentId)).toBeNull()
  })

  test('a reply approved at a node whose clock runs ahead goes out at once, by the clock of any other', async () => {
    lesozavodsk.at('2024-04-08T11:00:00+10:00')
    const incidentId = await opened(lesozavodsk, 'Яма у школы', { accountId: 'account-ahead' })
    const ahead = { ...lesozavodsk.options, now: () => Date.parse('2024-04-08T13:00:00+10:00') }
    const storage = await openStorage(ahead)
    await approved({ ...lesozavodsk, storage }, incidentId)
    await storage.close()
    expect(await lesozavodsk.storage.outbox.take('sender', 60_000)).toMatchObject({
      stream: { id: incidentId },
      accountId: 'account-ahead',
      state: 'prepared',
    })
  })

  test('a message registered by hand is answered by hand: nothing goes to the outbox, a person says how it ended', async () => {
    lesozavodsk.at('2024-04-08T11:00:00+10:00')
    const arrival = message(lesozavodsk, 'Звонок: скользкая остановка')
    const place = { network: null, delivery: 'person', accountId: '', key: '', url: '', target: {} } as const
    const result = await lesozavodsk.storage.arrive({ ...arrival, place, acting: lesozavodsk.anna })
    if (result.outcome !== 'opened') throw new Error(result.outcome)
    const { incidentId } = result
    await act(lesozavodsk, incidentId, lesozavodsk.anna, select)
    await act(lesozavodsk, incidentId, lesozavodsk.anna, { type: 'route', unitId: lesozavodsk.roads, note: '' })
    await act(lesozavodsk, incidentId, lesozavodsk.roadman, {
      type: 'submitDraft',
      kind: 'final',
      attachments: [],
      text: 'Здравствуйте! Остановку посыпали песком 8 апреля 2024 года силами отдела дорожного хозяйства.',
    })
    await act(lesozavodsk, incidentId, lesozavodsk.anna, { type: 'approve', revision: 1, confirmed: ALL })
    const after = await lesozavodsk.storage.views.row(viewerOf(lesozavodsk, lesozavodsk.anna), incidentId)
    expect(after?.status).toBe('uncertain')
    expect(await lesozavodsk.storage.outbox.take('sender', 60_000)).toBeNull()
  })
})
