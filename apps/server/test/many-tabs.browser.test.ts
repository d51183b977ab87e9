import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Browser as Chromium, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openChromium, personContext, signIn } from '../../web/test/walk/chromium.ts'
import { buildServer } from '../src/http/server.ts'
import { usualWaits } from '../src/waits.ts'
import { Browser, openTown, password, type Town } from './town.ts'

const tabs = 12
const patience = { timeout: 120_000, interval: 100 }

let town: Town
let app: FastifyInstance
let stopping: AbortController
let chromium: Chromium
let url: string
/** Streams as the server has them. */
let streams: ServerResponse[]
let anna: BrowserContext
let boris: Browser

beforeAll(async () => {
  ;[town, chromium] = await Promise.all([openTown({ act: 'lesozavodsk-2022', role: 'web' }), openChromium()])
})
afterAll(async () => {
  await chromium?.close()
  await town?.close()
})
beforeEach(async () => {
  stopping = new AbortController()
  streams = []
  app = await buildServer(town.house, { trustProxy: false, host: '127.0.0.1', guide: null, waits: usualWaits }, stopping.signal)
  app.server.on('request', (request, answer) => request.url === '/api/stream' && streams.push(answer))
  await app.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/`
  anna = await personContext(chromium)
  boris = new Browser(url)
  await boris.signIn('second')
})
afterEach(async () => {
  await anna.close()
  stopping.abort()
  app.server.closeAllConnections()
  await app.close()
})

const open = () => streams.filter(({ closed, statusCode }) => !closed && statusCode === 200).length
const register = async (text: string): Promise<string> =>
  (await boris.post<{ id: string }>('/api/incidents', { text }, { 'idempotency-key': randomUUID() })).id

/** Every tab is told of a message that is written now, and shows it. */
async function allHear(pages: readonly Page[], text: string): Promise<void> {
  await register(text)
  for (const page of pages) {
    // What is new waits behind a press, unless the list was empty.
    const fresh = page.getByRole('button', { name: /нов(ое|ых|ый|ая)/ })
    await fresh.or(page.getByText(text)).first().waitFor()
    if (await fresh.isVisible()) await fresh.click()
    await page.getByText(text).first().waitFor()
  }
}

async function openTabs(count: number): Promise<Page[]> {
  const pages = [await signIn(anna, url, 'curator', password)]
  while (pages.length < count) pages.push(await anna.newPage())
  for (const page of pages) await page.goto(new URL('queue?view=new', url).href)
  for (const page of pages) await page.locator('#queue-rows').waitFor()
  return pages
}

test('the title of a tab counts what is new, also while nobody looks at it, until it is shown', async () => {
  await anna.addInitScript(() =>
    Object.defineProperty(document, 'visibilityState', { get: () => document.documentElement?.dataset.hidden ?? 'visible' }),
  )
  const [page] = (await openTabs(1)) as [Page]
  const titles: string[] = []
  await page.exposeFunction('titled', (title: string) => titles.push(title))
  await page.evaluate(() => {
    const told = (globalThis as unknown as { titled: (title: string) => void }).titled
    new MutationObserver(() => told(document.title)).observe(document.head, { subtree: true, childList: true, characterData: true })
  })
  const look = (state: string) =>
    page.evaluate((hidden) => {
      document.documentElement.dataset.hidden = hidden
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  const title = () => page.title()
  await expect.poll(title, patience).toBe('Новые · Отклик')
  await look('hidden')
  await register('Новость первая')
  await expect.poll(title, patience).toBe('(1) Новые · Отклик')
  await register('Новость вторая')
  await expect.poll(title, patience).toBe('(2) Новые · Отклик')
  await look('visible')
  // The first one came to an empty list and is seen; the second one waits behind a press.
  await expect.poll(title, patience).toBe('(1) Новые · Отклик')
  await page.keyboard.press('KeyU')
  await expect.poll(title, patience).toBe('Новые · Отклик')
  // Each change of it was one change: nothing flickers.
  const changes = titles.filter((each, n) => each !== titles[n - 1])
  expect(changes.map((each) => /\d/.exec(each)?.[0] ?? '0')).toEqual(['1', '2', '1', '0'])
})

test(`${tabs} tabs of one browser hear every change over one connection, and none is blocked; whichever closes, the others hear on`, async () => {
  const pages = await openTabs(tabs)
  await expect.poll(open, patience).toBe(1)
  await allHear(pages, 'Яма у моста')
  for (const page of pages) expect(await page.evaluate(async () => (await fetch('/api/session')).status)).toBe(200)
  await pages[0]?.close()
  await pages[5]?.close()
  const left = pages.filter((page) => !page.isClosed())
  await allHear(left, 'Яма у школы')
  expect(open()).toBe(1)
  for (const page of left.slice(1)) await page.close()
  await allHear(left.slice(0, 1), 'Яма у рынка')
  await left[0]?.close()
  await expect.poll(open, patience).toBe(0)
})

test('the stream dies without a word: the tabs begin another, one, and what was said meanwhile is there', async () => {
  const pages = await openTabs(3)
  await allHear(pages, 'Фонарь до обрыва')
  const devtools = await chromium.newBrowserCDPSession()
  const { targetInfos } = await devtools.send('Target.getTargets')
  const hubs = targetInfos.filter(({ type }) => type === 'shared_worker')
  expect(hubs).toHaveLength(1)
  for (const { targetId } of hubs) await devtools.send('Target.closeTarget', { targetId })
  await expect.poll(open, patience).toBe(0)
  await register('Фонарь во время обрыва')
  await expect.poll(open, patience).toBe(1)
  for (const page of pages) {
    await page.getByRole('button', { name: /нов(ое|ых|ый|ая)/ }).click()
    await page.getByText('Фонарь во время обрыва').first().waitFor()
  }
  await allHear(pages, 'Фонарь после обрыва')
  expect(open()).toBe(1)
})

test('a tab that was frozen in the background has what was said meanwhile when it wakes', async () => {
  const pages = await openTabs(2)
  await allHear(pages, 'До сна')
  const [asleep, awake] = pages as [Page, Page]
  const devtools = await anna.newCDPSession(asleep)
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
  await allHear([awake], 'В начале сна')
  // Longer than the hub waits for an answer: from then on nothing is said to the tab.
  await new Promise((resolve) => setTimeout(resolve, 45_000))
  await allHear([awake], 'В глубоком сне')
  await devtools.send('Page.setWebLifecycleState', { state: 'active' })
  await asleep.getByRole('button', { name: /нов(ое|ых|ый|ая)/ }).click()
  await expect.poll(() => asleep.getByText(/сн[ае]$/).count(), patience).toBeGreaterThanOrEqual(3)
  expect(open()).toBe(1)
})

test('a line that breaks and comes back brings what was missed to every tab', async () => {
  const pages = await openTabs(3)
  await expect.poll(open, patience).toBe(1)
  for (const answer of streams) answer.destroy()
  await register('Во время обрыва')
  for (const page of pages) {
    await page.getByRole('button', { name: /нов(ое|ых|ый|ая)/ }).click()
    await page.getByText('Во время обрыва').first().waitFor()
  }
  await allHear(pages, 'После обрыва')
})

test('signed out in one tab, signed out in all; whoever signs in next hears what is theirs in every tab, and nobody hears for the one before', async () => {
  const pages = await openTabs(4)
  await expect.poll(open, patience).toBe(1)
  expect(await pages[1]?.evaluate(async () => (await fetch('/api/session', { method: 'DELETE' })).status)).toBe(200)
  for (const page of pages) await page.locator('input[name=login]').waitFor()
  await expect.poll(open, patience).toBe(0)
  const next = await signIn(anna, url, 'second', password)
  await next.goto(new URL('queue?view=new', url).href)
  await next.locator('#queue-rows').waitFor()
  await allHear([next], 'Новому человеку')
  expect(open()).toBe(1)
})

test('somebody else signs in over a session that is open: every tab becomes theirs', async () => {
  const pages = await openTabs(3)
  await expect.poll(open, patience).toBe(1)
  const entered = await pages[0]?.evaluate(
    async (body) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch('/api/session', { method: 'POST', headers, body })).status
    },
    JSON.stringify({ login: 'head', password }),
  )
  expect(entered).toBe(200)
  const fresh = await anna.newPage()
  await fresh.goto(new URL('queue?view=new', url).href)
  for (const page of [...pages, fresh]) await page.getByRole('button', { name: /Дарья Главная/ }).waitFor()
  await allHear([...pages, fresh], 'Главе')
  expect(open()).toBe(1)
})

test('two tabs with a card each are both told to a colleague, and a tab that closes leaves its card at once', async () => {
  const [one, two] = [await register('Первая карточка'), await register('Вторая карточка')]
  const [first, second] = await openTabs(2)
  await first?.goto(new URL(`queue?view=new&open=${one}`, url).href)
  await second?.goto(new URL(`queue?view=new&open=${two}`, url).href)
  const colleague = await personContext(chromium)
  const there = await signIn(colleague, url, 'head', password)
  for (const id of [one, two]) {
    await there.goto(new URL(`queue?view=new&open=${id}`, url).href)
    await there
      .getByText(/Анна Куратор/)
      .first()
      .waitFor()
  }
  await second?.close()
  await expect.poll(() => there.getByText(/Анна Куратор/).count(), { ...patience, timeout: 30_000 }).toBe(0)
  await colleague.close()
})

test('without a shared worker a tab has a stream of its own while it is looked at, and reads anew when it is looked at again', async () => {
  await anna.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'SharedWorker')
    Object.defineProperty(document, 'visibilityState', { get: () => document.documentElement?.dataset.hidden ?? 'visible' })
  })
  const [page] = await openTabs(1)
  await expect.poll(open, patience).toBe(1)
  const look = (state: string) =>
    page?.evaluate((hidden) => {
      document.documentElement.dataset.hidden = hidden
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await look('hidden')
  await expect.poll(open, patience).toBe(0)
  await register('Пока не смотрели')
  await look('visible')
  await expect.poll(open, patience).toBe(1)
  await page?.getByRole('button', { name: /нов(ое|ых|ый|ая)/ }).click()
  await page?.getByText('Пока не смотрели').first().waitFor()
})
