import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startVkSandbox } from '@otklik/sandbox/vk'
import type { VkSandbox } from '@otklik/sandbox/vk'

let sandbox: VkSandbox
beforeAll(async () => {
  sandbox = await startVkSandbox({ groupId: 100, name: 'Администрация Ельца', posts: [{ id: 1, text: 'Ремонт дорог' }] })
})
beforeEach(() => sandbox.reset())
afterAll(() => sandbox.close())

const png = Uint8Array.from(Buffer.from('89504e470d0a1a0a0000', 'hex'))
const file = (name: string, bytes: Uint8Array<ArrayBuffer> = Uint8Array.from(Buffer.from('смета'))) => new File([bytes], name)

type Fields = Readonly<Record<string, string | readonly string[]>>
function send(path: string, fields: Fields, files: readonly File[] = []): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each)
  // A browser sends an empty field of files as a file without a name.
  for (const each of files.length === 0 ? [new File([], '')] : files) form.append('file', each)
  return fetch(`${sandbox.url}/page/${path}`, { method: 'POST', body: form, redirect: 'manual' })
}
const write = (text: string, files: readonly File[] = []) => send('comment', { name: 'Анна', text, post: '1' }, files)
const page = async (): Promise<string> => (await fetch(sandbox.url)).text()
const last = () => sandbox.comments().at(-1)!
const carried = () => last().attachments.map((one) => (one.kind === 'doc' ? one.title : one.kind))

/** What the long poll tells since its last number. */
async function told(): Promise<readonly { type: string; object: Record<string, unknown> }[]> {
  const address = `${sandbox.apiBase}/groups.getLongPollServer`
  const body = new URLSearchParams({ access_token: sandbox.tokens.community, v: '5.199', group_id: '100' })
  const { response } = (await (await fetch(address, { method: 'POST', body })).json()) as { response: { key: string; server: string } }
  const heard = await fetch(`${response.server}?act=a_check&key=${response.key}&ts=1&wait=0`)
  return ((await heard.json()) as { updates: [] }).updates
}

describe('a citizen on the page of the pretended community', () => {
  test('attaches a photo and a document, in order; they are shown and can be fetched', async () => {
    expect((await write('Вот', [file('фото.png', png), file('смета "1".pdf')])).status).toBe(303)
    expect(carried()).toEqual(['photo', 'смета "1".pdf'])
    const [photo, doc] = last().attachments.map((one) => (one.kind === 'other' ? 0 : one.id))
    const shown = await page()
    expect(shown).toContain(`src="/photo/${photo}"`)
    expect(shown).toContain('смета &quot;1&quot;.pdf')
    const fetched = await fetch(`${sandbox.url}/doc/${doc}`)
    expect([fetched.headers.get('content-disposition'), fetched.headers.get('x-content-type-options')]).toEqual([
      `attachment; filename*=UTF-8''${encodeURIComponent('смета "1".pdf')}`,
      'nosniff',
    ])
    expect(await fetched.text()).toBe('смета')
    const events = await told()
    expect(events.at(-1)).toMatchObject({
      type: 'wall_reply_new',
      object: {
        text: 'Вот',
        attachments: [
          { type: 'photo', photo: { id: photo, owner_id: last().fromId } },
          { type: 'doc', doc: { id: doc, owner_id: last().fromId, title: 'смета "1".pdf', ext: 'pdf', type: 1, size: 10 } },
        ],
      },
    })
  })

  test('may send a photo without words, and not nothing', async () => {
    expect((await write('', [file('x.png', png)])).status).toBe(303)
    expect([last().text, carried()]).toEqual(['', ['photo']])
    expect((await write('')).status).toBe(422)
  })

  test.each([
    ['three files', [file('1.png', png), file('2.png', png), file('3.pdf')]],
    ['a program', [file('вирус.EXE')]],
    ['music', [file('песня.mp3')]],
    ['an empty document', [file('пусто.pdf', new Uint8Array())]],
  ])('is refused %s, in words, and nothing is written', async (_, files) => {
    const answer = await write('Вот', files)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('role="alert"')
    expect(sandbox.comments()).toEqual([])
  })

  test('edits words, keeps one attachment, takes another away and adds a third', async () => {
    await write('Яма', [file('1.png', png), file('а.pdf')])
    const [photo] = last().attachments.map((one) => (one.kind === 'other' ? 0 : one.id))
    const id = String(last().id)
    expect((await send('edit', { id, text: 'Ямы', keep: [String(photo)] }, [file('б.pdf')])).status).toBe(303)
    expect([last().text, carried()]).toEqual(['Ямы', ['photo', 'б.pdf']])
    expect((await told()).at(-1)).toMatchObject({
      type: 'wall_reply_edit',
      object: { text: 'Ямы', attachments: [{}, { doc: { title: 'б.pdf' } }] },
    })
    expect((await send('edit', { id, text: 'Слова', keep: [] })).status).toBe(303)
    expect([last().text, carried()]).toEqual(['Слова', []])
    const object = (await told()).at(-1)?.object ?? {}
    expect('attachments' in object).toBe(false)
  })

  test('cannot empty a comment, carry more than two, or keep what is another’s', async () => {
    await write('Чужая', [file('чужое.pdf')])
    const [foreign] = last().attachments.map((one) => (one.kind === 'other' ? '' : String(one.id)))
    await write('Яма', [file('1.png', png)])
    const id = String(last().id)
    const own = last().attachments.map((one) => (one.kind === 'other' ? '' : String(one.id)))
    expect((await send('edit', { id, text: ' ', keep: [] })).status).toBe(422)
    expect((await send('edit', { id, text: 'я'.repeat(4_097), keep: own })).status).toBe(422)
    expect((await send('edit', { id, text: 'Яма', keep: own }, [file('2.pdf'), file('3.pdf')])).status).toBe(422)
    expect([last().text, carried()]).toEqual(['Яма', ['photo']])
    await send('edit', { id, text: 'Яма', keep: [foreign ?? '', ...own] })
    expect(carried()).toEqual(['photo'])
  })

  test('deletes and restores; a deleted one cannot be edited or restored twice', async () => {
    await write('Яма', [file('1.png', png)])
    const id = String(last().id)
    expect((await send('delete', { id })).status).toBe(303)
    expect(await page()).toContain('Комментарий удалён')
    expect(await page()).not.toContain('/photo/')
    expect((await send('edit', { id, text: 'Иначе' })).status).toBe(422)
    expect((await send('restore', { id })).status).toBe(303)
    expect((await send('restore', { id })).status).toBe(422)
    expect([last().text, carried(), last().deletedAt]).toEqual(['Яма', ['photo'], null])
    expect((await told()).slice(-3).map(({ type }) => type)).toEqual(['wall_reply_new', 'wall_reply_delete', 'wall_reply_restore'])
  })

  test('does nothing in the name of the community, nor from another site', async () => {
    const { id } = sandbox.comment({ postId: 1, authorId: -100, text: 'Заделаем' })
    for (const path of ['edit', 'delete', 'restore']) expect((await send(path, { id: String(id), text: 'Нет' })).status).toBe(422)
    const foreign = { method: 'POST', body: new URLSearchParams({ id: String(id) }), headers: { 'sec-fetch-site': 'cross-site' } }
    expect((await fetch(`${sandbox.url}/page/delete`, foreign)).status).toBe(403)
    expect(last()).toMatchObject({ text: 'Заделаем', deletedAt: null })
  })

  test('whose file has a hostile name is shown as words', async () => {
    await write('Вот', [file('"><img src=x onerror=alert(1)>.pdf')])
    expect(await page()).not.toContain('<img src=x')
  })
})

