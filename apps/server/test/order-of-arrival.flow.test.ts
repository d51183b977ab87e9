import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IncidentCard } from '@otklik/contract'
import type { RawEvent } from '@otklik/connectors'
import { eventIn, posted } from '../../../packages/connectors/test/hook.ts'
import { makeInbox } from '../src/worker/inbox.ts'
import { openTown, type Town, until } from './town.ts'

const at = '2024-04-08T10:00:00+10:00'
const reply = 'Здравствуйте! Свет включат сегодня до 18:00, отвечает отдел дорог.'
const nobody = () => undefined

/** A town whose events are stored and handled by the test, by several workers at once. */
let town: Town
let workers: (() => Promise<boolean>)[]
let comments = 1_000
let events = 0

beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at, role: 'web', receive: 'webhook' })
  workers = Array.from({ length: 3 }, () => makeInbox(town.house, nobody, nobody))
})
afterAll(() => town.close())

type Said = { readonly id: number; readonly from?: number; readonly text?: string; readonly under?: number }

/** An event as VK tells it; a deletion tells neither author nor thread. */
function told(type: string, { id, from = 501, text = '', under }: Said): RawEvent {
  const place = { owner_id: -100, post_id: town.postId, id }
  const comment = {
    ...place,
    post_owner_id: -100,
    from_id: from,
    date: 1_712_538_000,
    text,
    parents_stack: under === undefined ? [] : [under],
  }
  const object = type === 'wall_reply_delete' ? { ...place, user_id: from } : { ...comment, reply_to_comment: under }
  const opened = town.house.networks.kept(town.accountId)
  if (opened === null) throw new Error('the connection is not open')
  const body = { type, object, group_id: 100, event_id: `e${++events}`, v: '5.199', secret: 'callback-secret' }
  return eventIn(opened.connector, posted(body))
}

const came = (...some: readonly RawEvent[]) => town.house.storage.raw.store(town.tenantId, town.accountId, some, null)

async function handled(): Promise<void> {
  await until(async () => {
    await Promise.all(workers.map((round) => round()))
    // Nobody works now: the pauses after failures are over.
    const pool = town.house.storage.pool as { query(text: string): Promise<unknown> }
    await pool.query('update public.raw_events set taken_until = null')
    return (await town.house.storage.backlog()).rawWaiting === 0
  })
}

const unreadable = (event: RawEvent): RawEvent => ({ ...event, kind: 'unreadable', about: null })

const keyOf = (id: number): string => `-100_${town.postId}_${id}`

async function cardOf(id: number): Promise<IncidentCard> {
  const incidentId = await town.house.storage.views.incidentByKey(town.tenantId, town.accountId, keyOf(id))
  if (incidentId === null) throw new Error(`nobody knows comment ${id}`)
  return (await town.as('curator')).card(incidentId)
}

const incidents = async (): Promise<number> =>
  (await (await town.as('curator')).get<{ rows: unknown[] }>('/api/queue?view=all&limit=200')).rows.length

