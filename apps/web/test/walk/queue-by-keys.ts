import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const patience = { timeout: 60_000, interval: 100 }

/** The row of a message in the curator's list. */
const rowOf = (page: Page, text: string) => page.getByRole('option').filter({ hasText: text })

/** Through the list of commands to the queue, then to the new ones. */
export async function goToNew(page: Page): Promise<void> {
  await page.keyboard.press('Control+K')
  await page.getByRole('dialog').getByRole('combobox').waitFor()
  await page.keyboard.type('Очередь')
  await page.keyboard.press('Enter')
  await page.getByRole('listbox').waitFor()
  await page.keyboard.press('Digit2')
  await page.waitForURL(/view=new/)
}

/** Waits until a message stands in the list; whatever waits behind «3 новых» is let in by U. */
export async function awaitRow(page: Page, text: string): Promise<void> {
  const fresh = page.locator('[role=status] button')
  const stands = async () => {
    if ((await rowOf(page, text).count()) > 0) return true
    if (await fresh.isVisible()) await page.keyboard.press('KeyU')
    return false
  }
  await expect.poll(stands, patience).toBe(true)
}

/** J and K to the row, Enter to open it. */
export async function openByKeys(page: Page, text: string): Promise<void> {
  await awaitRow(page, text)
  const row = rowOf(page, text).first()
  const onIt = async () => {
    const wanted = Number(await row.getAttribute('aria-posinset'))
    const current = Number(await page.locator('[role=option][aria-selected=true]').getAttribute('aria-posinset'))
    if (wanted === current) return true
    await page.keyboard.press(wanted > current ? 'KeyJ' : 'KeyK')
    return false
  }
  await expect.poll(onIt, patience).toBe(true)
  await page.keyboard.press('Enter')
  await page.locator('#card-title').waitFor()
  // The keys of the card speak to the card under the cursor; it stands there once it has the focus.
  await expect.poll(() => page.evaluate(() => document.activeElement?.id), patience).toBe('card-title')
}

/** The state of the open card, in its own words. */
export const awaitState = (page: Page, state: string): Promise<void> =>
  page.locator('article[aria-labelledby=card-title] header').getByText(state, { exact: true }).first().waitFor({ timeout: 60_000 })
