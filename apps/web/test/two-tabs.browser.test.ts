import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium, personContext, signIn } from './walk/chromium.ts'
import { type DemoTown, startDemoTown } from './walk/demo-town.ts'

let town: DemoTown
let browser: Browser

beforeAll(async () => {
  ;[town, browser] = await Promise.all([startDemoTown(), openChromium()])
})
afterAll(async () => {
  await browser?.close()
  await town?.close()
})

test('a person who signs out in one tab is signed out in the other at once, and comes back to the same place', async () => {
  const context = await personContext(browser)
  const one = await signIn(context, town.desk, 'orlova', town.password)
  // Nothing is asked for again by the look of a tab that comes to the front: only the server's word can tell it.
  const other = await context.newPage()
  await other.goto(new URL('queue?view=approval', town.desk).href)
  await other.locator('header nav a').first().waitFor()
  const place = other.url()
  const left = await one.evaluate(async () => (await fetch('/api/session', { method: 'DELETE' })).status)
  expect(left).toBe(200)
  await other.getByText('Сеанс закончился. Войдите, и вы вернётесь туда же.').waitFor()
  expect(other.url()).toBe(place)
})
