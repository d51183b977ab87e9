import type { PageComment } from '@otklik/sandbox'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Directory, Door, QueueCounts, QueuePage } from '@otklik/contract'
import { expect, it } from 'vitest'
import { testDatabase } from '../../../packages/storage/test/database.ts'
import { readConfig } from '../../server/src/config.ts'
import { startDemo } from '../src/demo.ts'
import { readState, writeState } from '../src/state.ts'
import { Browser, until } from '../../server/test/town.ts'

const reply = 'Здравствуйте! Посмотрим на месте завтра до обеда и ответим здесь же.'

async function enter(url: string, login: string, password: string): Promise<Browser> {
  const browser = new Browser(url)
  expect((await browser.signIn(login, password)).status).toBe(200)
  return browser
}

/** A citizen writes on the community's page. */
async function write(community: string, text: string): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ postId: 1, authorName: 'Вера Тёмная', text })
  expect((await fetch(new URL('/__sim/comments', community), { method: 'POST', headers, body })).status).toBe(200)
}

/** Resolves when this message stands in the queue. */
const arrived = (curator: Browser, text: string) =>
  until(async () => (await curator.get<QueuePage>(`/api/queue?view=all&limit=10&q=${encodeURIComponent(text)}`)).rows[0])

/** The stopped town's community gets one comment more: written when the program received no longer, and the page still stood. */
function writtenWhileStopping(file: string, text: string): void {
  const state = readState(file)
  const last = state?.comments.findLast(({ own }) => !own)
  if (state === null || last === undefined) throw new Error('the stopped town has no citizens')
  const id = Math.max(...state.comments.map((comment) => comment.id)) + 1
  const comment = { ...last, id, text, at: Date.now(), replyTo: null, threadId: null, attachments: [], guid: null, deletedAt: null }
  writeState(file, { ...state, comments: [...state.comments, comment] })
}

it('the demo town has a past, takes what a visitor writes, and after a restart goes on where it was: what was written around the restart comes in', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'otklik-demo-'))
  const database = await testDatabase()
  const env = { DATABASE_URL: database.url, OTKLIK_DATA: directory, OTKLIK_LOG: 'error', PORT: '0' }
  const config = readConfig(env, directory, { directory })
  const told: string[] = []
  const start = async (aroundTheClock: boolean) => {
    const demo = await startDemo(config, { act: 'lesozavodsk-2022', aroundTheClock }, (step) => told.push(step))
    if (demo === null) throw new Error('nobody stopped it')
    return demo
  }
  try {
    const first = await start(false)
    const { url, password, community } = first.letter
    const curator = await enter(url, 'orlova', password)
    const past = await curator.get<QueuePage>('/api/queue?limit=200')
    const statuses = new Set(past.rows.map(({ status }) => status))
    for (const status of ['received', 'routed', 'answered', 'declined'] as const) expect(statuses).toContain(status)
    expect(past.rows.some(({ breached }) => breached > 0)).toBe(true)
    expect(await (await curator.send('GET', '/demo')).text()).toContain(password)
    const { demo } = await new Browser(url).get<Door>('/api/door')
    expect(demo?.password).toBe(password)
    expect(demo?.people.map(({ login }) => login)).toContain('orlova')
    expect((await fetch(community)).status).toBe(200)
    const counts = await curator.get<QueueCounts>('/api/queue/counts')
    await first.stop()
    const file = join(directory, 'lesozavodsk-2022', 'demo.json')
    const { posts, comments } = readState(file) ?? { posts: [], comments: [] }
    const posted = new Map(posts.map(({ id, at }) => [id, at]))
    expect(
      (comments as readonly (PageComment & { readonly at: number })[]).filter(
        ({ postId, at }) => at < (posted.get(postId) ?? Number.POSITIVE_INFINITY),
      ),
    ).toEqual([])
    expect(comments.length).toBeGreaterThan(30)
    writtenWhileStopping(file, 'У почты прорвало трубу')

    // Asked for hours that the town was not founded with: they are given to it.
    const again = await start(true)
    await write(again.letter.community, 'За школой упало дерево')
    expect(again.letter.resting).toBe(false)
    const { source } = await (await enter(again.letter.url, 'admin', password)).get<{ source: string }>('/api/schedule')
    expect(source).toContain('00:00-24:00')
    expect(told).toEqual(['founding', 'history', 'founding'])
    expect(again.letter.password).toBe(password)
    const [same, executor] = [await enter(again.letter.url, 'orlova', password), await enter(again.letter.url, 'gromov', password)]
    expect((await same.get<QueueCounts>('/api/queue/counts')).all).toBeGreaterThanOrEqual(counts.all)
    for (const text of ['У почты прорвало трубу', 'За школой упало дерево'])
      expect(await arrived(same, text)).toMatchObject({ status: 'received' })
    const old = past.rows.find(({ status }) => status === 'received')
    const { units } = await same.get<Directory>('/api/directory')
    const roads = units.find(({ short }) => short === 'Дороги')
    if (old === undefined || roads === undefined) throw new Error('the town lost its messages or its roads')
    await same.act(old.id, { type: 'select' })
    await same.act(old.id, { type: 'route', unitId: roads.id })
    await executor.act(old.id, { type: 'submitDraft', kind: 'final', text: reply })
    await same.act(old.id, { type: 'approve', revision: 1 })
    const done = await until(async () => {
      const card = await same.card(old.id)
      return card.row.status === 'answered' ? card : null
    })
    expect(await (await fetch(new URL('/__sim/ledger', again.letter.community))).text()).toContain(done.publications[0]?.ref)
    await again.stop()
  } finally {
    await database.drop()
    await rm(directory, { recursive: true, force: true })
  }
})
