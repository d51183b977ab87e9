import { afterEach, describe, expect, it } from 'vitest'
import { makeContexts } from '../src/worker/contexts.ts'
import type { Arrived } from '../src/worker/inbox.ts'
import { openTown, type Town } from './town.ts'

let town: Town | null = null
afterEach(async () => {
  await town?.close()
  town = null
})

/** A town whose workers rest, and a message in it: what is around it is read by the test alone. */
async function messageInTown(): Promise<{ readonly town: Town; readonly arrived: Arrived }> {
  const opened = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web' })
  town = opened
  const { tenantId, accountId, postId, house, sandbox } = opened
  const { id, key, authorId } = sandbox.comment({ postId, authorName: 'Анна Смирнова', text: 'Нет воды на Садовой' })
  const target = { owner: -sandbox.groupId, post: postId, comment: id }
  const arrival = await house.storage.arrive({
    tenantId,
    place: {
      network: 'vk',
      delivery: 'network',
      accountId,
      key,
      url: `${sandbox.url}/wall-${sandbox.groupId}_${postId}?reply=${id}`,
      target,
    },
    text: 'Нет воды на Садовой',
    attachments: [],
    writtenAt: Date.parse('2024-04-08T10:00:00+10:00'),
    author: { key: String(authorId), name: 'Анна Смирнова', url: null },
    track: 'social',
    inReplyToKey: null,
    threadKey: null,
    idempotencyKey: null,
  })
  if (arrival.outcome !== 'opened') throw new Error(`expected a new incident, got ${arrival.outcome}`)
  return { town: opened, arrived: { tenantId, incidentId: arrival.incidentId, accountId, target } }
}

async function contextOf(of: Town, { incidentId }: Arrived) {
  return (await of.house.storage.views.card(await of.viewer('curator'), incidentId))?.context ?? null
}

async function readAround(of: Town, arrived: Arrived): Promise<void> {
  const contexts = makeContexts(of.house, new AbortController().signal, 0)
  contexts.wish(arrived)
  await contexts.ended()
}

describe('what stands around a message', () => {
  it.each([
    ['asks us to slow down', { kind: 'error', code: 6 }],
    ['is out of order for a while', { kind: '502-html' }],
  ] as const)('comes on the card also when VK %s', async (_, effect) => {
    const { town: lesozavodsk, arrived } = await messageInTown()
    lesozavodsk.sandbox.faults.add({ method: 'wall.getById', effect, times: 4 })
    await readAround(lesozavodsk, arrived)
    expect(await contextOf(lesozavodsk, arrived)).toMatchObject({ post: { text: 'Дорогие жители!' } })
  })

  it('is asked for five times and no more', async () => {
    const { town: lesozavodsk, arrived } = await messageInTown()
    lesozavodsk.sandbox.faults.add({ method: 'wall.getById', effect: { kind: 'error', code: 6 }, probability: 1 })
    await readAround(lesozavodsk, arrived)
    expect(await contextOf(lesozavodsk, arrived)).toBeNull()
    expect(lesozavodsk.sandbox.requests('wall.getById')).toHaveLength(5)
  })

  it('is not asked for again where the key is dead: that does not pass by itself', async () => {
    const { town: lesozavodsk, arrived } = await messageInTown()
    lesozavodsk.sandbox.revoke('service')
    await readAround(lesozavodsk, arrived)
    expect(await contextOf(lesozavodsk, arrived)).toBeNull()
    expect(lesozavodsk.sandbox.requests('wall.getById')).toHaveLength(1)
  })
})
