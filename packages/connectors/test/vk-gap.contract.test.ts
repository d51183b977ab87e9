import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Connector, Cursor, Pulled } from '@otklik/connectors'
import type { VkSandbox } from '@otklik/sandbox/vk'
import { startVk, vkConnector } from './vk-harness.ts'

/** VK remembers three events; what came before them is forgotten. */
const remembered = 3
const minute = 60_000

let sandbox: VkSandbox
let connector: Connector
beforeAll(async () => {
  sandbox = (await startVk({ longPollKeep: remembered })).sandbox
})
beforeEach(async () => {
  await sandbox.reset()
  connector = vkConnector(sandbox)
})
afterAll(() => sandbox.close())

const question = (text: string, replyTo?: number): number =>
  sandbox.comment({ postId: 1, authorId: 501, text, ...(replyTo === undefined ? {} : { replyTo }) }).id
const crowd = (text: string, count = 6): void => {
  for (let each = 1; each <= count; each += 1) question(`${text} ${each}`)
}
const textsOf = ({ events }: Pulled): (string | undefined)[] => events.map((event) => connector.translate(event)?.message.text)

const inOrder = (texts: readonly (string | undefined)[]): readonly (string | undefined)[] =>
  texts.toSorted((a = '', b = '') => a.localeCompare(b, 'ru'))

/** Pulls until no gap is left in the cursor; texts in the order they came. */
async function caughtUp(
  from: Cursor | null,
  receiver = connector,
  most = 60,
): Promise<{ texts: (string | undefined)[]; rounds: number; cursor: Cursor | null }> {
  let cursor = from
  const texts: (string | undefined)[] = []
  for (let rounds = 1; rounds <= most; rounds += 1) {
    const pulled = await receiver.pull(cursor)
    texts.push(...textsOf(pulled))
    cursor = pulled.cursor
    expect(pulled.trouble).toBeUndefined()
    if (cursor['gap'] === undefined) return { texts, rounds, cursor }
  }
  throw new Error('the gap has not been closed')
}

describe('what VK has forgotten is read from the wall', () => {
  test('what VK has forgotten while we were away is read from the wall, in threads too; nothing older, nothing twice', async () => {
    question('Давно известное')
    sandbox.clock.advance(6 * 60_000)
    const { cursor } = await connector.pull(null)
    sandbox.clock.advance(50 * 60_000)
    const top = question('1')
    for (let each = 2; each <= 14; each += 1) {
      sandbox.comment({ postId: 1, authorId: 502, text: String(each), replyTo: top })
    }
    const second = sandbox.post('Ещё запись')
    sandbox.comment({ postId: second, authorId: 501, text: '15' })
    const cut = await connector.pull(cursor)
    const texts = cut.events.map((event) => connector.translate(event)?.message.text).toSorted((a, b) => Number(a) - Number(b))
    expect(texts).toEqual(Array.from({ length: 15 }, (_, each) => String(each + 1)))
    expect(cut.events.every((event) => event.kind === 'new')).toBe(true)
    expect(new Set(cut.events.map((event) => event.dedupeKey)).size).toBe(15)
    question('Новый')
    expect((await connector.pull(cut.cursor)).events).toHaveLength(1)
    sandbox.assertClean()
  })

  test('while the wall cannot be read receiving goes on, the administrator is told, and nothing is lost', async () => {
    const { cursor } = await connector.pull(null)
    crowd('Яма')
    sandbox.faults.add({ method: 'wall.getComments', effect: { kind: '502-json' } })
    const cut = await connector.pull(cursor)
    expect(cut.trouble).toMatchObject({ kind: 'retry', ru: expect.stringContaining('могло не прийти') })
    question('Новый')
    const next = await connector.pull(cut.cursor)
    expect(next.trouble).toBeUndefined()
    expect(inOrder(textsOf(next))).toEqual(['Новый', 'Новый', 'Яма 1', 'Яма 2', 'Яма 3', 'Яма 4', 'Яма 5', 'Яма 6'])
    expect(next.cursor).not.toHaveProperty('gap')
  })

  test('a dead service key does not stop receiving; a new one makes up for all that was missed, a second gap too', async () => {
    let { cursor } = await connector.pull(null)
    crowd('Ямы')
    sandbox.revoke('service')
    const secrets = { communityToken: sandbox.tokens.community, serviceToken: sandbox.tokens.service }
    const both = vkConnector(sandbox, secrets)
    const cut = await both.pull(cursor)
    expect(cut.trouble).toMatchObject({ kind: 'token', ru: expect.stringMatching(/не передал часть событий.*Ключ доступа не действует/s) })
    question('Новый')
    const live = await both.pull(cut.cursor)
    expect(textsOf(live)).toEqual(['Новый'])
    expect(live.trouble).toMatchObject({ kind: 'token' })
    crowd('Потом')
    cursor = (await both.pull(live.cursor)).cursor
    // The cursor is all that is kept: the process and the key are new.
    const { texts } = await caughtUp(
      cursor,
      vkConnector(sandbox, { communityToken: sandbox.tokens.community, userToken: sandbox.tokens.user }),
    )
    expect(new Set(texts)).toEqual(new Set([...[1, 2, 3, 4, 5, 6].flatMap((each) => [`Ямы ${each}`, `Потом ${each}`]), 'Новый']))
  })

  test('no reading at all: of which time messages may be missing is told at each round for a week, what is new arrives', async () => {
    const now = { at: Date.parse('2025-05-05T08:00:00Z') }
    const only = vkConnector(
      sandbox,
      { communityToken: sandbox.tokens.community },
      { clock: { now: () => now.at, sleep: async () => {} }, pollWaitSeconds: 0 },
    )
    let { cursor } = await only.pull(null)
    crowd('Яма')
    now.at += 52 * minute
    for (let round = 0; round < 3; round += 1) {
      const { trouble, ...pulled } = await only.pull(cursor)
      cursor = pulled.cursor
      expect(trouble).toMatchObject({
        kind: 'permission',
        ru: expect.stringMatching(/с 5 мая.* 11:00 по 5 мая.* 11:52 \(время московское\).*сервисный ключ/),
        en: expect.stringMatching(/from 5 May.* 11:00 to 5 May.* 11:52 \(Moscow time\).*service key/),
      })
    }
    question('Новый')
    const live = await only.pull(cursor)
    expect(textsOf(live)).toEqual(['Новый'])
    expect(live.trouble).toBeDefined()
    now.at += 7 * 24 * 60 * minute + 1
    expect((await only.pull(live.cursor)).trouble).toBeUndefined()
  })

  test('a lapsed session in between leaves the gap where it was', async () => {
    const only = vkConnector(sandbox, { communityToken: sandbox.tokens.community })
    const { cursor } = await only.pull(null)
    crowd('Яма')
    const cut = await only.pull(cursor)
    sandbox.faults.add({ method: 'longpoll', effect: { kind: 'failed', failed: 2 } })
    const lapsed = await only.pull(cut.cursor)
    expect(lapsed.trouble).toBeDefined()
    expect(lapsed.cursor).toEqual(cut.cursor)
  })
})

