import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IncidentCard } from '@otklik/contract'
import { makeInbox } from '../src/worker/inbox.ts'
import { openTown, type Town, until } from './town.ts'

const at = '2024-04-08T10:00:00+10:00'
const reply = 'Здравствуйте! Свет включат сегодня до 18:00, отвечает отдел дорог.'

const nobody = () => undefined

/** The card as soon as the network's news is on it. */
const cardWhere = (town: Town, id: string, is: (card: IncidentCard) => boolean) =>
  until(async () => {
    const card = await (await town.as('curator')).card(id)
    return is(card) && card
  })

/** A message whose reply is approved. */
async function approved(town: Town, id: string): Promise<void> {
  const [curator, roads] = await Promise.all([town.as('curator'), town.as('roads')])
  await curator.act(id, { type: 'select' })
  await curator.act(id, { type: 'route', unitId: town.units.roads })
  await roads.act(id, { type: 'submitDraft', kind: 'final', text: reply })
  await curator.act(id, { type: 'approve', revision: 1 })
}

describe('what stands in VK already', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown({ act: 'lesozavodsk-2022', at, receive: 'webhook' })
  })
  afterAll(() => town.close())

  it('an answer that its author edits, deletes and restores is that answer, never the message', async () => {
    const { sandbox } = town
    const { id, commentId } = await town.write('Яма на Ленина, 5')
    const authorId = sandbox.comments().find((one) => one.id === commentId)?.fromId ?? 0
    const answer = sandbox.comment({ postId: town.postId, authorId, text: 'И ещё у школы', replyTo: commentId })
    await cardWhere(town, id, ({ answers }) => answers.length === 1)
    sandbox.editComment(answer.id, 'И ещё у школы № 2')
    const edited = await cardWhere(town, id, ({ record }) => record.some(({ type }) => type.endsWith('Edited')))
    expect(edited).toMatchObject({ message: { text: 'Яма на Ленина, 5' }, row: { excerpt: 'Яма на Ленина, 5' } })
    expect(edited.answers.map(({ text }) => text)).toEqual(['И ещё у школы № 2'])
    sandbox.deleteComment(answer.id)
    const gone = await cardWhere(town, id, ({ record }) => record.some(({ type }) => type.endsWith('Deleted')))
    expect([gone.message.deletedAt, gone.row.flags.includes('messageDeleted')]).toEqual([null, false])
    expect(gone.answers[0]?.deletedAt).not.toBeNull()
    sandbox.restoreComment(answer.id)
    await cardWhere(town, id, ({ answers }) => answers[0]?.deletedAt === null)
  })

  it('a message that comes back is no longer called deleted', async () => {
    const { id, commentId } = await town.write('Нет воды на Садовой', 'Иван')
    town.sandbox.deleteComment(commentId)
    await cardWhere(town, id, ({ row }) => row.flags.includes('messageDeleted'))
    town.sandbox.restoreComment(commentId)
    const back = await cardWhere(town, id, ({ message }) => message.deletedAt === null)
    expect(back.row.flags).toEqual([])
    expect(back.record.at(-1)?.words.ru).toBe('Сообщение снова стоит в сети')
  })

  it('our reply that somebody changes, deletes and restores there is seen, told twice as once', async () => {
    const { sandbox } = town
    const { id, commentId } = await town.write('Нет света', 'Ольга')
    await approved(town, id)
    await cardWhere(town, id, ({ row }) => row.status === 'answered')
    const ours = sandbox.ledger().find(({ replyTo }) => replyTo === commentId)?.commentId ?? 0
    sandbox.editComment(ours, 'Здравствуйте! Свет включат завтра.')
    const edited = await cardWhere(town, id, ({ row }) => row.flags.includes('replyEdited'))
    expect(edited.publications).toMatchObject([{ state: 'published', edited: { text: 'Здравствуйте! Свет включат завтра.' } }])
    sandbox.faults.add({ method: 'callback', effect: { kind: 'duplicate', times: 2 } })
    sandbox.deleteComment(ours)
    const gone = await cardWhere(town, id, ({ row }) => row.flags.includes('replyDeleted'))
    expect(gone.row.status).toBe('answered')
    expect(gone.message.deletedAt).toBeNull()
    expect(gone.record.filter(({ type }) => type === 'ReplyDeleted').map(({ words }) => words.ru)).toEqual([
      'Наш ответ удалили из сети (редакция 1)',
    ])
    sandbox.restoreComment(ours)
    const back = await cardWhere(town, id, ({ publications }) => publications[0]?.deletedAt === null)
    // Restored as it stood there last: still not the words that were approved.
    expect(back.row.flags).toEqual(['replyEdited'])
    expect(back.record.filter(({ type }) => type === 'ReplyDeleted')).toHaveLength(1)
  })

  it('what our page wrote past us, changed and restored, is nobody’s message', async () => {
    const { sandbox } = town
    const before = (await (await town.as('curator')).get<{ rows: unknown[] }>('/api/queue?view=all')).rows.length
    const { id: byHand } = sandbox.comment({ postId: town.postId, authorId: -100, text: 'Ответили сами' })
    sandbox.editComment(byHand, 'Ответили сами, без Отклика')
    sandbox.deleteComment(byHand)
    sandbox.restoreComment(byHand)
    // A message written later is received later.
    await town.write('Последнее сообщение', 'Пётр')
    const { rows } = await (await town.as('curator')).get<{ rows: unknown[] }>('/api/queue?view=all')
    expect(rows).toHaveLength(before + 1)
  })
})

it('a reply deleted in VK before we knew that it stood there is noticed as soon as we know', async () => {
  const town = await openTown({ act: 'lesozavodsk-2022', at, receive: 'webhook', role: 'web' })
  try {
    const { storage } = town.house
    const inbox = makeInbox(town.house, nobody, nobody)
    const { key } = town.sandbox.comment({ postId: town.postId, authorName: 'Ольга', text: 'Нет света' })
    const id = await until(async () => (await inbox(), storage.views.incidentByKey(town.tenantId, town.accountId, key)))
    await approved(town, id)
    const taken = await until(() => storage.outbox.take('sender', 600_000))
    const raw = { type: 'wall_reply_delete', object: { owner_id: -100, post_id: town.postId, id: 77, user_id: -100 } }
    const event = { dedupeKey: 'deleted-too-early', kind: 'delete', occurredAt: Date.parse(at), raw }
    expect(await storage.raw.store(town.tenantId, town.accountId, [event], null)).toBe(1)
    await inbox()
    const ref = `-100_${town.postId}_77`
    await storage.outbox.finish(taken, 'sender', { type: 'done', ref, url: 'https://vk.com/x', evidence: 'network' })
    const seen = await until(async () => {
      await inbox()
      const card = await (await town.as('curator')).card(id)
      return card.row.flags.includes('replyDeleted') && card
    })
    expect(seen).toMatchObject({ row: { status: 'answered' }, publications: [{ state: 'published', ref }] })
  } finally {
    await town.close()
  }
})
