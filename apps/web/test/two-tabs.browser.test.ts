import type { Browser, Page } from 'playwright-core'
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

test('a draft in two tabs: the second is told, it follows, and texts typed past each other are both kept until one is chosen', async () => {
  const context = await personContext(browser)
  const one = await signIn(context, town.desk, 'gromov', town.password)
  const task = async (page: Page) => {
    await page.goto(new URL('tasks', town.desk).href)
    await page.locator('main ol button').first().click()
    await page.locator('#reply-text').waitFor()
  }
  await task(one)
  const two = await context.newPage()
  await task(two)
  const text = (page: Page) => page.locator('#reply-text').inputValue()
  await one.locator('#reply-text').fill('Здравствуйте! Яму засыплют.')
  await two.getByText('Этот черновик открыт и меняется в другой вкладке.').waitFor()
  await expect.poll(() => text(two)).toBe('Здравствуйте! Яму засыплют.')

  // Words come through the channel at once, so both type between two looks: the channel of the second tab is deaf for that while.
  await context.setOffline(true)
  await Promise.all([
    one.locator('#reply-text').fill('Здравствуйте! Яму засыплют в пятницу.'),
    two.locator('#reply-text').fill('Здравствуйте! Яму засыплют завтра.'),
  ])
  const choice = async () =>
    (await Promise.all([one, two].map((page) => page.getByText('изменили и в другой вкладке').count()))).some((count) => count > 0)
  await expect.poll(choice).toBe(true)
  const asked = (await two.getByRole('button', { name: 'Оставить этот' }).count()) > 0 ? two : one
  const mine = await text(asked)
  await asked.screenshot({ path: '/tmp/shot-two.png' })
  await asked.getByRole('button', { name: 'Оставить этот' }).click()
  await expect.poll(async () => [await text(one), await text(two)]).toEqual([mine, mine])
  await context.setOffline(false)

  await two.locator('#reply-text').fill('Здравствуйте! Вы идиот, яму засыплют. Мастер Сукин.')
  const why = two.getByLabel('Почему эти слова здесь уместны')
  await why.waitFor()
  expect(await two.locator('mark').allTextContents()).toEqual(['идиот'])
  await two.screenshot({ path: '/tmp/shot-rude.png', fullPage: true })
  await two.setViewportSize({ width: 360, height: 900 })
  await two.screenshot({ path: '/tmp/shot-rude-360.png', fullPage: true })
  await why.fill('это цитата автора')
  await two.getByText('подтверждено с обоснованием').first().waitFor({ state: 'attached' })
  const curator = await signIn(await personContext(browser), town.desk, 'orlova', town.password)
  await curator.goto(new URL('queue?view=all&q=ям', town.desk).href)
  await curator.locator('[role=option] mark').first().waitFor()
  await curator.screenshot({ path: '/tmp/shot-search.png' })
})
