import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startVkSandbox } from '@otklik/sandbox/vk'
import type { VkSandbox } from '@otklik/sandbox/vk'
import { call, codeOf } from './vk-speech.ts'

let sandbox: VkSandbox
beforeAll(async () => {
  sandbox = await startVkSandbox({
    groupId: 100,
    name: 'Администрация Ельца',
    posts: [{ id: 1, text: 'Запись' }],
    users: [{ id: 501, name: 'Анна Смирнова' }],
    guidMemoryMs: 3_600_000,
    dailyQuota: 25,
    // Time stands still unless it is advanced: rate windows are counted, not raced.
    clock: { now: () => Date.parse('2025-05-05T08:00:00Z') },
  })
})
beforeEach(() => sandbox.reset())
afterAll(() => sandbox.close())

const ask = (text = 'Яма'): number => sandbox.comment({ postId: 1, authorId: 501, text }).id
const reply = (more: Readonly<Record<string, string | number>> = {}) =>
  call(sandbox, 'wall.createComment', 'community', { owner_id: -100, post_id: 1, from_group: 100, message: 'Ответ', ...more })

describe('keys', () => {
  test.each([
    ['wall.getComments', 'community', { owner_id: -100, post_id: 1 }, 27],
    ['wall.getById', 'community', { posts: '-100_1' }, 27],
    ['photos.getWallUploadServer', 'community', { group_id: 100 }, 27],
    ['wall.createComment', 'service', { owner_id: -100, post_id: 1, message: 'Ответ' }, 28],
    ['groups.getLongPollServer', 'service', { group_id: 100 }, 28],
    ['photos.getWallUploadServer', 'service', { group_id: 100 }, 28],
    ['groups.getLongPollServer', 'community', { group_id: 200 }, 15],
    ['wall.createComment', 'community', { owner_id: -200, post_id: 1, message: 'Ответ' }, 15],
    ['wall.createComment', 'community', { owner_id: -100, post_id: 1, from_group: 200, message: 'Ответ' }, 15],
    ['users.get', 'none', { user_ids: '501' }, 5],
    ['wall.teleport', 'community', {}, 3],
  ] as const)('%s with the %s key and %o is answered with %i', async (method, token, params, code) => {
    expect(await codeOf(call(sandbox, method, token, params))).toBe(code)
  })

  test('a revoked key is dead from then on, the others live', async () => {
    sandbox.revoke('community')
    expect(await codeOf(reply())).toBe(5)
    expect(await codeOf(call(sandbox, 'users.get', 'service', { user_ids: '501' }))).toMatchObject([
      { first_name: 'Анна', last_name: 'Смирнова' },
    ])
  })
})

describe('limits', () => {
  test('the fourth request of a service key within a second is 6, a second later it passes', async () => {
    const who = () => codeOf(call(sandbox, 'users.get', 'service', { user_ids: '501' }))
    const frozen = [await who(), await who(), await who(), await who()]
    expect(frozen[3]).toBe(6)
    sandbox.clock.advance(1000)
    expect(await who()).toMatchObject([{ id: 501 }])
  })

  test('a community key has twenty a second, and its comments a daily quota that is new at Moscow midnight', async () => {
    const codes: unknown[] = []
    for (let each = 0; each < 25; each += 1) codes.push(await codeOf(reply({ guid: `g${each}` })))
    expect(codes.slice(0, 20).every((code) => typeof code === 'object')).toBe(true)
    expect(codes.slice(20)).toEqual([6, 6, 6, 6, 6])
    sandbox.clock.advance(1000)
    for (let each = 0; each < 5; each += 1) await reply({ guid: `h${each}` })
    expect(await codeOf(reply())).toBe(29)
    sandbox.clock.advance(24 * 3_600_000)
    expect(await codeOf(reply())).toMatchObject({ comment_id: expect.any(Number) })
  })

  test('text of 4096 passes and 4097 does not; nothing at all does not; a third photo does not', async () => {
    expect(await codeOf(reply({ message: 'я'.repeat(4096) }))).toMatchObject({ parents_stack: [] })
    expect(await codeOf(reply({ message: 'я'.repeat(4097) }))).toBe(100)
    expect(await codeOf(reply({ message: '  ' }))).toBe(100)
    expect(await codeOf(reply({ attachments: 'photo-100_999' }))).toBe(100)
  })
})

