import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startVkSandbox } from '@otklik/sandbox/vk'
import type { Fault, VkSandbox } from '@otklik/sandbox/vk'
import { createFaults } from '../src/vk/faults.ts'
import { createRandom } from '../src/vk/random.ts'
import { call, codeOf } from './vk-speech.ts'

let sandbox: VkSandbox
beforeAll(async () => {
  sandbox = await startVkSandbox({ groupId: 100, posts: [{ id: 1, text: 'Запись' }] })
})
beforeEach(() => sandbox.reset())
afterAll(() => sandbox.close())

const raw = (): Promise<Response> => {
  const body = new URLSearchParams({
    v: '5.199',
    access_token: sandbox.tokens.community,
    owner_id: '-100',
    post_id: '1',
    from_group: '100',
    message: 'Ответ',
  })
  return fetch(`${sandbox.apiBase}/wall.createComment`, { method: 'POST', body })
}
const who = () => call(sandbox, 'users.get', 'service', { user_ids: '77777' })
const plan = (effect: Fault['effect'], more: Partial<Fault> = {}) => sandbox.faults.add({ method: 'wall.createComment', effect, ...more })

/** Which of sixty calls are struck. */
const run = (seed: number): string => {
  const faults = createFaults(createRandom(seed))
  faults.add({ method: '*', probability: 0.3, effect: { kind: 'reset-before' } })
  return Array.from({ length: 60 }, () => faults.strike('users.get').length).join('')
}

describe('faults', () => {
  test.each([
    ['reset-before', 0],
    ['reset-after', 1],
  ] as const)('%s cuts the connection; %i comments stand', async (kind, standing) => {
    plan({ kind })
    await expect(raw()).rejects.toThrow('fetch failed')
    expect(sandbox.ledger()).toHaveLength(standing)
    expect((await raw()).status).toBe(200)
  })

  test.each([
    [{ kind: '502-html' }, 502, 0, /^<html>/],
    [{ kind: '502-html', after: true }, 502, 1, /^<html>/],
    [{ kind: '502-json' }, 502, 0, /^\{"bad":1\}$/],
    [{ kind: '502-json', after: true }, 502, 1, /^\{"bad":1\}$/],
    [{ kind: 'truncated' }, 200, 1, /^\{"response[^}]*$/],
    [{ kind: 'shape' }, 200, 1, /^\{"response":\[\]\}$/],
    [{ kind: 'error', code: 10 }, 200, 0, /"error_code":10,/],
    [{ kind: 'error', code: 10, after: true }, 200, 1, /"error_code":10,/],
  ] as const)('%o answers %i; %i comments stand', async (effect, status, standing, body) => {
    plan(effect)
    const answer = await raw()
    expect(answer.status).toBe(status)
    const text = await answer.text()
    expect(sandbox.ledger()).toHaveLength(standing)
    expect(text).toMatch(body)
  })

  test('a captcha comes with its sid and picture', async () => {
    plan({ kind: 'error', code: 14 })
    expect(await (await raw()).json()).toMatchObject({
      error: { captcha_sid: expect.any(String), captcha_img: expect.stringContaining('https') },
    })
  })

  test('latency only delays; the second of three calls can be singled out; clear ends it all', async () => {
    plan({ kind: 'latency', ms: 5 })
    plan({ kind: 'error', code: 9 }, { nth: 2 })
    expect(await (await raw()).json()).toHaveProperty('response')
    expect(await (await raw()).json()).toMatchObject({ error: { error_code: 9 } })
    expect(await (await raw()).json()).toHaveProperty('response')
    plan({ kind: 'error', code: 9 }, { times: 5 })
    sandbox.faults.clear()
    expect(await (await raw()).json()).toHaveProperty('response')
  })

  test('a key can be revoked and a target can vanish at the very call', async () => {
    const { id } = sandbox.comment({ postId: 1, authorName: 'Анна', text: 'Яма' })
    plan({ kind: 'delete-target' })
    const target = { owner_id: -100, post_id: 1, from_group: 100, message: 'Ответ', reply_to_comment: id }
    expect(await codeOf(call(sandbox, 'wall.createComment', 'community', target))).toBe(211)
    plan({ kind: 'revoke', token: 'community' })
    expect(await codeOf(call(sandbox, 'wall.createComment', 'community', target))).toBe(5)
  })

  test.each([
    [{ calls: 2 }, () => expect(codeOf(who())).resolves.toEqual([])],
    [{ ms: 60_000 }, async () => sandbox.clock.advance(59_000)],
  ])('late by %o: the sender is cut off, nothing stands yet, and then it does', async (lands, notYet) => {
    plan({ kind: 'late', lands })
    await expect(raw()).rejects.toThrow('fetch failed')
    await notYet()
    expect(sandbox.ledger()).toEqual([])
    if ('calls' in lands) await who()
    else sandbox.clock.advance(1_000)
    expect(sandbox.ledger()).toMatchObject([{ text: 'Ответ', state: 'stands' }])
  })

  test('what VK refuses late is refused unheard: comments were closed meanwhile, nothing appears', async () => {
    plan({ kind: 'late', lands: { calls: 1 } })
    await expect(raw()).rejects.toThrow('fetch failed')
    sandbox.closeComments(1)
    await who()
    expect(sandbox.ledger()).toEqual([])
  })

  test('a short page: fewer than asked for, the level’s count tells that there are more, and they come at the next place', async () => {
    const ids = ['Раз', 'Два', 'Три'].map((text) => sandbox.comment({ postId: 1, authorName: 'Анна', text }).id)
    const page = (offset: number) =>
      codeOf(call(sandbox, 'wall.getComments', 'service', { owner_id: -100, post_id: 1, offset, count: 100 }))
    sandbox.faults.add({ method: 'wall.getComments', effect: { kind: 'short', items: 2 } })
    expect(await page(0)).toMatchObject({ current_level_count: 3, items: [{ id: ids[0] }, { id: ids[1] }] })
    expect(await page(2)).toMatchObject({ items: [{ id: ids[2] }] })
  })

  test('the same seed strikes the same calls', () => {
    expect(run(7)).toBe(run(7))
    expect(run(7)).not.toBe(run(8))
    expect(run(7)).toMatch(/^[01]{60}$/)
  })
})
