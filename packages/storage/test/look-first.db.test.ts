import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, approved, opened, type Town, town, viewerOf, intentOf } from './town.ts'

const MINUTE = 60_000

describe('a reply that a person did not find', () => {
  let lesozavodsk: Town
  beforeAll(async () => {
    lesozavodsk = await town()
  })
  afterAll(() => lesozavodsk.close())

  const publish = { type: 'publish', revision: 1, confirmed: [] } as const
  const cardOf = (incidentId: string) => lesozavodsk.storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), incidentId)

  test('is looked for in the network before it is sent again', async () => {
    const { outbox } = lesozavodsk.storage
    const incidentId = await opened(lesozavodsk, 'Яма на Ленина, 5', { accountId: 'account-1' })
    await approved(lesozavodsk, incidentId)
    const first = await outbox.take('sender', MINUTE)
    expect(first?.state).toBe('prepared')
    await outbox.finish(intentOf(first), 'sender', { type: 'uncertain', detail: 'связь оборвалась' })
    const publicationId = intentOf(first).key
    await act(lesozavodsk, incidentId, lesozavodsk.anna, { type: 'resolvePublication', publicationId, ref: null, url: null })
    await act(lesozavodsk, incidentId, lesozavodsk.anna, publish)
    const second = await outbox.take('sender', MINUTE)
    expect(second).toMatchObject({ stream: { id: incidentId }, state: 'ambiguous', attempts: 1, known: [] })
    expect(second?.key).not.toBe(publicationId)
    const said = (await cardOf(incidentId))?.record.findLast(({ type }) => type === 'PublicationRequested')
    expect(said?.words.ru).toBe('Редакция 1 отправлена на размещение; сначала проверка, не появился ли прежний ответ')
    const there = { type: 'done', ref: '-100_1_900', url: 'https://vk.com/wall-100_1?reply=900', evidence: 'reconciled' } as const
    await outbox.finish(intentOf(second), 'sender', there)
    expect((await cardOf(incidentId))?.row.status).toBe('answered')
  })

  test('one that the network certainly refused is simply sent again', async () => {
    const { outbox } = lesozavodsk.storage
    const incidentId = await opened(lesozavodsk, 'Фонарь на Мира, 7', { accountId: 'account-2' })
    await approved(lesozavodsk, incidentId)
    const first = await outbox.take('sender', MINUTE)
    await outbox.finish(intentOf(first), 'sender', { type: 'failed', reason: 'closed', detail: 'комментарии закрыты' })
    await act(lesozavodsk, incidentId, lesozavodsk.anna, publish)
    expect(await outbox.take('sender', MINUTE)).toMatchObject({ stream: { id: incidentId }, state: 'prepared' })
  })
})