describe('targets', () => {
  test('closed comments 213, deleted comment 211, deleted post 210, an author who blocked us 213, an unknown comment 100', async () => {
    const [first, second] = [ask(), ask()]
    sandbox.deleteComment(first)
    expect(await codeOf(reply({ reply_to_comment: first }))).toBe(211)
    sandbox.blockUs(501)
    expect(await codeOf(reply({ reply_to_comment: second }))).toBe(213)
    expect(await codeOf(reply({ reply_to_comment: 9_999 }))).toBe(100)
    sandbox.closeComments(1)
    expect(await codeOf(reply())).toBe(213)
    sandbox.deletePost(1)
    expect(await codeOf(reply())).toBe(210)
    expect(await codeOf(call(sandbox, 'wall.getComments', 'service', { owner_id: -100, post_id: 1 }))).toBe(210)
    expect(sandbox.ledger()).toEqual([])
  })

  test('a banned person cannot write, a restored comment can be answered', async () => {
    const id = ask()
    sandbox.deleteComment(id)
    sandbox.restoreComment(id)
    expect(await codeOf(reply({ reply_to_comment: id }))).toMatchObject({ parents_stack: [id] })
    sandbox.ban(501)
    expect(() => ask()).toThrow('Access to status replies denied')
  })

  test('a reply to a nested comment joins its thread; a deleted top stays as an empty place', async () => {
    const top = ask('Верхний')
    const nested = sandbox.comment({ postId: 1, authorName: 'Пётр', text: 'Вложенный', replyTo: top }).id
    expect(await codeOf(reply({ reply_to_comment: nested }))).toMatchObject({ parents_stack: [top] })
    sandbox.deleteComment(top)
    const branch = await codeOf(call(sandbox, 'wall.getComments', 'service', { owner_id: -100, post_id: 1, comment_id: top, sort: 'desc' }))
    expect(branch).toMatchObject({ items: [{ from_id: -100, reply_to_comment: nested }, { id: nested }], current_level_count: 2 })
    const tops = await codeOf(call(sandbox, 'wall.getComments', 'service', { owner_id: -100, post_id: 1 }))
    expect(tops).toMatchObject({ items: [{ id: top, deleted: true, thread: { count: 2 } }] })
    const place = (tops as { items: Readonly<Record<string, unknown>>[] }).items[0]
    expect(Object.keys(place ?? {})).not.toContain('from_id')
    expect(Object.keys(place ?? {})).not.toContain('text')
  })

  test('a deleted comment cannot be edited, a standing one cannot be restored, and no event tells of either', () => {
    const id = ask()
    const texts = () => sandbox.comments().map((each) => [each.text, each.deletedAt === null])
    expect(() => sandbox.restoreComment(id)).toThrow("Access to wall's comment denied")
    sandbox.deleteComment(id)
    expect(() => sandbox.editComment(id, 'Другое')).toThrow("Access to wall's comment denied")
    expect(texts()).toEqual([['Яма', false]])
    sandbox.restoreComment(id)
    expect(texts()).toEqual([['Яма', true]])
  })
})

describe('guid', () => {
  test('a repetition answers with the old comment, whatever else it says; forgotten, it makes a new one', async () => {
    const first = await codeOf(reply({ guid: 'a' }))
    expect(await codeOf(reply({ guid: 'a', message: 'Другое' }))).toEqual(first)
    expect(await codeOf(reply({ guid: 'b' }))).not.toEqual(first)
    expect(await codeOf(reply())).not.toEqual(first)
    sandbox.clock.advance(3_600_001)
    expect(await codeOf(reply({ guid: 'a' }))).not.toEqual(first)
    expect(sandbox.ledger().map((each) => each.guid)).toEqual(['a', 'b', null, 'a'])
  })
})

