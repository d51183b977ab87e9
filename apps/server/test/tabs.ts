import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Browser as Chromium, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { openChromium, personContext, signIn } from '../../web/test/walk/chromium.ts'
import { buildServer } from '../src/http/server.ts'
import { usualWaits } from '../src/waits.ts'
import { Browser, openTown, password, type Town } from './town.ts'

export const patience = { timeout: 120_000, interval: 100 }

let town: Town
let app: FastifyInstance
let stopping: AbortController
let chromium: Chromium
let url: string
let streams: ServerResponse[]
let anna: BrowserContext
let boris: Browser

/** A town whose streams a test file counts, and Anna's browser in which it opens tabs; called once in the file. */
export function manyTabs(): void {
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
}

/** What stands in this test: the address, the browsers, and the streams as the server has them. */
export const standing = () => ({ url, chromium, anna, streams })

/** How many streams are open. */
export const open = () => streams.filter(({ closed, statusCode }) => !closed && statusCode === 200).length
/** Boris registers a message. */
export const register = async (text: string): Promise<string> =>
  (await boris.post<{ id: string }>('/api/incidents', { text }, { 'idempotency-key': randomUUID() })).id

/** Every tab is told of a message that is written now, and shows it. */
export async function allHear(pages: readonly Page[], text: string): Promise<void> {
  await register(text)
  for (const page of pages) {
    // What is new waits behind a press, unless the list was empty.
    const fresh = page.getByRole('button', { name: /нов(ое|ых|ый|ая)/ })
    await fresh.or(page.getByText(text)).first().waitFor()
    if (await fresh.isVisible()) await fresh.click()
    await page.getByText(text).first().waitFor()
  }
}

/** Tabs of Anna's browser with the queue of new messages. */
export async function openTabs(count: number): Promise<Page[]> {
  const pages = [await signIn(anna, url, 'curator', password)]
  while (pages.length < count) pages.push(await anna.newPage())
  for (const page of pages) await page.goto(new URL('queue?view=new', url).href)
  for (const page of pages) await page.locator('#queue-rows').waitFor()
  return pages
}
