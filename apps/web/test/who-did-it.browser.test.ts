import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFaults, sidewaysFaults } from './walk/accessible.ts'
import { openChromium, personContext, signIn, telephone } from './walk/chromium.ts'
import { type DemoTown, startDemoTown } from './walk/demo-town.ts'
import { picture } from './walk/pictures.ts'

let town: DemoTown
let browser: Browser
let admin: BrowserContext

const given = 'луна над старой пристанью'
const own = 'чайка села на причал'

beforeAll(async () => {
  ;[town, browser] = await Promise.all([startDemoTown(), openChromium()])
  admin = await personContext(browser)
  await signIn(admin, town.desk, 'admin', town.password)
})
afterAll(async () => {
  await browser?.close()
  await town?.close()
})

async function knock(context: BrowserContext, login: string, password: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(town.desk)
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill(password)
  await page.keyboard.press('Enter')
  return page
}

async function fill(page: Page, ...values: readonly string[]): Promise<void> {
  const fields = page.locator('form input[type=password]')
  for (const [index, value] of values.entries()) await fields.nth(index).fill(value)
  await page.locator('form button[type=submit]').click()
}

test('a person whose password an administrator gave is told so, chooses another, and the desk opens', async () => {
  const settings = await admin.newPage()
  await settings.goto(new URL('settings?part=people', town.desk).href)
  await settings.getByRole('button', { name: /Изменить: Орлова/ }).click()
  const field = settings.locator('[role=dialog] input[autocomplete=new-password]')
  await field.fill('orlova-2026')
  await settings.locator('[role=dialog] button[type=submit]').click()
  await settings.getByText('В пароле ваше имя, логин, дата').first().waitFor()
  await field.fill(given)
  await settings.locator('[role=dialog] button[type=submit]').click()
  await settings.locator('[role=dialog]').waitFor({ state: 'detached' })

  const curator = await personContext(browser)
  const page = await knock(curator, 'orlova', given)
  await page.getByRole('heading', { name: 'Придумайте свой пароль' }).waitFor()
  await page.getByText('Кто менял этот пароль').waitFor()
  await picture(page, 'given-password-ru')
  expect(await axeFaults(page, 'given-password')).toEqual([])
  await page.setViewportSize(telephone)
  await picture(page, 'given-password-360-ru')
  expect(await sidewaysFaults(page, 'given-password')).toEqual([])
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(new URL('queue?view=all', town.desk).href)
  await page.getByRole('heading', { name: 'Придумайте свой пароль' }).waitFor()
  await fill(page, given, '1234567890', '1234567890')
  await page.getByText('Это ряд клавиш или повторение').first().waitFor()
  await fill(page, 'не тот пароль', own, own)
  await page.getByText('Нынешний пароль не подошёл').first().waitFor()
  await fill(page, given, own, own)
  await page.locator('[role=option]').first().waitFor()
  await curator.close()
})

test('everybody changes their own password in their menu', async () => {
  const curator = await personContext(browser)
  const page = await signIn(curator, town.desk, 'orlova', own)
  await page.getByRole('button', { name: /Меню: Орлова/ }).click()
  await page.getByRole('menuitem', { name: 'Сменить пароль' }).click()
  await page.locator('[role=dialog] form').waitFor()
  await page.getByText('Кто менял этот пароль').waitFor()
  await picture(page, 'own-password-ru')
  expect(await axeFaults(page, 'own-password')).toEqual([])
  await fill(page, own, 'парк у тихой речки', 'парк у тихой речки')
  await page.getByText('Пароль изменён, сеансы в других браузерах закончены.').waitFor()
  await page.locator('[role=dialog]').waitFor({ state: 'detached' })
  // The same page goes on by itself.
  await page.locator('header nav a').first().click()
  expect(await page.evaluate(async () => (await fetch('/api/queue')).status)).toBe(200)
  await curator.close()
})

test('the journal tells an administrator who did it, is sifted, and stands on a telephone', async () => {
  const stranger = await personContext(browser)
  const knocking = await knock(stranger, 'gromov', 'мимо мимо мимо')
  await knocking.getByText('Логин или пароль не подошли.').waitFor()
  const page = await admin.newPage()
  await page.goto(new URL('settings?part=journal', town.desk).href)
  const lines = page.locator('main ol > li')
  await lines.first().waitFor()
  await page.getByText('Неудачная попытка войти: Громов').first().waitFor()
  await page.getByText('Пароль задан другим человеком: Орлова').first().waitFor()
  await picture(page, 'journal-ru')
  await page.setViewportSize(telephone)
  await picture(page, 'journal-360-ru')
  expect(await sidewaysFaults(page, 'journal')).toEqual([])
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByLabel('О чём').selectOption('passwords')
  await lines.getByText('Свой пароль изменён').first().waitFor()
  await expect.poll(() => page.getByText('Неудачная попытка войти').count()).toBe(0)
  await page.getByLabel('О чём').selectOption('connections')
  await page.getByLabel('Человек').selectOption({ index: 1 })
  await page.getByText('Таких записей нет.').waitFor()
  await stranger.close()
})
