import type { Intent } from '@otklik/connectors'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IncidentCard } from '@otklik/contract'
import { vkPage } from '../../../packages/storage/test/account.ts'
import { makeSender } from '../src/worker/sender.ts'
import { openTown, problemOf, type Town } from './town.ts'

type FileRef = IncidentCard['revisions'][number]['attachments'][number]

let town: Town
/** No worker runs here: the test itself is the sender, so that it knows where a reply was cut off. */
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', receive: 'webhook', role: 'web' })
})
afterAll(() => town.close())

const sender = 'sender'
const reply = 'Здравствуйте! Засыплем яму до пятницы, отвечает отдел дорог.'
const stop = new AbortController().signal

/** A citizen's comment that has come to the unit. */
async function routed(text: string): Promise<{ id: string; commentId: number }> {
  const { id: commentId, key } = town.sandbox.comment({ postId: town.postId, authorName: 'Мария', text })
  const arrived = await town.house.storage.arrive({
    tenantId: town.tenantId,
    place: {
      network: 'vk',
      delivery: 'network',
      accountId: town.accountId,
      key,
      url: `${town.sandbox.url}/wall-100_${town.postId}?reply=${commentId}`,
      target: { owner: -100, post: town.postId, comment: commentId, thread: 0 },
    },
    text,
    attachments: [],
    writtenAt: town.house.now(),
    author: { key: `author-${commentId}`, name: 'Мария', url: null },
    track: 'social',
    inReplyToKey: null,
    threadKey: null,
    idempotencyKey: null,
  })
  if (arrived.outcome !== 'opened') throw new Error(`expected a new incident, got ${arrived.outcome}`)
  const curator = await town.as('curator')
  await curator.act(arrived.incidentId, { type: 'select' })
  await curator.act(arrived.incidentId, { type: 'route', unitId: town.units.roads })
  return { id: arrived.incidentId, commentId }
}

const repliesTo = (commentId: number) => town.sandbox.ledger().filter(({ replyTo }) => replyTo === commentId)

/** Sends what waits, and loses the answer: the reply stands or not, and nobody here can tell. */
async function sentBlindly(reaches: boolean): Promise<string> {
  const { outbox } = town.house.storage
  const taken = await outbox.take(sender, 60_000)
  if (taken === null) throw new Error('nothing waits to be sent')
  const opened = await town.house.networks.open(taken.accountId)
  if (reaches) await opened?.connector.perform({ key: taken.key, act: { ...taken.act, files: [] } as Intent['act'] })
  await outbox.finish(taken, sender, { type: 'uncertain', detail: 'связь оборвалась' })
  return taken.key
}

const pressedAgain = async (reaches: boolean) => {
  const { id, commentId } = await routed(reaches ? 'Яма у дома 1' : 'Яма у дома 2')
  const [curator, roads] = [await town.as('curator'), await town.as('roads')]
  await roads.act(id, { type: 'submitDraft', kind: 'final', text: reply })
  await curator.act(id, { type: 'approve', revision: 1 })
  const publicationId = await sentBlindly(reaches)
  await curator.act(id, { type: 'resolvePublication', publicationId, stands: false })
  await curator.act(id, { type: 'publish', revision: 1 })
  await makeSender(town.house, sender, stop)()
  return { card: await curator.card(id), replies: repliesTo(commentId) }
}

describe('a reply of which nobody knew whether it appeared, and which a person did not find', () => {
  it('stands there after all: the second press finds it and says nothing twice', async () => {
    const { card, replies } = await pressedAgain(true)
    expect(replies).toHaveLength(1)
    expect(card.row.status).toBe('answered')
    expect(card.record.at(-1)?.words.ru).toContain('найдено в сети')
    expect(card.publications.map(({ state }) => state)).toEqual(['failed', 'published'])
  })

  it('is truly absent: the second press sends it once', async () => {
    const { card, replies } = await pressedAgain(false)
    expect(replies).toHaveLength(1)
    expect(card.row.status).toBe('answered')
    expect(card.record.at(-1)?.words.ru).toContain('подтвердила сеть')
  })
})

const photo = async (background: string): Promise<FileRef> => {
  const form = new FormData()
  const pixels = await sharp({ create: { width: 4, height: 4, channels: 3, background } })
    .png()
    .toBuffer()
  form.set('file', new Blob([Uint8Array.from(pixels)]), 'яма.png')
  return (await town.as('roads')).post<FileRef>('/api/files', form)
}

const draft = (attachments: FileRef[]) => ({ type: 'submitDraft' as const, kind: 'final' as const, text: reply, attachments })

describe('photos beyond what VK takes through this connection', () => {
  const account = { name: 'Город', ownId: 100, receive: 'webhook', active: true } as const
  const userKey = (userToken: string) =>
    town.house.storage.accounts.save(town.tenantId, town.accountId, vkPage({ ...account, apiBase: town.sandbox.apiBase }), { userToken })

  it('are seen on the card and refused when the draft is handed in, not after its approval', async () => {
    const { id } = await routed('Яма у дома 3')
    const roads = await town.as('roads')
    const photos = await Promise.all(['#a00', '#0a0', '#00a'].map(photo))
    const { row, maxReplyLength, maxReplyPhotos } = await roads.card(id)
    expect({ maxReplyLength, maxReplyPhotos }).toEqual({ maxReplyLength: 4096, maxReplyPhotos: 2 })
    expect(await problemOf(await roads.press(id, row.version, draft(photos)))).toMatchObject({
      code: 'requirement-unmet',
      text: { ru: 'В ответе 3 фото, а соцсеть примет не больше 2. Уберите лишние.' },
    })

    await userKey('')
    expect((await roads.card(id)).maxReplyPhotos).toBe(0)
    const keyless = await problemOf(await roads.press(id, row.version, draft(photos.slice(0, 1))))
    expect(keyless.text.ru).toContain('Через это подключение фото не отправить.')

    await userKey(town.sandbox.tokens.user)
    const { card } = await roads.act(id, draft(photos.slice(0, 2)))
    expect(card.row.status).toBe('submitted')
  })
})
