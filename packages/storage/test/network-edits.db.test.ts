import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SystemCommand } from '@otklik/casework'
import { maintenance } from '../src/index.ts'
import type { Storage } from '../src/storage.ts'
import { approved, message, opened, type Town, town, viewerOf, intentOf } from './town.ts'

describe('what becomes of words in the network', () => {
  let lesozavodsk: Town
  let storage: Storage
  beforeAll(async () => {
    lesozavodsk = await town()
    storage = lesozavodsk.storage
  })
  afterAll(() => lesozavodsk.close())

  const accountId = 'changing'
  const byKey = (key: string) => storage.views.incidentByKey(lesozavodsk.tenantId, accountId, key)
  const seen = async (id: string) => {
    const card = await storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), id)
    if (card === null) throw new Error(`nobody sees ${id}`)
    return card
  }
  const found = async (q: string) => {
    const { rows } = await storage.views.queue(viewerOf(lesozavodsk, lesozavodsk.anna), { view: 'all', q, limit: 5 })
    return rows.map(({ id }) => id)
  }
  /** The network tells it twice, as networks do. */
  async function told(incidentId: string, command: SystemCommand): Promise<void> {
    const input = { tenantId: lesozavodsk.tenantId, incidentId, command, expectedVersion: null, idempotencyKey: null }
    for (const acting of [{ kind: 'system' }, { kind: 'system' }] as const) {
      expect((await storage.command({ ...input, acting })).ok).toBe(true)
    }
  }
  const whole = async () => {
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
    expect((await maintenance.verify(lesozavodsk.options)).faults).toEqual([])
  }

  test('an answer is edited and deleted: the message, its first words in the queue and the search follow what is whose', async () => {
    const author = { key: 'maria', name: 'Мария Лесная', url: null }
    const id = await opened(lesozavodsk, 'Яма на Ленина, 5', { key: '-100_9_1', accountId, author })
    const added = message(lesozavodsk, 'И ещё у школы', { key: '-100_9_2', accountId, author, threadKey: '-100_9_1' })
    expect(await storage.arrive(added)).toMatchObject({ outcome: 'answer', incidentId: id })
    expect(await byKey('-100_9_2')).toBe(id)
    await told(id, { type: 'recordMessageEdited', key: '-100_9_2', text: 'И ещё у библиотеки' })
    expect(await seen(id)).toMatchObject({
      message: { text: 'Яма на Ленина, 5', deletedAt: null },
      answers: [{ text: 'И ещё у библиотеки', deletedAt: null }],
      row: { excerpt: 'Яма на Ленина, 5', flags: ['authorAnswered'] },
    })
    expect([await found('библиотека'), await found('школа'), await found('яма')]).toEqual([[id], [], [id]])
    await told(id, { type: 'recordMessageDeleted', key: '-100_9_2' })
    expect(await seen(id)).toMatchObject({
      message: { deletedAt: null },
      answers: [{ deletedAt: lesozavodsk.now() }],
      row: { flags: ['authorAnswered'] },
    })
    await told(id, { type: 'recordMessageRestored', key: '-100_9_2' })
    const card = await seen(id)
    expect(card.answers).toMatchObject([{ deletedAt: null }])
    expect(card.record.map(({ type }) => type)).toEqual([
      'MessageReceived',
      'Registered',
      'AuthorAnswered',
      'AnswerEdited',
      'AnswerDeleted',
      'AnswerRestored',
    ])
    await whole()
  })

  test('a deleted message comes back: the flag goes, the record tells both', async () => {
    const id = await opened(lesozavodsk, 'Нет воды', { key: '-100_9_3', accountId })
    await told(id, { type: 'recordMessageDeleted', key: '-100_9_3' })
    expect((await seen(id)).row.flags).toEqual(['messageDeleted'])
    await told(id, { type: 'recordMessageRestored', key: '-100_9_3' })
    const card = await seen(id)
    expect([card.row.flags, card.message.deletedAt]).toEqual([[], null])
    expect(card.record.slice(2).map(({ words }) => words.ru)).toEqual(['Сообщение удалено из сети', 'Сообщение снова стоит в сети'])
    await whole()
  })

  test('our reply is changed, deleted and restored past us: the queue says so quietly, and no term moves', async () => {
    const id = await opened(lesozavodsk, 'Нет света', { key: '-100_9_4', accountId })
    await approved(lesozavodsk, id)
    const taken = await storage.outbox.take('sender', 60_000)
    const ref = '-100_9_5'
    expect(await byKey(ref)).toBeNull()
    const url = 'https://vk.com/wall-100_9?reply=5'
    await storage.outbox.finish(intentOf(taken), 'sender', { type: 'done', ref, url, evidence: 'network' })
    expect(await byKey(ref)).toBe(id)
    const before = await seen(id)
    await told(id, { type: 'recordMessageEdited', key: ref, text: 'Сделаем когда-нибудь.' })
    expect(await seen(id)).toMatchObject({
      row: { status: 'answered', flags: ['replyEdited'] },
      publications: [{ state: 'published', edited: { text: 'Сделаем когда-нибудь.' }, deletedAt: null }],
    })
    await told(id, { type: 'recordMessageDeleted', key: ref })
    const gone = await seen(id)
    expect(gone).toMatchObject({
      row: { status: 'answered', flags: ['replyDeleted'] },
      message: { deletedAt: null },
      publications: [{ state: 'published', deletedAt: lesozavodsk.now() }],
    })
    expect(gone.obligations.map(({ status, metAt }) => [status, metAt])).toEqual(
      before.obligations.map(({ status, metAt }) => [status, metAt]),
    )
    await told(id, { type: 'recordMessageRestored', key: ref })
    await told(id, { type: 'recordMessageEdited', key: ref, text: before.revisions[0]?.text ?? '' })
    expect(await seen(id)).toMatchObject({ row: { flags: [] }, publications: [{ edited: null, deletedAt: null }] })
    await whole()
  })
})