describe('a long way back is gone in rounds', () => {
  test('many branches: each round is short, a restarted process goes on where it was, new messages come between', async () => {
    const tops = Array.from({ length: 60 }, (_, each) => question(`Спор ${each}`))
    for (const top of tops) for (let each = 0; each < 11; each += 1) question(`Давно ${top} ${each}`, top)
    sandbox.clock.advance(10 * minute)
    const { cursor } = await connector.pull(null)
    sandbox.clock.advance(10 * minute)
    for (const top of tops) question(`Ответ ${top}`, top)
    let now = cursor
    const rounds: (readonly (string | undefined)[])[] = []
    for (let open = true; open; ) {
      if (rounds.length === 1) question('Новый')
      sandbox.clock.advance(1_000)
      sandbox.clearRequests()
      // Nothing but the cursor is taken from one round into the next.
      const pulled = await vkConnector(sandbox).pull(now)
      expect(pulled.trouble).toBeUndefined()
      // Simulated time: what the pace of three requests a second allows within ten seconds, and the branch begun before they were over.
      expect(sandbox.requests('wall.getComments').length).toBeLessThan(40)
      rounds.push(textsOf(pulled))
      now = pulled.cursor
      open = now['gap'] !== undefined
    }
    expect(rounds.length).toBeGreaterThan(1)
    expect(rounds[1]).toContain('Новый')
    const texts = rounds.flat()
    expect(texts).toEqual(expect.arrayContaining(tops.map((top) => `Ответ ${top}`)))
    expect(texts.filter((each) => each?.startsWith('Давно'))).toEqual([])
  })

  test('more than 20 posts are looked through, a pinned place or a deleted top hides nothing, and short pages end nothing', async () => {
    const { cursor } = await connector.pull(null)
    sandbox.clock.advance(10 * minute)
    const posts = Array.from({ length: 30 }, (_, each) => sandbox.post(`Запись ${each}`))
    for (const postId of posts) sandbox.comment({ postId, authorId: 501, text: `Под ${postId}` })
    const top = question('Верхний')
    question('Под удалённым', top)
    sandbox.deleteComment(top)
    crowd('Ещё', 130)
    sandbox.faults.add({ method: 'wall.getComments', effect: { kind: 'short', items: 30 }, probability: 1 })
    const { texts } = await caughtUp(cursor)
    const wanted = [...posts.map((each) => `Под ${each}`), 'Под удалённым', ...Array.from({ length: 130 }, (_, each) => `Ещё ${each + 1}`)]
    expect(new Set(texts)).toEqual(new Set(wanted))
  })
})
