import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTown, problemOf, type Town, until } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00' })
})
afterAll(() => town.close())

const reply = 'Здравствуйте! Сука — река у села, паводка нет. Отвечает отдел дорог.'
const said = [{ requirement: 'polite', reason: 'название реки' }]

async function written(more: { justifications?: typeof said }) {
  const [curator, roads] = await Promise.all([town.as('curator'), town.as('roads')])
  const { id } = await town.write('Что с паводком?')
  await curator.act(id, { type: 'select' })
  await curator.act(id, { type: 'route', unitId: town.units.roads })
  await roads.act(id, { type: 'submitDraft', kind: 'final', text: reply, ...more })
  const card = await curator.card(id)
  const confirmed = card.requirements.filter(({ check }) => check === 'manual').map((one) => one.id)
  return { curator, id, card, confirmed }
}
const key = () => ({ 'idempotency-key': randomUUID() })
const polite = (card: Awaited<ReturnType<typeof written>>['card']) =>
  card.revisions.at(-1)?.requirementStates.find((one) => one.id === 'polite')

describe('words that a check warns about', () => {
  it('stop the reply with the clause and the place, until whoever lets it out says why they stay; the record keeps it', async () => {
    const { curator, id, card, confirmed } = await written({})
    expect(polite(card)).toMatchObject({ met: false, justifiable: true, places: [{ from: 14, to: 18 }], justifications: [] })
    const order = { expectedVersion: card.row.version, command: { type: 'approve', revision: 1, confirmed } }
    const refused = await problemOf(await curator.send('POST', `/api/incidents/${id}/commands`, order, key()))
    expect(refused).toMatchObject({ code: 'requirement-unmet', clause: 'L-16' })
    expect(refused.text.ru).toContain('«Сука»')
    const blank = { ...order, command: { ...order.command, justifications: [{ requirement: 'polite', reason: '\u200b' }] } }
    expect((await curator.send('POST', `/api/incidents/${id}/commands`, blank, key())).status).toBe(400)
    await curator.act(id, { type: 'approve', revision: 1, confirmed, justifications: said })
    const done = await until(async () => {
      const now = await curator.card(id)
      return now.row.status === 'answered' ? now : null
    })
    expect(polite(done)).toMatchObject({ met: true, justifications: ['название реки'] })
    expect(done.record.find(({ type }) => type === 'Approved')?.words.ru).toContain('оставлены: название реки')
  })

  it('that their writer has justified stop nobody; the approver sees the reason', async () => {
    const { curator, id, card, confirmed } = await written({ justifications: said })
    expect(polite(card)).toMatchObject({ met: true, justifications: ['название реки'], places: [{ from: 14, to: 18 }] })
    expect(card.record.at(-1)?.words.ru ?? '').toContain('название реки')
    await curator.act(id, { type: 'approve', revision: 1, confirmed })
  })
})
