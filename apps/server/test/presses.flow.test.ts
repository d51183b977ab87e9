import { randomUUID } from 'node:crypto'
import type { CommandResponse } from '@otklik/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTown, problemOf, type Town, until } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', receive: 'webhook' })
})
afterAll(() => town.close())

const reply = 'Здравствуйте! Засыплем яму до пятницы, отвечает отдел дорог.'

/** A message whose reply waits for the curator's approval. */
async function submitted(text: string): Promise<{ id: string; commentId: number; version: number }> {
  const [curator, roads] = await Promise.all([town.as('curator'), town.as('roads')])
  const { id, commentId } = await town.write(text)
  await curator.act(id, { type: 'select' })
  await curator.act(id, { type: 'route', unitId: town.units.roads })
  const { version } = await roads.act(id, { type: 'submitDraft', kind: 'final', text: reply })
  return { id, commentId, version }
}
const ledgerOf = (commentId: number) => town.sandbox.ledger().filter(({ replyTo }) => replyTo === commentId)
const answered = (id: string) =>
  until(async () => {
    const card = await (await town.as('curator')).card(id)
    return card.row.status === 'answered' ? card : null
  })

describe('a press', () => {
  it('repeated with the same key changes nothing more', async () => {
    const { id, commentId, version } = await submitted('Яма у дома 1')
    const curator = await town.as('curator')
    const key = randomUUID()
    const presses = await Promise.all(Array.from({ length: 5 }, () => curator.press(id, version, { type: 'approve', revision: 1 }, key)))
    const versions = await Promise.all(presses.map(async (each) => ((await each.json()) as CommandResponse).version))
    expect(new Set(versions).size).toBe(1)
    const card = await answered(id)
    expect(card.record.filter(({ type }) => type === 'Approved')).toHaveLength(1)
    expect(ledgerOf(commentId)).toHaveLength(1)
  })

  it('with a used key and another order is refused', async () => {
    const { id, version } = await submitted('Яма у дома 2')
    const curator = await town.as('curator')
    const key = randomUUID()
    expect((await curator.press(id, version, { type: 'sendBack', revision: 1, remarks: [{ text: 'Когда?' }] }, key)).status).toBe(200)
    const other = await curator.press(id, version + 1, { type: 'close', reason: 'outside' }, key)
    expect(await problemOf(other)).toMatchObject({ status: 409, code: 'key-reused' })
  })

  it('without a key, or with one that is no UUID, is refused and says what to send', async () => {
    const { id, version } = await submitted('Яма у дома 3')
    const curator = await town.as('curator')
    const order = { expectedVersion: version, command: { type: 'approve', revision: 1 } }
    for (const key of [null, '', 'again', '7b0a2c1e-5d0f-4c62-9c53', `${randomUUID()}, ${randomUUID()}`]) {
      const headers = key === null ? {} : { 'idempotency-key': key }
      const response = await curator.send('POST', `/api/incidents/${id}/commands`, order, headers)
      expect(await problemOf(response)).toMatchObject({ status: 400, code: key === null ? 'key-missing' : 'key-malformed' })
    }
  })

  it('of the second of two curators is refused with what the first one did', async () => {
    const { id, version } = await submitted('Яма у дома 4')
    const [anna, boris] = await Promise.all([town.as('curator'), town.as('second')])
    const both = await Promise.all([
      anna.press(id, version, { type: 'sendBack', revision: 1, remarks: [{ text: 'Назовите дату' }] }),
      boris.press(id, version, { type: 'approve', revision: 1 }),
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const late = both.find(({ status }) => status === 409)
    if (late === undefined) throw new Error('nobody was late')
    const problem = await problemOf(late)
    expect(problem).toMatchObject({ code: 'version-conflict', current: { by: { name: both[0]?.ok ? 'Анна Куратор' : 'Борис Куратор' } } })
    expect(problem.current?.version).toBeGreaterThan(version)
    expect(problem.detail).toContain('ваше действие не выполнено')
  })

  it('that the act forbids is refused with its clause, in the language of the reader', async () => {
    const { id, version } = await submitted('Яма у дома 5')
    const roads = await town.as('roads')
    const order = { expectedVersion: version, command: { type: 'approve', revision: 1 } }
    const headers = { 'idempotency-key': randomUUID(), 'accept-language': 'en' }
    const response = await roads.send('POST', `/api/incidents/${id}/commands`, order, headers)
    expect(response.headers.get('content-language')).toBe('en')
    expect(await problemOf(response)).toMatchObject({
      status: 403,
      code: 'not-your-role',
      clause: 'L-11',
      title: 'Another role takes this step',
    })
  })
})

describe('the network fails', () => {
  it.each([
    ['answers 502 after the reply has gone up', { kind: '502-html', after: true }],
    ['answers 502 before it', { kind: '502-html' }],
    ['cuts the answer off', { kind: 'truncated' }],
    ['cuts the line after the reply has gone up', { kind: 'reset-after' }],
    ['says error 10 although it did it', { kind: 'error', code: 10, after: true }],
    ['asks for patience', { kind: 'error', code: 6 }],
  ] as const)('%s: the reply stands once', async (title, effect) => {
    const { id, commentId } = await submitted(`Яма: ${title}`)
    town.sandbox.faults.add({ method: 'wall.createComment', effect })
    await (await town.as('curator')).act(id, { type: 'approve', revision: 1 })
    const card = await answered(id)
    expect(ledgerOf(commentId)).toMatchObject([{ text: reply, state: 'stands' }])
    expect(card.publications).toMatchObject([{ state: 'published', ref: ledgerOf(commentId)[0]?.key }])
  })

  it('for good: a closed thread gives the reply back to a person, with the reason', async () => {
    const { id, commentId } = await submitted('Яма под закрытой записью')
    town.sandbox.deleteComment(commentId)
    const curator = await town.as('curator')
    // The network tells of the deletion too, which moves the incident: approving meanwhile would be a conflict.
    await until(async () => (await curator.card(id)).message.deletedAt !== null)
    await curator.act(id, { type: 'approve', revision: 1 })
    const card = await until(async () => {
      const seen = await curator.card(id)
      return seen.publications.some(({ state }) => state === 'failed') ? seen : null
    })
    expect(card.publications[0]?.failure).toBe('gone')
    expect(card.row.flags).toContain('publicationFailed')
    expect(ledgerOf(commentId)).toEqual([])
  })
})

describe('an event of the network', () => {
  it('delivered three times opens one incident', async () => {
    town.sandbox.faults.add({ method: 'callback', effect: { kind: 'duplicate', times: 2 } })
    const { id } = await town.write('Мусор не вывозят')
    await until(async () => town.sandbox.callback.deliveries().length > 0)
    const { rows } = await (await town.as('curator')).get<{ rows: { id: string }[] }>('/api/queue?q=мусор')
    expect(rows.map((row) => row.id)).toEqual([id])
  })

  it('with a wrong secret is turned away, of an unknown connection not found', async () => {
    const event = { type: 'wall_reply_new', group_id: 100, event_id: 'x', secret: 'guess', object: {} }
    const hook = `/hooks/vk/${town.accountId}`
    expect((await town.nobody().send('POST', hook, event)).status).toBe(403)
    expect((await town.nobody().send('POST', `/hooks/vk/${randomUUID()}`, event)).status).toBe(404)
    expect((await town.nobody().send('POST', `/hooks/other/${town.accountId}`, event)).status).toBe(404)
  })

  it('that a message was edited or deleted stands on the card', async () => {
    const curator = await town.as('curator')
    const { id, commentId } = await town.write('Фонарь не горит')
    town.sandbox.editComment(commentId, 'Фонарь не горит, дом 7')
    await until(async () => (await curator.card(id)).record.some(({ type }) => type === 'MessageEdited'))
    town.sandbox.deleteComment(commentId)
    await until(async () => (await curator.card(id)).message.deletedAt)
    expect((await curator.card(id)).row.flags).toContain('messageDeleted')
  })
})
