import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium, personContext, signIn } from './walk/chromium.ts'
import { type DemoTown, startDemoTown } from './walk/demo-town.ts'
import { keptWhole } from './walk/kept-whole.ts'

let town: DemoTown
let browser: Browser

beforeAll(async () => {
  ;[town, browser] = await Promise.all([startDemoTown(), openChromium()])
})
afterAll(async () => {
  await browser?.close()
  await town?.close()
})

test('a file that was asked for before the service worker took over, and came after, is kept as well', async () => {
  const context = await personContext(browser)
  await context.addInitScript(() => {
    // The worker comes when the test says so.
    const workers = navigator.serviceWorker
    const register = workers.register.bind(workers)
    const said = new Promise<void>((resolve) => addEventListener('take-over', () => resolve(), { once: true }))
    workers.register = async (...given) => {
      await said
      return register(...given)
    }
  })
  const page = await signIn(context, town.desk, 'orlova', town.password)
  const held = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  await page.route(/\/assets\/settings-page-.*\.js/, async (route) => {
    asked.resolve()
    await held.promise
    await route.continue()
  })
  await page.evaluate(() => {
    history.pushState(null, '', '/settings')
    dispatchEvent(new PopStateEvent('popstate'))
  })
  await asked.promise
  await page.evaluate(async () => {
    dispatchEvent(new Event('take-over'))
    if (navigator.serviceWorker.controller === null)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
  })
  // Everything that had come before is kept by now; the held file is not among it.
  await expect.poll(() => page.evaluate(keptWhole), { timeout: 60_000 }).toBe(true)
  held.resolve()
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  const late = () => page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/settings-page-')))
  await expect.poll(late, { timeout: 60_000 }).toBe(true)
  await expect.poll(() => page.evaluate(keptWhole), { timeout: 20_000 }).toBe(true)
})
