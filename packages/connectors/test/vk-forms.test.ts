import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Account, RawEvent } from '@otklik/connectors'
import { createVkConnector } from '../src/vk/connector.ts'
import { eventIn, posted } from './hook.ts'

const moment = Date.parse('2025-05-05T08:00:00Z')
const clock = { now: () => moment, sleep: async () => undefined }
const account: Account = {
  id: 'vk-1',
  network: 'vk',
  ownId: '100',
  fields: { apiBase: 'https://api.vk.ru/method' },
  secrets: { callbackSecret: 's3cret' },
}
const vk = createVkConnector(account, { clock })

const place = { id: 7, post_id: 3, owner_id: -100, post_owner_id: -100 }
const comment = { ...place, from_id: 501, date: 1_746_432_000, text: 'Яма', parents_stack: [] }
const photo = { type: 'photo', photo: { sizes: [{ url: 'https://a/w', width: 10, height: 10 }] } }
const without = (...fields: string[]) => Object.fromEntries(Object.entries(comment).filter(([field]) => !fields.includes(field)))

/** What the long poll's server of a pretended VK has to tell. */
let updates: string
let server: Server
let polling: ReturnType<typeof createVkConnector>
beforeAll(async () => {
  server = createServer((request, response) => {
    const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    response.setHeader('content-type', 'application/json')
    const session = JSON.stringify({ response: { server: `${own}/poll`, key: 'k', ts: '1' } })
    response.end(request.url?.startsWith('/method') ? session : `{"ts":"2","updates":${updates}}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}/method`
  polling = createVkConnector({ ...account, fields: { apiBase }, secrets: { communityToken: 'c' } }, { clock, allowLoopback: true })
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

/** The event as each transport brings it; both read it alike. */
async function received(json: string): Promise<RawEvent> {
  const event = eventIn(vk, posted(json.replace(/^\{/, '{"secret":"s3cret",')))
  updates = `[${json}]`
  const { events } = await polling.pull({ ts: '1', at: moment })
  expect(events).toEqual([event])
  return event
}
const enveloped = (type: string, object: unknown, more: object = {}): string =>
  JSON.stringify({ type, object, group_id: 100, event_id: 'e1', v: '5.199', ...more })

describe.each(['wall_reply_new', 'wall_reply_edit', 'wall_reply_restore'])('%s', (type) => {
  test.each([
    ['the author’s number as a text', { from_id: '501' }, { author: { key: '501' } }],
    ['a community’s number as a text', { from_id: '-300' }, { author: { key: '-300', isCommunity: true } }],
    ['our own number as a text', { from_id: '-100' }, { own: true }],
    [
      'every number as a text',
      { id: '7', post_id: '3', owner_id: '-100', post_owner_id: '-100' },
      { message: { place: { key: '-100_3_7' } } },
    ],
    ['a date with a fraction', { date: 1_746_432_000.75 }, { message: { writtenAt: 1_746_432_000_000 } }],
    ['a date as a text', { date: '1746432000' }, { message: { writtenAt: 1_746_432_000_000 } }],
    ['no text beside a picture', { text: null, attachments: [photo] }, { message: { text: '' } }],
    ['a thread of numbers as texts', { parents_stack: ['5'], reply_to_comment: '6' }, { threadKey: '-100_3_5', inReplyToKey: '-100_3_6' }],
    ['no thread', { parents_stack: null, reply_to_comment: null }, { threadKey: null, inReplyToKey: null }],
    ['an answer to nothing', { reply_to_comment: 0 }, { inReplyToKey: null }],
    ['one owner only', { post_owner_id: undefined }, { message: { place: { key: '-100_3_7' } } }],
    ['one owner that can be read', { post_owner_id: {} }, { message: { place: { key: '-100_3_7' } } }],
  ])('with %s is read', async (_, change, expected) => {
    const event = await received(enveloped(type, { ...comment, ...change }))
    expect(vk.unclear(event)).toEqual([])
    expect(vk.translate(event)).toMatchObject(expected)
  })

  test.each([
    ['no date', without('date'), ['date']],
    ['a date that is none', { ...comment, date: 'вчера' }, ['date']],
    ['a date before 1970', { ...comment, date: -1 }, ['date']],
    ['a date in milliseconds', { ...comment, date: 1_746_432_000_000 }, ['date']],
    ['an author of a strange form', { ...comment, from_id: { id: 501 } }, ['from_id']],
    ['an author with a fraction', { ...comment, from_id: 501.5 }, ['from_id']],
    ['an author in other figures', { ...comment, from_id: '0x1f5' }, ['from_id']],
    ['no author', without('from_id'), ['from_id']],
    ['no text and no picture', { ...comment, text: null }, ['text']],
    ['a text that is none', { ...comment, text: ['Яма'] }, ['text']],
    ['no owner', without('owner_id', 'post_owner_id'), ['owner_id']],
    ['no post', without('post_id'), ['post_id']],
    ['no number', without('id'), ['id']],
    ['a number below one', { ...comment, id: 0 }, ['id']],
    ['a thread that is no list', { ...comment, parents_stack: '5' }, ['parents_stack']],
    ['a thread of strange things', { ...comment, parents_stack: [{}] }, ['parents_stack']],
    ['an answer to something strange', { ...comment, reply_to_comment: 'да' }, ['reply_to_comment']],
    ['several faults', { ...comment, date: null, from_id: null, text: 5 }, ['from_id', 'date', 'text']],
    ['nothing', null, ['object']],
    ['a list for itself', [comment], ['object']],
  ])('with %s is kept and says what was not understood', async (_, object, fields) => {
    const event = await received(enveloped(type, object))
    expect(event.kind).toBe('unreadable')
    expect(vk.translate(event)).toBeNull()
    expect(vk.unclear(event).map(({ field }) => field)).toEqual(fields)
    for (const { ru, en } of vk.unclear(event)) {
      expect(ru).toMatch(/^(Нет поля|Поле) \w+ \([а-яё ]+\)/)
      expect(en).toMatch(/^The field \w+ \([a-z ]+\)/)
    }
    // The payload is there, word for word, for people and for a program that can read it.
    expect(event.raw).toMatchObject({ type, object })
  })
})

test.each([
  ['a number of a comment', 'id', { ...comment, id: 1 }],
  ['a number of an author', 'from_id', { ...comment, from_id: 1 }],
])('%s past 2^53 is kept to the last digit', async (_, field, object) => {
  const json = enveloped('wall_reply_new', object).replace(`"${field}":1`, `"${field}":9007199254740993`)
  const event = await received(json)
  expect(event.kind).toBe('unreadable')
  expect(JSON.stringify(event.raw)).toContain('9007199254740993')
})

describe('a deletion', () => {
  test.each([
    ['as documented', { owner_id: -100, id: 7, user_id: 501, post_id: 3 }],
    ['with numbers as texts', { owner_id: '-100', id: '7', user_id: '501', post_id: '3' }],
    ['by nobody known', { owner_id: -100, id: 7, post_id: 3 }],
  ])('%s is read', async (_, object) => {
    const event = await received(enveloped('wall_reply_delete', object))
    expect([event.kind, vk.translate(event)?.message.place.key]).toEqual(['delete', '-100_3_7'])
  })

  test.each([
    ['without a number', { owner_id: -100, post_id: 3 }, ['id']],
    ['without a place', { id: 7 }, ['post_id', 'owner_id']],
    ['that says nothing', {}, ['post_id', 'owner_id', 'id']],
  ])('%s is kept and says what was not understood', async (_, object, fields) => {
    const event = await received(enveloped('wall_reply_delete', object))
    expect([event.kind, vk.unclear(event).map(({ field }) => field)]).toEqual(['unreadable', fields])
  })
})

describe('an event', () => {
  test.each([
    ['a like', 'like_add', { liker_id: 5 }],
    ['a person who joined', 'group_join', { user_id: 5 }],
    ['something of 2030', 'wall_reply_pinned_2030', 'yes'],
    ['a comment on a photo', 'photo_comment_new', comment],
  ])('of another kind, %s, stays quiet', async (_, type, object) => {
    const event = await received(enveloped(type, object))
    expect([event.kind, vk.unclear(event)]).toEqual(['other', []])
  })

  test('with its community’s number as a text is ours', async () => {
    expect((await received(enveloped('wall_reply_new', comment, { group_id: '100' }))).kind).toBe('new')
  })

  test('without a number of its own is kept, the same one once', async () => {
    const event = await received(enveloped('wall_reply_new', comment, { event_id: undefined }))
    expect([event.kind, vk.unclear(event).map(({ field }) => field)]).toEqual(['unreadable', ['event_id']])
    const again = await received(enveloped('wall_reply_new', comment, { event_id: undefined }))
    const other = await received(enveloped('wall_reply_new', { ...comment, text: 'Две ямы' }, { event_id: undefined }))
    expect(again.dedupeKey).toBe(event.dedupeKey)
    expect(other.dedupeKey).not.toBe(event.dedupeKey)
  })

  test.each([
    ['"hello"'],
    ['null'],
    ['[]'],
    ['7'],
    ['{}'],
    ['{"type":5}'],
    ['{"type":"wall_reply_new","group_id":200,"event_id":"e","object":{}}'],
  ])('of no form at all in the long poll, %s, is kept beside those that can be read', async (odd) => {
    updates = `[${odd},${enveloped('wall_reply_new', comment)}]`
    const { events } = await polling.pull({ ts: '1', at: moment })
    expect(events.map(({ kind }) => kind)).toEqual(['unreadable', 'new'])
    expect(vk.unclear(events[0]!).length).toBeGreaterThan(0)
    expect(new Set(events.map(({ dedupeKey }) => dedupeKey)).size).toBe(2)
  })

  test('of a form that a program of yesterday did not know is read by this one, under its old key', async () => {
    const event = await received(enveloped('wall_reply_new', { ...comment, from_id: '501' }))
    const stored: RawEvent = { ...event, kind: 'unreadable', about: null, dedupeKey: 'kept' }
    expect(vk.readAgain(stored)).toMatchObject({ kind: 'new', dedupeKey: 'kept', about: { message: '-100_3_7', thread: null } })
    const still = await received(enveloped('wall_reply_new', without('date')))
    expect(vk.readAgain(still)).toMatchObject({ kind: 'unreadable', raw: still.raw })
  })
})
