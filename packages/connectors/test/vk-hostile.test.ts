import { expect, test } from 'vitest'
import { createVkConnector } from '../src/vk/connector.ts'
import { posted } from './hook.ts'
import { canonicalText, visibleText } from '../src/vk/markup.ts'

const now = Date.parse('2025-05-05T08:00:00Z')
const vk = createVkConnector(
  {
    id: 'vk-1',
    network: 'vk',
    ownId: '100',
    fields: { apiBase: 'https://api.vk.ru/method' },
    secrets: { callbackSecret: 's', callbackConfirmation: 'c' },
  },
  { clock: { now: () => now, sleep: async () => undefined } },
)
const comment = { id: 7, from_id: 501, text: 'Яма', post_id: 3, owner_id: -100, post_owner_id: -100 }

test.each([9_007_199_254_740_991, 253_402_300_800, -1])(
  'a comment dated %d seconds is kept as evidence and taken for no message',
  (date) => {
    const verdict = vk.webhook(posted({ type: 'wall_reply_new', object: { ...comment, date }, group_id: 100, event_id: 'e1', secret: 's' }))
    expect(verdict).toMatchObject({ accept: true, events: [{ kind: 'unreadable', occurredAt: now }] })
  },
)

test.each(['[https://a', '[id1:', '[id1|', '@id1 (', '[club1|a|', '&amp;['])(
  'a megabyte of «%s» is read in one go, not once for each of them',
  (opening) => {
    const text = opening.repeat(1_000_000 / opening.length)
    expect(visibleText(text)).toBe(text)
    expect(canonicalText(text).length).toBeLessThanOrEqual(text.length)
  },
)
