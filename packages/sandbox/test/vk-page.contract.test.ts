import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startVkSandbox } from '@otklik/sandbox/vk'
import type { VkSandbox } from '@otklik/sandbox/vk'
import { call } from './vk-speech.ts'

let sandbox: VkSandbox
beforeAll(async () => {
  sandbox = await startVkSandbox({ groupId: 100, name: 'Администрация Ельца', posts: [{ id: 1, text: 'Ремонт дорог' }] })
})
beforeEach(() => sandbox.reset())
afterAll(() => sandbox.close())

const write = (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${sandbox.url}/page/comment`, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' })
const page = async (path = '/'): Promise<string> => (await fetch(`${sandbox.url}${path}`)).text()

describe('the page of the pretended community', () => {
  test('a person writes as a citizen, answers another, and the official reply stands with its badge', async () => {
    expect((await write({ name: 'Анна Смирнова', text: 'Яма у школы', post: '1', back: '/' })).status).toBe(303)
    const [first] = sandbox.comments(1)
    await write({ name: 'Пётр', text: 'Поддерживаю', post: '1', replyTo: String(first?.id) })
    const answer = { owner_id: -100, post_id: 1, from_group: 100, message: 'Заделаем', reply_to_comment: first?.id ?? 0 }
    await call(sandbox, 'wall.createComment', 'community', answer)
    const shown = await page()
    for (const text of ['Яма у школы', 'Поддерживаю', 'Заделаем', '3 комментария']) expect(shown).toContain(text)
    expect(shown.match(/class="badge"/g)).toHaveLength(1)
  })

  test('hostile words and names are shown as words', async () => {
    await write({ name: '"><img src=x onerror=alert(1)>', text: '</p><script>alert(1)</script>[id1|<b>Имя</b>]', post: '1' })
    const shown = await page()
    expect(shown).not.toContain('<script>alert')
    expect(shown).not.toContain('<img src=x')
    expect(shown).not.toContain('<b>')
    expect(shown).toContain('&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  test('styles and scripts run by nonce alone, a new one each time', async () => {
    const nonces = await Promise.all([1, 2].map(async () => (await fetch(sandbox.url)).headers.get('content-security-policy')))
    expect(nonces[0]).toMatch(/default-src 'none'; style-src 'nonce-[^']+'; script-src 'nonce-[^']+'/)
    expect(nonces[0]).not.toBe(nonces[1])
    expect(await page()).not.toMatch(/ style=| onclick=/)
  })

  test.each([
    [{ name: '', text: 'Яма', post: '1' }],
    [{ name: 'я'.repeat(61), text: 'Яма', post: '1' }],
    [{ name: 'Администрация Ельца', text: 'Мы всё починили', post: '1' }],
    [{ name: 'Анна', text: '', post: '1' }],
    [{ name: 'Анна', text: 'Яма', post: '77' }],
    [{ name: 'Анна', text: 'Яма', post: '1', replyTo: '99' }],
  ])('%o is refused in words, and nothing is written', async (fields) => {
    const answer = await write(fields)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('role="alert"')
    expect(sandbox.comments()).toEqual([])
  })

  test('another site cannot write in the reader’s name, nor lead them away', async () => {
    expect((await write({ name: 'Анна', text: 'Яма', post: '1' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    const answer = await write({ name: 'Анна', text: 'Яма', post: '1', back: '//evil.example/' })
    expect(answer.headers.get('location')).toBe('/')
  })

  test('English by choice, a post and a person at their addresses, an unknown address says so', async () => {
    const { id, authorId } = sandbox.comment({ postId: 1, authorName: 'Анна', text: 'Яма' })
    expect(await page('/?lang=en')).toContain('Write a comment')
    expect(await page(`/wall-100_1?reply=${id}`)).toContain('class="comment pointed"')
    expect(await page(`/id${authorId}`)).toContain(`/wall-100_1?reply=${id}`)
    expect((await fetch(`${sandbox.url}/wall-100_9`)).status).toBe(404)
    expect((await fetch(`${sandbox.url}/wall-999_1`)).status).toBe(404)
    sandbox.closeComments(1)
    expect(await page()).toContain('Комментарии к этой записи закрыты')
  })

  test('an open page is told at once that something happened', async () => {
    const stop = new AbortController()
    const stream = await fetch(`${sandbox.url}/page/events`, { signal: stop.signal })
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader()
    await reader.read()
    sandbox.comment({ postId: 1, authorName: 'Анна', text: 'Яма' })
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('data: changed\n\n')
    stop.abort()
  })
})

const order = (path: string, body: unknown, type = 'application/json'): Promise<Response> =>
  fetch(`${sandbox.url}/__sim/${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': type } })

describe('the control plane', () => {
  test('does what the object does: comments, faults, clock, ledger, reset', async () => {
    const made = (await (await order('comments', { postId: 1, authorName: 'Анна', text: 'Яма' })).json()) as { id: number }
    expect(sandbox.comments(1)).toMatchObject([{ id: made.id }])
    await order('faults', { method: 'users.get', effect: { kind: 'error', code: 9 } })
    expect(await call(sandbox, 'users.get', 'service', { user_ids: '1' })).toMatchObject({ error: { error_code: 9 } })
    const before = sandbox.clock.now()
    await order('clock', { advanceMs: 60_000 })
    expect(sandbox.clock.now() - before).toBeGreaterThanOrEqual(60_000)
    await call(sandbox, 'wall.createComment', 'community', { owner_id: -100, post_id: 1, from_group: 100, message: 'Ответ' })
    expect(await (await fetch(`${sandbox.url}/__sim/ledger`)).json()).toMatchObject([{ text: 'Ответ', state: 'stands' }])
    await order('comments/delete', { id: sandbox.ledger()[0]?.commentId })
    expect(sandbox.ledger()).toMatchObject([{ state: 'deleted' }])
    for (const effect of [
      { kind: 'late', lands: { calls: 3 } },
      { kind: 'late', lands: { ms: 5_000 }, hang: true },
      { kind: 'short', items: 40 },
    ]) {
      expect((await order('faults', { method: 'wall.getComments', effect })).status).toBe(200)
    }
    await order('reset', {})
    expect(sandbox.comments()).toEqual([])
  })

  test('refuses what it does not know and what a foreign page could send', async () => {
    expect((await order('constructor', {})).status).toBe(404)
    expect((await order('faults', { method: 'x', effect: { kind: 'boom' } })).status).toBe(400)
    expect((await order('posts', { text: 'x' }, 'text/plain')).status).toBe(415)
  })
})

test('runs as a process of its own and ends when told', async () => {
  const main = fileURLToPath(new URL('../src/vk/main.ts', import.meta.url))
  const child = spawn(process.execPath, [main, '--group', '7', '--name', 'Смоленск', '--post', 'Запись'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const ready = JSON.parse(line.toString().replace(/^ready /, '')) as { url: string; apiBase: string; tokens: { community: string } }
  expect(await (await fetch(ready.url)).text()).toContain('Смоленск')
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})
