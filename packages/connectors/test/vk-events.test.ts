import { describe, expect, test } from 'vitest'
import { type Account, capabilities, does } from '@otklik/connectors'
import { createVkConnector } from '../src/vk/connector.ts'
import { eventIn, posted } from './hook.ts'
import { canonicalText, visibleText } from '../src/vk/markup.ts'

const account: Account = {
  id: 'vk-1',
  network: 'vk',
  ownId: '100',
  fields: { apiBase: 'https://api.vk.ru/method' },
  secrets: { callbackSecret: 's3cret', callbackConfirmation: 'a1b2c3' },
}
const vk = createVkConnector(account, { clock: { now: () => Date.parse('2025-05-05T08:00:00Z'), sleep: async () => undefined } })
const comment = { id: 7, from_id: 501, date: 1746432000, text: 'Яма', post_id: 3, owner_id: -100, post_owner_id: -100, parents_stack: [] }
const event = { type: 'wall_reply_new', object: comment, group_id: 100, event_id: 'e1', v: '5.199', secret: 's3cret' }
const accepted = (body: object) => eventIn(vk, posted(body))

describe('Callback API', () => {
  test('a comment is accepted, answered ok, and the secret is not kept', () => {
    const verdict = vk.webhook(posted(event))
    expect(verdict).toMatchObject({
      accept: true,
      answer: { status: 200, body: 'ok' },
      events: [{ dedupeKey: 'e1', kind: 'new', occurredAt: 1746432000000 }],
    })
    expect(JSON.stringify(verdict)).not.toContain('s3cret')
  })

  test('the confirmation is answered with the string to whoever knows the secret', () => {
    const asked = { type: 'confirmation', group_id: 100, secret: 's3cret' }
    expect(vk.webhook(posted(asked))).toMatchObject({ accept: true, events: [], answer: { status: 200, body: 'a1b2c3' } })
  })

  test.each([
    ['a wrong secret', { ...event, secret: 's3cres' }, 403],
    ['no secret', { ...event, secret: undefined }, 403],
    ['a secret that is no text', { ...event, secret: ['s3cret'] }, 403],
    ['another community', { ...event, group_id: 200 }, 403],
    ['a confirmation without the secret', { type: 'confirmation', group_id: 100 }, 403],
    ['a confirmation with an empty secret', { type: 'confirmation', group_id: 100, secret: '' }, 403],
    ['a confirmation with a wrong secret', { type: 'confirmation', group_id: 100, secret: 'x' }, 403],
    ['no JSON', 'hello', 400],
    ['not an object', '"hello"', 400],
    ['nothing', null, 400],
    ['no type', { group_id: 100, secret: 's3cret' }, 400],
  ])('%s is refused', (_, body, status) => {
    expect(vk.webhook(posted(body))).toMatchObject({ accept: false, answer: { status } })
  })

  test('without a secret in the account nothing is accepted', () => {
    const open = createVkConnector({ ...account, secrets: { callbackConfirmation: 'a1b2c3' } })
    expect(open.webhook(posted({ ...event, secret: '' }))).toMatchObject({ accept: false, answer: { status: 403 } })
    expect(open.capabilities()['receive.webhook'].mode).toBe('off')
  })

  test.each([
    ['wall_reply_new', comment, 'new'],
    ['wall_reply_new', { ...comment, from_id: -100 }, 'own'],
    ['wall_reply_edit', comment, 'edit'],
    ['wall_reply_edit', { ...comment, from_id: -100 }, 'edit'],
    ['wall_reply_restore', { ...comment, from_id: -100 }, 'restore'],
    ['wall_reply_restore', comment, 'restore'],
    ['wall_reply_delete', { owner_id: -100, id: 7, user_id: 501, post_id: 3 }, 'delete'],
    ['wall_post_new', { id: 3, owner_id: -100, text: 'Новость' }, 'other'],
    ['vote_new_type_of_2030', {}, 'other'],
    ['wall_reply_new', { id: 'seven' }, 'unreadable'],
    ['wall_reply_new', null, 'unreadable'],
    ['wall_reply_delete', {}, 'unreadable'],
  ])('%s %o is kept as %s', (type, object, kind) => {
    const stored = accepted({ ...event, type, object })
    expect(stored.kind).toBe(kind)
    expect(vk.translate(stored) === null).toBe(kind === 'other' || kind === 'unreadable')
  })
})

