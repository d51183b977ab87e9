import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type DeskTown, openDeskTown } from './walk/desk-town.ts'
import { awaitState } from './walk/queue-by-keys.ts'

const patience = { timeout: 60_000, interval: 100 }

let town: DeskTown

beforeAll(async () => {
  town = await openDeskTown()
})
afterEach(({ task }) => (task.result?.state === 'fail' ? town.pictures('failed-keys') : undefined))
afterAll(() => town?.close())

/** Until the notice of an act offers the way back; a busy machine may see it gone already. */
const wayBack = (page: Page, done: string): Promise<void> => {
  const offered = page.getByRole('status').getByText(done).getByRole('button', { name: 'Отменить' })
  return offered.waitFor({ timeout: 15_000 }).catch(() => undefined)
}

/** What the page had to do has been done and shown. */
const painted = (page: Page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))

/** Selected and sent to the roads by keys; answers the page with the card. */
async function routedByKeys(id: string): Promise<Page> {
  const page = await town.openCard(town.curator, id, 'new')
  await page.keyboard.press('KeyS')
  await awaitState(page, 'ждёт направления')
  await page.keyboard.press('KeyR')
  await page.getByRole('dialog').getByRole('combobox').waitFor()
  await page.keyboard.type('до')
  await page.keyboard.press('Enter')
  await awaitState(page, 'у исполнителя')
  return page
}

/** The rows with the cursor on a new message whose card does not come until it is told to, in a browser whose clock can be set. */
async function slowCard(words: string) {
  const id = await town.atDesk.register(words, 'Лариса')
  const page = await town.curator.newPage()
  await page.clock.install()
  const coming = Promise.withResolvers<void>()
  await page.route(`**/api/incidents/${id}`, async (route) => {
    await coming.promise
    await route.continue()
  })
  const { number } = (await town.atDesk.card(id)).row
  await page.goto(new URL(`queue?view=all&q=${encodeURIComponent(number)}`, town.desk).href)
  await page.getByRole('option').filter({ hasText: words }).waitFor()
  await page.locator('#queue-rows').focus()
  return { page, id, comes: coming.resolve }
}

describe('Keys keep their meaning while an answer is slow to come', () => {
  test('Enter takes the focus into the card, however long the card takes to come', async () => {
    const { page, id, comes } = await slowCard('На Луговой 2 дымит мусорный бак.')
    await page.keyboard.press('Enter')
    await page.waitForURL((address) => address.searchParams.get('open') === id)
    // So long that nothing which waits for a while only is still waiting.
    await page.clock.fastForward('00:30')
    comes()
    await page.locator('#card-title').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id), patience).toBe('card-title')
    await page.close()
  })

  test('a person who has gone on to the search while the card was coming stays there', async () => {
    const { page, id, comes } = await slowCard('На Луговой 4 протекает крыша.')
    await page.keyboard.press('Enter')
    await page.waitForURL((address) => address.searchParams.get('open') === id)
    await page.keyboard.press('Slash')
    const field = () => page.evaluate(() => document.activeElement?.getAttribute('inputmode'))
    await expect.poll(field, patience).toBe('search')
    comes()
    // The record stands below everything else of the card.
    await page.locator('#record-heading').waitFor()
    await painted(page)
    expect(await field()).toBe('search')
    await page.close()
  })

  test('Z takes back what was just done, and the focus stays on the page', async () => {
    const takenBack = async () => {
      const page = await routedByKeys(await town.atDesk.register('На Зелёной 9 упало дерево.', 'Ирина'))
      const id = new URL(page.url()).searchParams.get('open') ?? ''
      await wayBack(page, 'направлен')
      await page.keyboard.press('KeyZ')
      const how = async () => {
        const { row, undo } = await town.atDesk.card(id)
        return row.status === 'selected' ? 'back' : undo === null ? 'late' : 'waiting'
      }
      await expect.poll(how, patience).not.toBe('waiting')
      const back = (await how()) === 'back'
      if (back) await awaitState(page, 'ждёт направления')
      await expect.poll(() => page.evaluate(() => document.activeElement === document.body), patience).toBe(false)
      await page.close()
      return back
    }
    // Ten seconds are soon gone on a busy machine: then it is tried with another message.
    for (let attempt = 1; !(await takenBack()); attempt++) expect(attempt, 'attempts').toBeLessThan(20)
  })

  test('Z pressed while an order is on its way takes back nothing that was done before it', async () => {
    const id = await town.atDesk.register('На Полевой 1 сломан забор.', 'Степан')
    const page = await town.openCard(town.curator, id, 'new')
    const undone: string[] = []
    page.on('request', (request) => request.method() === 'POST' && /"undo"/.test(request.postData() ?? '') && undone.push(request.url()))
    await page.keyboard.press('KeyS')
    await wayBack(page, 'отобран')
    const answer = Promise.withResolvers<void>()
    await page.route('**/api/incidents/*/commands', async (route) => {
      const answered = await route.fetch()
      await answer.promise
      await route.fulfill({ response: answered })
    })
    await page.keyboard.press('KeyR')
    await page.getByRole('dialog').getByRole('combobox').waitFor()
    await page.keyboard.type('до')
    await page.keyboard.press('Enter')
    // The server's word has come by the other way; the answer to the order has not.
    await awaitState(page, 'у исполнителя')
    await page.keyboard.press('KeyZ')
    const told = page.waitForResponse('**/commands')
    answer.resolve()
    await (await told).finished()
    await painted(page)
    expect(undone).toEqual([])
    await page.close()
  })
})