const order = (path: string, body: unknown) =>
  fetch(`${sandbox.url}/__sim/${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })

describe('by the control plane', () => {
  const sticker = { type: 'sticker', sticker: { sticker_id: 7, product_id: 1, images: [] } }

  test('a sticker stands alone, files come as Base64, and an edit without attachments leaves them', async () => {
    const written = await order('comments', { postId: 1, authorName: 'Анна', text: '', attachments: { raw: [sticker] } })
    expect(written.status).toBe(200)
    expect((await told()).at(-1)?.object['attachments']).toEqual([sticker])
    expect((await order('comments', { postId: 1, text: 'И слова', attachments: { raw: [sticker] } })).status).toBe(400)
    const files = [{ name: 'а.pdf', base64: Buffer.from('а').toString('base64') }]
    await order('comments', { postId: 1, authorName: 'Анна', text: 'Вот', attachments: { files } })
    await order('comments/edit', { id: last().id, text: 'Вот так' })
    expect([last().text, carried()]).toEqual(['Вот так', ['а.pdf']])
    await order('comments/edit', { id: last().id, text: 'Вот так', attachments: {} })
    expect(carried()).toEqual([])
  })
})

test('a community that was stopped goes on with photos and documents', async () => {
  sandbox.comment({
    postId: 1,
    authorName: 'Анна',
    text: '',
    attachments: {
      files: [
        { name: 'а.pdf', bytes: png.slice(4) },
        { name: 'б', bytes: png },
      ],
    },
  })
  const again = await startVkSandbox({ groupId: 100, posts: [{ id: 1, text: 'Ремонт' }], comments: sandbox.comments() })
  try {
    const kinds = again.comments().flatMap(({ attachments }) => attachments.map(({ kind }) => kind))
    expect(kinds).toEqual(['doc', 'photo'])
    const [doc, photo] = again.comments().flatMap(({ attachments }) => attachments.map((one) => (one.kind === 'other' ? 0 : one.id)))
    expect([(await fetch(`${again.url}/doc/${doc}`)).status, (await fetch(`${again.url}/photo/${photo}`)).status]).toEqual([200, 200])
    expect(again.comment({ postId: 1, text: 'Новое' }).id).toBeGreaterThan(Math.max(doc ?? 0, photo ?? 0))
  } finally {
    await again.close()
  }
})
