import type { PersonCommand } from '@otklik/casework'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hour, minute } from './simulation/clocks.ts'
import { openSimulatedTown, type SimulatedTown } from './simulation/town.ts'
import { leasesRunOut, publishNext, receive, takeIn } from './simulation/workers.ts'

const text = 'Здравствуйте! Воду дали сегодня в 14:00.'

let town: SimulatedTown
beforeEach(async () => {
  town = await openSimulatedTown({ seed: 1, act: 'lesozavodsk-2022', from: '2025-02-03T10:00:00+10:00', receive: 'poll' })
  await receive(town, 0)
  town.sandbox.comment({ postId: 1, authorName: 'Мария', text: 'Когда дадут воду?' })
  await receive(town, 0)
  await takeIn(town, 0)
})
afterEach(() => town.close())

async function only(): Promise<{ id: string; version: number; status: string }> {
  const [curator] = town.people
  if (curator === undefined) throw new Error('a town has a curator')
  const [row] = (await town.houses[0].storage.views.queue(curator, { view: 'all', limit: 1 })).rows
  if (row === undefined) throw new Error('no message came')
  return row
}

/** The whole way of one reply on the second computer, whose clock may be wrong, up to its place in the outbox. */
async function answered(revision: number): Promise<void> {
  const unitId = town.units[0]?.id ?? ''
  const way: readonly (readonly [login: string, command: PersonCommand])[] = [
    ['anna', { type: 'select', importance: 'normal', topicId: null, location: null }],
    ['anna', { type: 'route', unitId, note: '' }],
    ['roads', { type: 'submitDraft', kind: 'final', text, attachments: [] }],
    ['anna', { type: 'approve', revision, confirmed: [] }],
  ]
  for (const [login, command] of way) {
    const acting = town.people.find((one) => one.login === login)?.acting
    if (acting === undefined) throw new Error(`nobody is called ${login}`)
    const { id, version, status } = await only()
    if (command.type === 'select' && status !== 'received') continue
    const { tenantId } = town
    const order = { tenantId, incidentId: id, command, acting, expectedVersion: version, idempotencyKey: null }
    expect(await town.houses[1].storage.command(order)).toMatchObject({ ok: true })
  }
}

describe('a computer whose clock is wrong dies in the middle of a reply', () => {
  it('ahead by three hours, after VK took the reply: it is found there hours later, and not sent again', async () => {
    town.clocks.setWrong(1, 3 * hour)
    await answered(1)
    await publishNext(town, 1, 'after')
    expect(town.sandbox.ledger()).toHaveLength(1)
    town.clocks.pass(5 * hour)
    await leasesRunOut(town)
    await publishNext(town, 0)
    expect(town.sandbox.ledger()).toHaveLength(1)
    expect((await only()).status).toBe('answered')
  })

  it('behind by five hours, before the reply left: an equal reply of the round before is not taken for it', async () => {
    await answered(1)
    await publishNext(town, 1)
    const [first] = town.sandbox.ledger()
    town.clocks.pass(10 * minute)
    const [{ fromId } = { fromId: 0 }] = town.sandbox.comments()
    town.sandbox.comment({ postId: 1, authorId: fromId, text: 'Опять нет воды!', replyTo: first?.commentId ?? 0 })
    await receive(town, 0)
    await takeIn(town, 0)
    town.clocks.pass(2 * hour)
    town.clocks.setWrong(1, -5 * hour)
    await answered(2)
    await leasesRunOut(town)
    await publishNext(town, 0, 'before')
    await leasesRunOut(town)
    await publishNext(town, 0)
    expect(town.sandbox.ledger()).toHaveLength(2)
    expect((await only()).status).toBe('answered')
  })
})
