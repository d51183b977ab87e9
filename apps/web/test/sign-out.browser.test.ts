import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { personContext, signIn } from './walk/chromium.ts'
import { type DeskTown, openDeskTown } from './walk/desk-town.ts'
import { picture } from './walk/pictures.ts'

let town: DeskTown
beforeAll(async () => {
  town = await openDeskTown()
})
afterAll(() => town?.close())

/** Every key that the browser keeps for us. */
const left = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('keyval-store')
        opening.onerror = () => reject(new Error('no database'))
        opening.onsuccess = () => {
          const store = opening.result.objectStoreNames.contains('keyval')
            ? opening.result.transaction('keyval').objectStore('keyval')
            : null
          if (store === null) return resolve([])
          const asked = store.getAllKeys()
          asked.onsuccess = () => {
            opening.result.close()
            resolve(asked.result.map(String))
          }
        }
      }),
  )

async function writeDraft(page: Page, id: string): Promise<void> {
  await page.goto(new URL(`tasks?open=${id}`, town.desk).href)
  await page.locator('#reply-text').fill('Здравствуйте! Это ещё не отправлено.')
  await expect.poll(() => left(page)).not.toEqual([])
}

test('a sign-out asks about what is unsent, and takes it out of the browser, in every tab', async () => {
  const id = await town.routed('Яма у дома, черновик которой не должен остаться')
  const context = await personContext(town.browser)
  const page = await signIn(context, town.desk, 'gromov', town.password)
  await writeDraft(page, id)
  const other = await context.newPage()
  await other.goto(new URL(`tasks?open=${id}`, town.desk).href)
  await other.locator('#reply-text').waitFor()
  await page.getByRole('button', { name: /Меню: Громов/ }).click()
  await page.getByRole('menuitem', { name: 'Выйти' }).click()
  await page.getByText('Выйти и потерять неотправленное?').waitFor()
  await picture(page, 'sign-out-unsent-ru')
  await page.getByRole('button', { name: 'Выйти и удалить' }).click()
  await page.locator('input[name=login]').waitFor()
  await other.locator('input[name=login]').waitFor()
  await expect.poll(() => left(page)).toEqual([])
  await context.close()
})

test('what one person left unsent is gone when another signs in', async () => {
  const id = await town.routed('Яма у школы, черновик которой не должен остаться')
  const context = await personContext(town.browser)
  const page = await signIn(context, town.desk, 'gromov', town.password)
  await writeDraft(page, id)
  // The session ends by itself, without a sign-out.
  await context.clearCookies()
  await page.goto(town.desk)
  await page.locator('input[name=login]').fill('orlova')
  await page.locator('input[name=password]').fill(town.password)
  await page.keyboard.press('Enter')
  await page.locator('header nav a').first().waitFor()
  await expect.poll(() => left(page)).toEqual([])
  await context.close()
})