describe('schema', () => {
  test('a misspelt parameter is overlooked as VK does, but the log keeps it and assertClean fails', async () => {
    expect(await codeOf(reply({ reply_to: 5 }))).toMatchObject({ comment_id: expect.any(Number) })
    expect(() => sandbox.assertClean()).toThrow('unknown reply_to')
    sandbox.clearRequests()
    sandbox.assertClean()
  })

  test.each([
    [{ post_id: 'one' }, 'post_id'],
    [{ post_id: -1 }, 'post_id'],
    [{ guid: '' }, 'guid'],
  ])('%o is 100 and stands in the log', async (params, name) => {
    expect(await codeOf(reply(params))).toBe(100)
    expect(() => sandbox.assertClean()).toThrow(name)
  })

  test('the version is wanted, and keys are never logged', async () => {
    const bare = await fetch(`${sandbox.apiBase}/users.get`, { method: 'POST', body: new URLSearchParams({ user_ids: '501' }) })
    expect(await bare.json()).toMatchObject({ error: { error_code: 8, request_params: [{ key: 'method', value: 'users.get' }, {}] } })
    expect(() => sandbox.assertClean()).toThrow('v is missing')
    expect(JSON.stringify(sandbox.requests())).not.toContain(sandbox.tokens.community)
  })

  test('VK rewrites texts: spaces, dashes, mentions', async () => {
    await reply({ message: ' Анна  --  да\r\n\r\n\r\n@id501 (Анна) ' })
    expect(sandbox.ledger()[0]?.text).toBe('Анна — да\n\n[id501|Анна]')
  })
})

const save = (params: Readonly<Record<string, string | number>>) => {
  sandbox.clock.advance(1000)
  return codeOf(call(sandbox, 'photos.saveWallPhoto', 'user', { group_id: 100, ...params }))
}

describe('uploads', () => {
  const upload = async (bytes: string): Promise<{ server: number; photo: string; hash: string; error?: string }> => {
    const { response } = await call(sandbox, 'photos.getWallUploadServer', 'user', { group_id: 100 })
    const { upload_url: url } = response as { upload_url: string }
    if (bytes === 'late') sandbox.clock.advance(5 * 60_000 + 1)
    const form = new FormData()
    form.set('photo', new Blob([Buffer.from(bytes, 'hex')], { type: 'image/png' }), 'a.png')
    const answer = await fetch(url, { method: 'POST', body: form })
    return (await answer.json()) as Awaited<ReturnType<typeof upload>>
  }
  test('a picture is taken, saved, attached and can be looked at', async () => {
    const { server, photo, hash } = await upload('89504e470d0a1a0a00')
    const [saved] = (await save({ server, photo, hash })) as { id: number; access_key: string; sizes: { url: string }[] }[]
    expect(await codeOf(reply({ attachments: `photo-100_${saved?.id}_${saved?.access_key}` }))).toMatchObject({ parents_stack: [] })
    expect(sandbox.ledger()).toMatchObject([{ photos: 1 }])
    const seen = await fetch(saved?.sizes[0]?.url ?? '')
    expect(seen.headers.get('content-type')).toBe('image/png')
  })

  test('what is no picture, a lapsed address, a changed hash are refused', async () => {
    expect(await upload(Buffer.from('<svg onload=alert(1)>').toString('hex'))).toMatchObject({ photo: '[]' })
    expect(await upload('late')).toMatchObject({ error: expect.stringContaining('expired') })
    const { server, photo, hash } = await upload('ffd8ffe000')
    expect(await save({ server, photo, hash: `${hash}0` })).toBe(121)
    expect(await save({ server: 1, photo, hash })).toBe(118)
    expect(await save({ server, photo: '[{"photo":"ab"}]', hash })).toBe(122)
  })
})
