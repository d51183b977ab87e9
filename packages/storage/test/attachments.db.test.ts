import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Attachment, SystemCommand } from '@otklik/casework'
import { maintenance } from '../src/index.ts'
import type { Storage } from '../src/storage.ts'
import { message, type Town, town, viewerOf } from './town.ts'

const photo = (id: number): Attachment => ({ kind: 'photo', url: `https://a/${id}.jpg`, key: `photo5_${id}` })
const doc = (title: string): Attachment => ({ kind: 'doc', url: `https://a/${title}`, title, key: `doc5_${title}` })

describe('what a message carries besides words', () => {
  let lesozavodsk: Town
  let storage: Storage
  beforeAll(async () => {
    lesozavodsk = await town()
    storage = lesozavodsk.storage
  })
  afterAll(() => lesozavodsk.close())

  const accountId = 'carrying'
  let last = 0
  const author = { key: 'maria', name: 'Мария Лесная', url: null }
  async function arrived(text: string, attachments: readonly Attachment[], threadKey: string | null = null) {
    const key = `-100_9_${(last += 1)}`
    const words = { ...message(lesozavodsk, text, { key, accountId, author, threadKey }), attachments }
    const result = await storage.arrive(words)
    if (result.outcome === 'key-reused') throw new Error('a key was reused')
    return { id: result.incidentId, key }
  }
  const seen = async (id: string) => {
    const card = await storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), id)
    if (card === null) throw new Error(`nobody sees ${id}`)
    return card
  }
  const edited = (incidentId: string, key: string, text: string, attachments: readonly Attachment[]) => {
    const command: SystemCommand = { type: 'recordMessageEdited', key, text, attachments }
    const acting = { kind: 'system' } as const
    return storage.command({ tenantId: lesozavodsk.tenantId, incidentId, command, acting, expectedVersion: null, idempotencyKey: null })
  }
  const found = async (q: string) => {
    const { rows } = await storage.views.queue(viewerOf(lesozavodsk, lesozavodsk.anna), { view: 'all', q, limit: 5 })
    return rows.map(({ id, attached }) => [id, attached?.ru])
  }
  const whole = async () => {
    expect((await maintenance.rebuild(lesozavodsk.options)).differences).toEqual([])
    expect((await maintenance.verify(lesozavodsk.options)).faults).toEqual([])
  }

  test.each([
    [[photo(1)], 'Фото', 'Photo'],
    [[photo(1), photo(2)], '2 фото', '2 photos'],
    [[doc('смета.pdf')], 'Документ: смета.pdf', 'Document: смета.pdf'],
    [[{ kind: 'sticker', url: '' }], 'Стикер', 'Sticker'],
    [[{ kind: 'thing_of_2030', url: '' }], 'Вложение (thing_of_2030)', 'Attachment (thing_of_2030)'],
  ] as const)('a message of nothing but %o says in its row what it is', async (attachments, ru, en) => {
    const { id } = await arrived('', attachments)
    expect(await seen(id)).toMatchObject({ row: { excerpt: '', attached: { ru, en }, answerAttached: null } })
  })

  test('the photos of an answer stand in the card in their order with names, in the row, and the answer has its place', async () => {
    const { id, key } = await arrived('Яма на Ленина', [])
    await arrived('Вот она', [photo(1), doc('акт.pdf'), photo(2)], key)
    const card = await seen(id)
    expect(card.answers[0]).toMatchObject({ text: 'Вот она', url: expect.stringMatching(/^https:/), edited: null })
    expect(card.answers[0]?.attachments).toEqual([
      { kind: 'photo', url: 'https://a/1.jpg', name: { ru: 'Фото 1', en: 'Photo 1' } },
      { kind: 'doc', url: 'https://a/акт.pdf', name: { ru: 'Документ: акт.pdf', en: 'Document: акт.pdf' } },
      { kind: 'photo', url: 'https://a/2.jpg', name: { ru: 'Фото 2', en: 'Photo 2' } },
    ])
    expect(card.row).toMatchObject({ attached: null, answerAttached: { ru: '2 фото, документ: акт.pdf' } })
    expect(await found('акт.pdf')).toEqual([[id, undefined]])
  })

  test('a swapped photo is an event; what was there stays in the record and in sight', async () => {
    const { id, key } = await arrived('Нет света', [photo(1)])
    await edited(id, key, 'Нет света', [photo(2)])
    const card = await seen(id)
    expect(card.message.attachments.map(({ url }) => url)).toEqual(['https://a/2.jpg'])
    const at = lesozavodsk.now()
    expect(card.message.edited).toEqual({
      at,
      removed: [{ kind: 'photo', url: 'https://a/1.jpg', name: { ru: 'Фото', en: 'Photo' }, removedAt: at }],
    })
    expect(card.record.at(-1)?.words.ru).toBe('Автор изменил вложения сообщения (убрано: фото; добавлено: фото)')
    const version = card.row.version
    await edited(id, key, 'Нет света', [{ ...photo(2), url: 'https://another-host/2.jpg' }])
    expect((await seen(id)).row.version).toBe(version)
    await edited(id, key, 'Нет света', [])
    expect((await seen(id)).row.attached).toBeNull()
    await whole()
  })

  test('a swapped document of an answer is an event of that answer', async () => {
    const { id, key } = await arrived('Нет воды', [photo(1)])
    const answer = await arrived('Вот акт', [doc('а.pdf')], key)
    await edited(id, answer.key, 'Вот акт', [doc('б.pdf')])
    const card = await seen(id)
    expect(card.message).toMatchObject({ edited: null, attachments: [{ url: 'https://a/1.jpg' }] })
    expect(card.answers[0]).toMatchObject({
      attachments: [{ name: { ru: 'Документ: б.pdf' } }],
      edited: { removed: [{ url: 'https://a/а.pdf' }] },
    })
    expect(card.record.at(-1)?.words.ru).toBe('Автор изменил вложения своего ответа (убрано: документ; добавлено: документ)')
    expect(card.row).toMatchObject({ attached: { ru: 'Фото' }, answerAttached: { ru: 'Документ: б.pdf' } })
    await whole()
  })

  test('lines of the talk and the post above it carry theirs', async () => {
    const { id } = await arrived('Яма', [])
    const line = { key: '-100_9_900', authorName: 'Пётр', own: false, text: '', attachments: [photo(1)], writtenAt: 1 }
    const post = { text: 'Новость', url: 'https://vk.com/wall-100_9', attachments: [photo(2), photo(3)] }
    await storage.views.saveContext(lesozavodsk.tenantId, id, { post, thread: [line] })
    const { context } = await seen(id)
    expect(context?.thread[0]?.attachments).toEqual([{ kind: 'photo', url: 'https://a/1.jpg', name: { ru: 'Фото', en: 'Photo' } }])
    expect(context?.post?.attachments.map(({ name }) => name.ru)).toEqual(['Фото 1', 'Фото 2'])
  })

  test('what else the author wrote is told by the same words', async () => {
    const { id } = await arrived('', [photo(7), photo(8)])
    const card = await seen(id)
    const history = await storage.views.authorHistory(viewerOf(lesozavodsk, lesozavodsk.anna), card.message.author.id)
    expect(history?.find((one) => one.id === id)).toMatchObject({ excerpt: '', attached: { ru: '2 фото' } })
  })
})
