import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IncidentCard } from '@otklik/contract'
import { openTown, type Town, until } from './town.ts'

const png = Uint8Array.from(Buffer.from('89504e470d0a1a0a0000', 'hex'))
const picture = (name: string) => ({ name, bytes: png })
const paper = (name: string) => ({ name, bytes: Uint8Array.from(Buffer.from(name)) })

/** The card as soon as the network's news is on it. */
const cardWhere = (town: Town, id: string, is: (card: IncidentCard) => boolean) =>
  until(async () => {
    const card = await (await town.as('curator')).card(id)
    return is(card) && card
  })

describe.each(['webhook', 'poll'] as const)('what comes beside words through the %s', (receive) => {
  let town: Town
  beforeAll(async () => {
    town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', receive })
  })
  afterAll(() => town.close())

  const incidentOf = (key: string) => until(() => town.house.storage.views.incidentByKey(town.tenantId, town.accountId, key))
  async function written(text: string, attachments: object) {
    const { key, ...rest } = town.sandbox.comment({ postId: town.postId, authorName: `Автор ${text} ${receive}`, text, attachments })
    return { ...rest, incidentId: await incidentOf(key) }
  }

  it('a picture without words is a message with a row that says so', async () => {
    const { incidentId } = await written('', { files: [picture('1.png'), picture('2.png')] })
    const card = await (await town.as('curator')).card(incidentId)
    expect(card).toMatchObject({ message: { text: '' }, row: { excerpt: '', attached: { ru: '2 фото', en: '2 photos' } } })
    const [address] = card.message.attachments
    expect((await fetch(address?.url ?? '')).headers.get('content-type')).toBe('image/png')
  })

  it('an answer keeps its photo and document and the way to its place; a swapped photo is told', async () => {
    const { id, incidentId, authorId } = await written('Яма у школы', {})
    const answer = town.sandbox.comment({
      postId: town.postId,
      authorId,
      text: 'Вот',
      replyTo: id,
      attachments: { files: [picture('1.png'), paper('акт.pdf')] },
    })
    const told = await cardWhere(town, incidentId, ({ answers }) => answers.length === 1)
    expect(told.answers[0]?.attachments.map(({ name }) => name.ru)).toEqual(['Фото', 'Документ: акт.pdf'])
    expect(told.answers[0]?.url).toContain(`reply=${answer.id}`)
    const [, kept] = town.sandbox.comments().find((one) => one.id === answer.id)?.attachments ?? []
    const keep = kept?.kind === 'doc' ? [kept.id] : []
    town.sandbox.editComment(answer.id, 'Вот', { keep, files: [picture('2.png')] })
    const changed = await cardWhere(town, incidentId, ({ record }) => record.some(({ type }) => type === 'AnswerEdited'))
    expect(changed.record.at(-1)?.words.ru).toBe('Автор изменил вложения своего ответа (убрано: фото; добавлено: фото)')
    expect(changed.answers[0]?.attachments.map(({ kind }) => kind)).toEqual(['doc', 'photo'])
    expect(changed.answers[0]?.edited?.removed.map(({ url }) => url)).toEqual([told.answers[0]?.attachments[0]?.url])
  })

  it('a photo taken from a message leaves the same words and an event', async () => {
    const { id, incidentId } = await written('Фонарь', { files: [picture('1.png')] })
    town.sandbox.editComment(id, 'Фонарь', {})
    const changed = await cardWhere(town, incidentId, ({ message }) => message.edited !== null)
    expect(changed).toMatchObject({ message: { text: 'Фонарь', attachments: [] }, row: { attached: null } })
  })

  it('a sticker and a thing that nobody knows yet are named', async () => {
    const sticker = { type: 'sticker', sticker: { sticker_id: 5, images: [{ url: 'https://vk.com/s.png', width: 512, height: 512 }] } }
    const { incidentId } = await written('', { raw: [sticker] })
    expect((await (await town.as('curator')).card(incidentId)).row.attached?.ru).toBe('Стикер')
    const other = await written('Смотрите', { raw: [{ type: 'thing_of_2030', thing_of_2030: {} }] })
    const { message } = await (await town.as('curator')).card(other.incidentId)
    expect(message.attachments).toEqual([
      { kind: 'thing_of_2030', url: '', name: { ru: 'Вложение (thing_of_2030)', en: 'Attachment (thing_of_2030)' } },
    ])
  })

  it('our reply that VK set in its own way is not called changed; its photo put there past us is', async () => {
    const { id, incidentId } = await written('Темно', {})
    const [curator, roads] = await Promise.all([town.as('curator'), town.as('roads')])
    await curator.act(incidentId, { type: 'select' })
    await curator.act(incidentId, { type: 'route', unitId: town.units.roads })
    const text = 'Здравствуйте!  Спросите @id5 (Ирину) или @durov (Павла) -- включат [1|2] завтра. Отдел дорог.'
    await roads.act(incidentId, { type: 'submitDraft', kind: 'final', text })
    await curator.act(incidentId, { type: 'approve', revision: 1 })
    await cardWhere(town, incidentId, ({ row }) => row.status === 'answered')
    const ours = town.sandbox.comments().find(({ replyTo, fromId }) => replyTo === id && fromId < 0)
    if (ours === undefined) throw new Error('no reply stands in the network')
    expect(ours.text).not.toBe(text)
    town.sandbox.editComment(ours.id, ours.text)
    // Callbacks go out one beside another: the next one waits for this one.
    await until(async () => town.sandbox.callback.deliveries().every(({ state }) => state === 'delivered'))
    town.sandbox.editComment(ours.id, ours.text, { files: [picture('1.png')] })
    const pictured = await cardWhere(town, incidentId, ({ row }) => row.flags.includes('replyEdited'))
    expect(pictured.publications[0]?.edited).toMatchObject({ text, photos: 1 })
    expect(pictured.record.filter(({ type }) => type === 'ReplyEdited')).toHaveLength(1)
    town.sandbox.editComment(ours.id, 'Здравствуйте! Не включат.')
    const changed = await cardWhere(town, incidentId, ({ publications }) => publications[0]?.edited?.text !== text)
    expect(changed.publications[0]?.edited).toMatchObject({ text: 'Здравствуйте! Не включат.' })
  })

  it('the talk around a message carries its pictures', async () => {
    const { id, incidentId } = await written('Лужа', { files: [picture('1.png')] })
    town.sandbox.comment({ postId: town.postId, authorName: 'Сосед', text: '', replyTo: id, attachments: { files: [picture('2.png')] } })
    const card = await cardWhere(town, incidentId, ({ context }) => (context?.thread.length ?? 0) > 0)
    expect(card.context?.thread[0]?.attachments).toMatchObject([{ kind: 'photo', name: { ru: 'Фото' } }])
  })
})