describe('from an event to a message', () => {
  test('a comment under a post', () => {
    expect(vk.translate(accepted(event))).toEqual({
      message: {
        place: {
          network: 'vk',
          accountId: 'vk-1',
          key: '-100_3_7',
          url: 'https://vk.com/wall-100_3?reply=7',
          target: { owner: -100, post: 3, comment: 7, thread: 0 },
        },
        text: 'Яма',
        attachments: [],
        writtenAt: Date.parse('2025-05-05T08:00:00Z'),
      },
      author: { key: '501', name: '', url: 'https://vk.com/id501', isCommunity: false },
      threadKey: null,
      inReplyToKey: null,
      own: false,
    })
  })

  test('a reply in a thread, by a community, with a photo', () => {
    const photo = {
      sizes: [
        { url: 'https://a/s', width: 75, height: 75 },
        { url: 'https://a/w', width: 1280, height: 960 },
      ],
    }
    const object = {
      ...comment,
      from_id: -300,
      text: '[id501|Анна], см. [https://vk.com/x|сюда]',
      parents_stack: [5],
      reply_to_comment: 6,
      attachments: [{ type: 'photo', photo }, { type: 'doc', doc: { url: 'javascript:alert(1)' } }, 'junk'],
    }
    expect(vk.translate(accepted({ ...event, object }))).toMatchObject({
      message: {
        text: 'Анна, см. сюда (https://vk.com/x)',
        place: { url: 'https://vk.com/wall-100_3?reply=7&thread=5', target: { thread: 5 } },
        attachments: [
          { kind: 'photo', url: 'https://a/w' },
          { kind: 'doc', url: '' },
        ],
      },
      author: { key: '-300', url: 'https://vk.com/club300', isCommunity: true },
      threadKey: '-100_3_5',
      inReplyToKey: '-100_3_6',
    })
  })

  test('a deletion serves by its key', () => {
    const stored = accepted({ ...event, type: 'wall_reply_delete', object: { owner_id: -100, id: 7, user_id: 501, post_id: 3 } })
    expect(vk.translate(stored)?.message).toMatchObject({ text: '', place: { key: '-100_3_7' } })
  })
})

describe('texts', () => {
  test.each([
    ['[id1|Иван], спасибо', 'Иван, спасибо'],
    ['[club5|Подслушано] и [id2:bp-5_1|Ольга]', 'Подслушано и Ольга'],
    ['[просто скобки] и [a|b]', '[просто скобки] и [a|b]'],
    ['[https://example.org/a|жми]', 'жми (https://example.org/a)'],
  ])('%s is seen as %s', (raw, seen) => {
    expect(visibleText(raw)).toBe(seen)
  })

  test.each([
    ['Добрый  день --\r\nзаделаем ', 'Добрый день —\nзаделаем'],
    ['Анна, &quot;да&quot; &amp; «нет»', 'Анна, "да" & "нет"'],
    ['@id501 (Анна), сделаем', '[id501|Анна], сделаем'],
    ['сделаем', '[id501|Анна], сделаем'],
    ['е\u0308лка', 'ёлка'],
  ])('%j and %j are the same comment', (ours, theirs) => {
    expect(canonicalText(ours)).toBe(canonicalText(theirs))
  })

  test('different words, or a different number, are different comments', () => {
    expect(canonicalText('до 12 мая')).not.toBe(canonicalText('до 13 мая'))
    expect(canonicalText('Анна, да')).not.toBe(canonicalText('Анна, нет'))
  })
})

const can = (secrets: Account['secrets']) => {
  const all = createVkConnector({ ...account, secrets }).capabilities()
  return capabilities.filter((one) => does(all, one)).toSorted()
}

test('capabilities follow the keys present', () => {
  expect(can({})).toEqual([])
  expect(can({ communityToken: 'c' })).toEqual(['identify', 'receive.poll', 'reply'])
  expect(can({ serviceToken: 's' })).toEqual(['context', 'identify', 'readback'])
  expect(can({ communityToken: 'c', userToken: 'u' })).toContain('photos')
  expect(can({ userToken: 'u' })).not.toContain('photos')
})
