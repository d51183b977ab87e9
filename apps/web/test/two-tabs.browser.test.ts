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
  await two.addInitScript(() => {
    // oxlint-disable-next-line typescript/unbound-method -- it is called with its own channel below.
    const { addEventListener } = BroadcastChannel.prototype
    BroadcastChannel.prototype.addEventListener = function (this: BroadcastChannel, type: string, listen: (event: Event) => void) {
      addEventListener.call(this, type, (event) => {
        if (!('deaf' in window && window.deaf === true)) listen(event)
      })
    } as typeof addEventListener
  })
  await task(two)
  const text = (page: Page) => page.locator('#reply-text').inputValue()
  await one.locator('#reply-text').fill('Здравствуйте! Яму засыплют.')
  await two.getByText('Этот черновик открыт и меняется в другой вкладке.').waitFor()
  await expect.poll(() => text(two)).toBe('Здравствуйте! Яму засыплют.')

  // The second tab does not hear of the first one for a while: it types past what it has not seen.
  await two.evaluate(() => Object.assign(window, { deaf: true }))
  await one.locator('#reply-text').fill('Здравствуйте! Яму засыплют в пятницу.')
  await one.getByText('Черновик сохранён в этом браузере').waitFor()
  await two.locator('#reply-text').fill('Здравствуйте! Яму засыплют завтра.')
  await two.getByText('Этот черновик изменили и в другой вкладке').waitFor()
  expect([await text(one), await text(two)]).toEqual(['Здравствуйте! Яму засыплют в пятницу.', 'Здравствуйте! Яму засыплют завтра.'])
  await one.getByText('Этот черновик изменили и в другой вкладке').waitFor()
  await two.evaluate(() => Object.assign(window, { deaf: false }))
  await two.getByRole('button', { name: 'Оставить этот' }).click()
  await expect.poll(() => text(one)).toBe('Здравствуйте! Яму засыплют завтра.')
  await one.getByText('Этот черновик изменили и в другой вкладке').waitFor({ state: 'detached' })
  await context.close()
})

test('a rude word is marked while one writes, and a reason answers it; a name and a search hit are known', async () => {
  const two = await signIn(await personContext(browser), town.desk, 'gromov', town.password)
  await two.goto(new URL('tasks', town.desk).href)
  await two.locator('main ol button').first().click()
  await two.locator('#reply-text').fill('Здравствуйте! Вы идиот, яму засыплют. Мастер Сукин.')
  const why = two.getByLabel('Почему эти слова здесь уместны')
  await why.waitFor()
  expect(await two.locator('mark').allTextContents()).toEqual(['идиот'])
  await why.scrollIntoViewIfNeeded()
  await why.scrollIntoViewIfNeeded()
  await why.fill('это цитата автора')
  await two.getByText('подтверждено с обоснованием').first().waitFor({ state: 'attached' })
  const curator = await signIn(await personContext(browser), town.desk, 'orlova', town.password)
  await curator.goto(new URL('queue?view=all&q=ям', town.desk).href)
  await curator.locator('[role=option] mark').first().waitFor()
})
