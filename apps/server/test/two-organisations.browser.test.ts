import { randomUUID } from 'node:crypto'
import type { Browser as Chromium, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFaults, sidewaysFaults, smallTargets } from '../../web/test/walk/accessible.ts'
import { openChromium, personContext, telephone } from '../../web/test/walk/chromium.ts'
import { picture } from '../../web/test/walk/pictures.ts'
import { openTown, password, type Town } from './town.ts'

let town: Town
let browser: Chromium

beforeAll(async () => {
  ;[town, browser] = await Promise.all([openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00' }), openChromium()])
  const { userId } = await town.viewer('curator')
  const there = { name: 'Анна Вторая', login: 'curator', roles: ['curator'], unitIds: [], active: true, userId }
  await town.house.storage.organisation.savePerson(town.strangers, null, there)
})
afterAll(async () => {
  await browser?.close()
  await town?.close()
})

async function knock(context: BrowserContext, login: string, path = ''): Promise<Page> {
  const page = await context.newPage()
  await page.goto(new URL(path, town.url).href)
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill(password)
  await page.keyboard.press('Enter')
  return page
}

const choice = (page: Page) => page.getByRole('heading', { name: /Выберите организацию|Choose an organisation/ })
const menuOf = (page: Page) => page.getByRole('button', { name: /Меню:|Menu:/ })

const register = async (page: Page, text: string) => {
  await page.keyboard.press('n')
  await page.locator('[role=dialog] textarea').first().fill(text)
  await page.locator('[role=dialog] button[type=submit]').click()
  await page.locator('[role=dialog]').waitFor({ state: 'detached' })
}

/** Rows that come live wait until they are asked for: U shows them. */
const shown = (page: Page, text: string) =>
  expect
    .poll(
      async () => {
        await page.keyboard.press('u')
        return page.getByText(text).count()
      },
      { timeout: 120_000, interval: 200 },
    )
    .toBeGreaterThan(0)

test('somebody of two organisations chooses after the sign-in, comes to the place asked for, and goes over by the menu, by keys alone', async () => {
  const context = await personContext(browser)
  const page = await knock(context, 'curator', 'queue?view=all')
  await choice(page).waitFor()
  await picture(page, 'choose-organisation-ru')
  expect(await axeFaults(page, 'choose-organisation')).toEqual([])
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await menuOf(page).waitFor()
  expect(new URL(page.url())).toMatchObject({ pathname: `/o/${town.tenantId}/queue`, search: '?view=all' })

  await menuOf(page).click()
  const other = page.getByRole('menuitem', { name: 'Другой город' })
  await other.waitFor()
  await page.getByText('Другие организации').waitFor()
  await picture(page, 'other-organisations-ru')
  expect(await axeFaults(page, 'other-organisations')).toEqual([])
  await other.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname.startsWith(`/o/${town.strangers}`))
  await menuOf(page).click()
  await page.getByRole('menuitem', { name: 'Город', exact: true }).waitFor()
  await context.close()
})

test('two tabs of two organisations each go on in their own: what is read, what is written, what comes live', async () => {
  const context = await personContext(browser)
  const here = await knock(context, 'curator')
  await choice(here).waitFor()
  await here.goto(new URL(`o/${town.tenantId}/queue?view=all`, town.url).href)
  await menuOf(here).waitFor()
  const there = await context.newPage()
  await there.goto(new URL(`o/${town.strangers}/queue?view=all`, town.url).href)
  await menuOf(there).waitFor()

  // The tab of the town writes after the other one was opened: a choice kept for the whole browser would send it there.
  await register(here, 'Яма у моста в городе')
  await register(there, 'Лужа у вокзала в другом городе')
  const live = async (login: 'second' | 'stranger', text: string) => {
    const hand = await town.as(login)
    await hand.post('/api/incidents', { text }, { 'idempotency-key': randomUUID() })
  }
  await live('second', 'Не горит фонарь в городе')
  await live('stranger', 'Не ходит автобус в другом городе')
  const inTown = ['Яма у моста', 'Не горит фонарь']
  const elsewhere = ['Лужа у вокзала', 'Не ходит автобус']
  for (const text of inTown) await shown(here, text)
  for (const text of elsewhere) await shown(there, text)
  for (const text of inTown) expect(await there.getByText(text).count()).toBe(0)
  for (const text of elsewhere) expect(await here.getByText(text).count()).toBe(0)
  await context.close()
})

test('on a telephone, in the dark and in English the choice fits, is pressed by a thumb, and reads well', async () => {
  const context = await personContext(browser, { ...telephone, scheme: 'dark', locale: 'en' })
  const page = await knock(context, 'curator')
  await choice(page).waitFor()
  await picture(page, 'choose-organisation-360-dark-en')
  expect(await axeFaults(page, 'choose-organisation')).toEqual([])
  expect(await sidewaysFaults(page, 'choose-organisation')).toEqual([])
  expect(await smallTargets(page, 'choose-organisation')).toEqual([])
  await context.close()
})

test('somebody of one organisation meets neither, and an address of another one leads to their own desk', async () => {
  const context = await personContext(browser)
  const page = await knock(context, 'second', `o/${town.strangers}/queue?view=new`)
  await menuOf(page).waitFor()
  expect(new URL(page.url())).toMatchObject({ pathname: '/queue', search: '?view=new' })
  await menuOf(page).click()
  await page.getByRole('menuitem', { name: 'Выйти' }).waitFor()
  expect(await page.getByText('Другие организации').count()).toBe(0)
  await context.close()
})