describe('what came in one answer of the network is handled as it came', () => {
  beforeAll(async () => {
    await town.house.networks.open(town.accountId)
  })

  it('three edits leave the last text', async () => {
    for (let turn = 0; turn < 8; turn++) {
      const id = ++comments
      const texts = ['Яма', 'Яма на Ленина', 'Яма на Ленина, 5', 'Яма на Ленина, 7']
      await came(...texts.map((text, index) => told(index === 0 ? 'wall_reply_new' : 'wall_reply_edit', { id, text })))
      await handled()
      expect((await cardOf(id)).message.text).toBe('Яма на Ленина, 7')
    }
  })

  it('deleted and restored is in the network, restored and deleted is not', async () => {
    for (let turn = 0; turn < 8; turn++) {
      const id = ++comments
      const [made, gone, back] = ['new', 'delete', 'restore'].map((kind) => () => told(`wall_reply_${kind}`, { id, text: 'Нет воды' }))
      await came(made!(), gone!(), back!())
      await handled()
      expect((await cardOf(id)).message.deletedAt).toBeNull()
      await came(gone!(), back!(), gone!())
      await handled()
      expect((await cardOf(id)).message.deletedAt).not.toBeNull()
    }
  })

  it('a comment and six answers of its author are one incident, the answers in their order', async () => {
    const before = await incidents()
    const id = ++comments
    const answers = Array.from({ length: 6 }, (_, index) => ({ id: ++comments, text: `Ответ ${index + 1}`, under: id }))
    await came(told('wall_reply_new', { id, text: 'Не вывезли снег' }), ...answers.map((one) => told('wall_reply_new', one)))
    await handled()
    expect(await incidents()).toBe(before + 1)
    expect((await cardOf(id)).answers.map(({ text }) => text)).toEqual(answers.map(({ text }) => text))
  })

  it('our own reply that a moderator deletes and restores stands', async () => {
    const id = ++comments
    await came(told('wall_reply_new', { id, text: 'Нет света' }))
    await handled()
    const incidentId = (await cardOf(id)).row.id
    const [curator, roads] = await Promise.all([town.as('curator'), town.as('roads')])
    await curator.act(incidentId, { type: 'select' })
    await curator.act(incidentId, { type: 'route', unitId: town.units.roads })
    await roads.act(incidentId, { type: 'submitDraft', kind: 'final', text: reply })
    await curator.act(incidentId, { type: 'approve', revision: 1 })
    const { outbox } = town.house.storage
    const taken = await until(() => outbox.take('sender', 600_000))
    const ours = { id: ++comments, from: -100, text: reply, under: id }
    const end = { type: 'done', ref: keyOf(ours.id), url: 'https://vk.com/x', evidence: 'network' } as const
    // Deleted and restored before anybody knew that it stands there, and once more after that.
    await came(...['new', 'delete', 'restore'].map((kind) => told(`wall_reply_${kind}`, ours)))
    await Promise.all(workers.map((round) => round()))
    await outbox.finish(taken, 'sender', end)
    await handled()
    expect((await cardOf(id)).publications[0]?.deletedAt).toBeNull()
    await came(told('wall_reply_delete', ours), told('wall_reply_restore', ours))
    await handled()
    expect((await cardOf(id)).publications[0]?.deletedAt).toBeNull()
    await came(told('wall_reply_delete', ours))
    await handled()
    expect((await cardOf(id)).row.flags).toContain('replyDeleted')
  })

  it('whatever happens to a message and its answers, in whatever pieces it comes, with several workers', async () => {
    const step = record({
      who: constantFrom(0, 1, 2),
      kind: constantFrom('edit', 'edit', 'delete', 'restore'),
      text: constantFrom('раз', 'два', 'три', 'четыре'),
    })
    await assert(
      asyncProperty(array(step, { maxLength: 14 }), array(integer({ min: 1, max: 5 }), { minLength: 1 }), async (steps, sizes) => {
        const id = ++comments
        const words = [{ id, text: 'Яма' }, ...[1, 2].map((index) => ({ id: ++comments, text: `Ответ ${index}`, under: id }))]
        const stands = words.map(({ text }) => ({ text, gone: false }))
        const all = words.map((one) => told('wall_reply_new', one))
        for (const { who, kind, text } of steps) {
          const now = stands[who]!
          if (kind === 'edit') now.text = text
          else now.gone = kind === 'delete'
          all.push(told(`wall_reply_${kind}`, { ...words[who]!, text: now.text }))
        }
        for (let from = 0, turn = 0; from < all.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1
          // A poll and a webhook bring the same; workers are at work meanwhile.
          await Promise.all([came(...all.slice(from, from + size)), came(...all.slice(from, from + size)), workers[turn % 3]?.()])
          from += size
        }
        await handled()
        const { message, answers } = await cardOf(id)
        const seen = [message, ...answers].map((one) => ({ text: one.text, gone: one.deletedAt !== null }))
        expect(seen).toEqual(stands)
      }),
      { numRuns: 15, interruptAfterTimeLimit: 120_000 },
    )
  }, 300_000)

  it('an event that is read only after an update does not undo what came later', async () => {
    const id = ++comments
    const texts = ['Яма', 'Яма у школы', 'Яма у школы № 2']
    const [made, old, last] = texts.map((text, index) => told(index === 0 ? 'wall_reply_new' : 'wall_reply_edit', { id, text }))
    const lost = { id: ++comments, text: 'Пропало' }
    await came(made!, unreadable(old!), last!)
    await came(unreadable(told('wall_reply_new', lost)), told('wall_reply_delete', lost))
    await handled()
    await town.house.storage.raw.readAgain({
      reader: 'next',
      limit: 100,
      read: async (event) => town.house.networks.kept(town.accountId)!.connector.readAgain(event as RawEvent),
    })
    await handled()
    expect((await cardOf(id)).message.text).toBe('Яма у школы № 2')
    expect((await cardOf(lost.id)).message).toMatchObject({ text: 'Пропало', deletedAt: expect.any(Number) })
  })
})
