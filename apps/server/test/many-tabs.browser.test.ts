import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { allHear, manyTabs, open, openTabs, patience, register, standing } from './tabs.ts'

manyTabs()

const tabs = 12

test('the title of a tab counts what is new, also while nobody looks at it, until it is shown', async () => {
  const { anna } = standing()
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
  const { chromium } = standing()
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
  const { anna } = standing()
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
  const { streams } = standing()
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

test('without a shared worker a tab has a stream of its own while it is looked at, and reads anew when it is looked at again', async () => {
  const { anna } = standing()
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
