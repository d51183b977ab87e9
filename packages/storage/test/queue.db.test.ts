import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { incidentCard, queuePage, type QueueQuery } from '@otklik/contract'
import type { Viewer } from '../src/organisation/viewer.ts'
import type { Storage } from '../src/storage.ts'
import { act, approved, draft, opened, select, type Town, town, viewerOf } from './town.ts'

describe('the queue', () => {
  let lesozavodsk: Town
  let storage: Storage
  let anna: Viewer
  let roadman: Viewer
  beforeAll(async () => {
    lesozavodsk = await town()
    storage = lesozavodsk.storage
    anna = viewerOf(lesozavodsk, lesozavodsk.anna)
    roadman = viewerOf(lesozavodsk, lesozavodsk.roadman)
  })
  afterAll(() => lesozavodsk.close())

  const texts = async (viewer: Viewer, query: Partial<QueueQuery>) =>
    (await storage.views.queue(viewer, { view: 'all', limit: 50, ...query })).rows.map(({ excerpt }) => excerpt)

  test('stands in the order of what is due, and its views are what the desk says', async () => {
    lesozavodsk.at('2024-04-08T11:00:00+10:00')
    const late = await opened(lesozavodsk, 'Яма на Ленина')
    lesozavodsk.at('2024-04-08T11:10:00+10:00')
    const high = await opened(lesozavodsk, 'Ямы у школы, дети падают')
    await act(lesozavodsk, high, lesozavodsk.anna, { ...select, importance: 'high' } as typeof select)
    await act(lesozavodsk, high, lesozavodsk.anna, { type: 'route', unitId: lesozavodsk.roads, note: '' })
    lesozavodsk.at('2024-04-08T11:20:00+10:00')
    const housing = await opened(lesozavodsk, 'Ёлка упала на провода')
    await act(lesozavodsk, housing, lesozavodsk.boris, select)
    await act(lesozavodsk, housing, lesozavodsk.boris, { type: 'route', unitId: lesozavodsk.housing, note: '' })
    await act(lesozavodsk, housing, lesozavodsk.houseman, draft('Здравствуйте! Ёлку уберут сегодня, 8 апреля.'))
    const declined = await opened(lesozavodsk, 'Куплю гараж')
    const ground = (await storage.views.card(anna, declined))?.declineGrounds[0]?.id ?? ''
    await act(lesozavodsk, declined, lesozavodsk.anna, { type: 'decline', groundId: ground, note: '' })

    const { rows } = queuePage.parse(await storage.views.queue(anna, { view: 'all', limit: 50 }))
    const open = rows.filter(({ next }) => next !== null)
    const dues = open.map(({ next }) => next?.due ?? 0)
    expect(dues).toEqual(dues.toSorted((a, b) => a - b))
    expect(rows.at(-1)).toMatchObject({ status: 'declined', next: null })
    expect(await texts(anna, { view: 'new' })).toEqual(['Яма на Ленина'])
    expect(await texts(anna, { view: 'approval' })).toEqual(['Ёлка упала на провода'])
    expect(await texts(anna, { view: 'mine' })).toEqual(['Ямы у школы, дети падают'])
    expect(await texts(roadman, { view: 'mine' })).toEqual(['Ямы у школы, дети падают'])
    expect(await texts(anna, { importance: 'high' })).toEqual(['Ямы у школы, дети падают'])
    expect(await texts(anna, { status: 'submitted', unit: lesozavodsk.housing })).toEqual(['Ёлка упала на провода'])
    expect(await texts(anna, { status: 'closed', view: 'new' })).toEqual([])
    expect(await storage.views.counts(anna)).toEqual({ new: 1, mine: 1, burning: 0, approval: 1, awaiting: 0, all: 3 })
    expect((await storage.views.row(anna, late))?.id).toBe(late)
  })

  test('burns in the last quarter of a term, an hour at most (L-10), and counts what is overdue by the reader’s clock', async () => {
    lesozavodsk.at('2024-04-10T09:00:00+10:00')
    const id = await opened(lesozavodsk, 'Где автобус?')
    await act(lesozavodsk, id, lesozavodsk.anna, select)
    await act(lesozavodsk, id, lesozavodsk.anna, { type: 'route', unitId: lesozavodsk.roads, note: '' })
    const burning = async () => (await texts(anna, { view: 'burning' })).includes('Где автобус?')
    // The draft is due at 14:00 (L-10): 4 working hours, so amber in the last of them, from 12:00: the lunch break is passed over.
    const due = (await storage.views.row(anna, id))?.next
    expect(due).toMatchObject({ norm: 'draft', due: Date.parse('2024-04-10T14:00:00+10:00') })
    lesozavodsk.at('2024-04-10T11:59:00+10:00')
    expect(await burning()).toBe(false)
    lesozavodsk.at('2024-04-10T12:00:00+10:00')
    expect(await burning()).toBe(true)
    expect((await storage.views.row(anna, id))?.breached).toBe(0)
    lesozavodsk.at('2024-04-10T14:00:01+10:00')
    expect((await storage.views.row(anna, id))?.breached).toBe(1)
  })

  test('shows an executor what is routed to their units and nothing else, by row, card, place, history and files', async () => {
    const foreign = await opened(lesozavodsk, 'Крыша течёт', { author: { key: 'roof', name: 'Иван Крышин', url: null } })
    await act(lesozavodsk, foreign, lesozavodsk.anna, select)
    await act(lesozavodsk, foreign, lesozavodsk.anna, { type: 'route', unitId: lesozavodsk.housing, note: '' })
    const authorId = (await storage.views.card(anna, foreign))?.message.author.id ?? ''
    expect(await texts(roadman, {})).not.toContain('Крыша течёт')
    expect(await texts(roadman, { q: 'крыша' })).toEqual([])
    expect(await texts(roadman, { unit: lesozavodsk.housing })).toEqual([])
    expect(await storage.views.row(roadman, foreign)).toBeNull()
    expect(await storage.views.card(roadman, foreign)).toBeNull()
    expect(await storage.views.place(roadman, foreign)).toBeNull()
    expect(await storage.views.authorHistory(roadman, authorId)).toBeNull()
    expect(await storage.views.markRead(roadman, foreign)).toBe(false)
    expect(await storage.views.authorHistory(anna, authorId)).toHaveLength(1)
    expect((await storage.views.place(anna, foreign))?.network).toBe('vk')
    const stranger = { ...anna, sees: { of: 'units', unitIds: [] } as const }
    expect(await texts(stranger, {})).toEqual([])
    const text = new TextEncoder().encode('фото')
    const file = await storage.files.put(lesozavodsk.tenantId, text, 'крыша.jpg', 'image/jpeg')
    await act(lesozavodsk, foreign, lesozavodsk.houseman, {
      type: 'submitDraft',
      kind: 'final',
      text: 'Здравствуйте! Починим 12 апреля.',
      attachments: [file],
    })
    expect(await storage.files.visible(anna, file.id)).toBe(true)
    expect(await storage.files.visible(roadman, file.id)).toBe(false)
  })

  test('marks what a person has not seen since it moved; one’s own order is seen', async () => {
    const id = await opened(lesozavodsk, 'Скамейка сломана')
    const unread = async (viewer: Viewer) => (await storage.views.row(viewer, id))?.unread
    expect(await unread(anna)).toBe(true)
    expect(await storage.views.markRead(anna, id)).toBe(true)
    expect(await unread(anna)).toBe(false)
    await act(lesozavodsk, id, lesozavodsk.boris, select)
    expect(await unread(anna)).toBe(true)
    expect(await unread(viewerOf(lesozavodsk, lesozavodsk.boris))).toBe(false)
  })

  test('is paged to its end without a gap or a double while rows before the cursor move', async () => {
    for (let n = 0; n < 25; n++) await opened(lesozavodsk, `Страница ${n}`)
    const steady = new Set((await storage.views.queue(anna, { view: 'new', limit: 200 })).rows.map(({ id }) => id))
    const seen: string[] = []
    let cursor: string | undefined
    for (let page = 0; ; page++) {
      const result = await storage.views.queue(anna, { view: 'new', limit: 7, ...(cursor === undefined ? {} : { cursor }) })
      seen.push(...result.rows.map(({ id }) => id))
      if (result.nextCursor === null) break
      cursor = result.nextCursor
      // What was seen leaves the view, something new comes in: nobody behind the cursor is lost or shown twice.
      await act(lesozavodsk, seen[page] ?? '', lesozavodsk.anna, select)
      await opened(lesozavodsk, `Во время чтения ${page}`)
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect([...steady].filter((id) => !seen.includes(id))).toEqual([])
    const page = await storage.views.queue(anna, { view: 'new', limit: 3, cursor: "'; drop table incidents; --" })
    expect(page.rows).toHaveLength(3)
  })

  test('gives a card that is whole by the contract, with words, clauses, terms and what may be done', async () => {
    lesozavodsk.at('2024-04-12T09:30:00+10:00')
    const id = await opened(lesozavodsk, 'Не вывозят мусор')
    await approved(lesozavodsk, id)
    const card = incidentCard.parse(await storage.views.card(anna, id))
    expect(card.record.map(({ type }) => type)).toEqual([
      'MessageReceived',
      'Registered',
      'Selected',
      'Routed',
      'DraftSubmitted',
      'Approved',
      'PublicationRequested',
    ])
    expect(card.record.every(({ hash, words }) => /^[0-9a-f]{64}$/.test(hash) && words.ru !== '')).toBe(true)
    expect(card.obligations.every(({ explanation }) => explanation !== null && explanation.ru.length > 10)).toBe(true)
    expect(card.obligations.find(({ norm }) => norm === 'route')).toMatchObject({ status: 'met', metAt: lesozavodsk.now() })
    expect(card.stretches.length).toBeGreaterThan(1)
    expect(card.actions.find(({ action }) => action === 'approve')).toMatchObject({ allowed: false })
    expect(card.undo).toBeNull()
    // Ticks of the approval count as well: nothing that the act asks for is open on a text that went out.
    const stated = card.revisions[0]?.requirementStates ?? []
    expect(stated.map(({ id }) => id)).toEqual(card.requirements.map(({ id }) => id))
    expect(stated.filter(({ met }) => !met)).toEqual([])
    const rude = await opened(lesozavodsk, 'Опять не вывезли')
    await act(lesozavodsk, rude, lesozavodsk.anna, select)
    await act(lesozavodsk, rude, lesozavodsk.anna, { type: 'route', unitId: lesozavodsk.roads, note: '' })
    const unkind = { type: 'submitDraft', kind: 'final', text: 'Ждите.', attachments: [] } as const
    await act(lesozavodsk, rude, lesozavodsk.roadman, unkind)
    const greeting = (await storage.views.card(anna, rude))?.revisions[0]?.requirementStates.find(({ id: one }) => one === 'greeting')
    expect(greeting).toMatchObject({ met: false, reason: { ru: expect.stringContaining('Начните с приветствия') } })
    const undoable = await opened(lesozavodsk, 'Передумать можно десять секунд')
    await act(lesozavodsk, undoable, lesozavodsk.anna, select)
    expect((await storage.views.card(anna, undoable))?.undo).toEqual({ version: 3, until: lesozavodsk.now() + 10_000 })
    await act(lesozavodsk, undoable, lesozavodsk.anna, { type: 'undo', version: 3 })
    expect((await storage.views.card(anna, undoable))?.row).toMatchObject({ status: 'received', version: 4 })
  })
})

test('a reply that its writer publishes (D) waits for them until it is out; under other acts it waits for others', async () => {
  for (const [regulationId, waits] of [
    ['desnogorsk-2023', ['Нет света']],
    ['yelets-2023', []],
  ] as const) {
    const of = await town(regulationId)
    try {
      const id = await opened(of, 'Нет света')
      await act(of, id, of.anna, select)
      await act(of, id, of.anna, { type: 'route', unitId: of.roads, note: '' })
      await act(of, id, of.roadman, draft('Здравствуйте! Свет включат сегодня до 18:00.'))
      const { rows } = await of.storage.views.queue(viewerOf(of, of.roadman), { view: 'mine', limit: 50 })
      expect(rows.map(({ excerpt }) => excerpt)).toEqual(waits)
    } finally {
      await of.close()
    }
  }
})
