import { expect, test } from 'vitest'
import { personContext, signIn } from '../../web/test/walk/chromium.ts'
import { password } from './founded-town.ts'
import { allHear, manyTabs, open, openTabs, patience, register, standing } from './tabs.ts'

manyTabs()

test('signed out in one tab, signed out in all; whoever signs in next hears what is theirs in every tab, and nobody hears for the one before', async () => {
  const { url, anna } = standing()
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
  const { url, anna } = standing()
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
  const { url, chromium } = standing()
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
