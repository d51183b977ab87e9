import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { orderNetwork } from './walk/community.ts'
import { type DeskTown, openDeskTown } from './walk/desk-town.ts'
import { picture } from './walk/pictures.ts'
import { awaitState } from './walk/queue-by-keys.ts'

const patience = { timeout: 60_000, interval: 100 }

let town: DeskTown

beforeAll(async () => {
  town = await openDeskTown()
})
afterEach(({ task }) => (task.result?.state === 'fail' ? town.pictures('failed-day') : undefined))
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

describe('Nothing moves under the hand, and the focus stays with the work', () => {
  test('new rows wait behind a press that pushes nothing down', async () => {
    const page = await town.curator.newPage()
    await page.goto(new URL('queue?view=new', town.desk).href)
    const first = page.getByRole('option').first()
    await first.waitFor()
    const before = await first.boundingBox()
    await orderNetwork(town.community, 'comments', { postId: 1, authorName: 'Нина', text: 'Спасибо за каток у пруда!' })
    await page.getByRole('status').getByRole('button', { name: /нов/ }).waitFor()
    expect((await first.boundingBox())?.y).toBe(before?.y)
    await page.close()
  })

  test('the ring goes round the whole row that the keys speak of', async () => {
    const page = await town.curator.newPage()
    await page.goto(new URL('queue?view=all', town.desk).href)
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('KeyJ')
    const ring = await page.locator('[role=option][aria-selected=true]').evaluate((row) => {
      const { borderTopWidth, borderBottomWidth, position } = getComputedStyle(row, '::after')
      const [x, y] = [row.getBoundingClientRect().left + 40, row.getBoundingClientRect().top + 1]
      return { top: borderTopWidth, bottom: borderBottomWidth, position, above: row.contains(document.elementFromPoint(x, y)) }
    })
    expect(ring).toEqual({ top: '2px', bottom: '2px', position: 'absolute', above: true })
    await picture(page, 'queue-ring-light-ru')
    await page.close()
  })

  test('keys act on the open card, also when its row is not among those shown', async () => {
    const id = await town.atDesk.register('Сломан турникет на стадионе.', 'Егор')
    const page = await town.openCard(town.curator, id, 'awaiting')
    await page.keyboard.press('KeyS')
    await awaitState(page, 'ждёт направления')
    // The desk shows the press at once, its order is still on its way.
    await expect.poll(async () => (await town.atDesk.card(id)).row.status, { timeout: 60_000 }).toBe('selected')
    await page.close()
  })

  test('a key on the heels of the one that opens a dialog speaks to the dialog, not to the page below', async () => {
    const id = await town.atDesk.register('На Школьной 4 не вывозят мусор.', 'Олег')
    const page = await town.curator.newPage()
    // The dialog's code is slow to come, as on a bad line.
    await page.route('**/assets/action-dialog-*.js', async (route) => {
      await new Promise((later) => setTimeout(later, 500))
      await route.continue()
    })
    await page.goto(new URL(`queue?view=new&open=${id}`, town.desk).href)
    await page.locator('#record-heading').waitFor()
    await page.locator('#card-title').focus()
    const seen = await page.evaluate(async () => {
      const press = async (code: string, shiftKey = false) => {
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { code, key: code, shiftKey, bubbles: true, cancelable: true }))
        await Promise.resolve()
      }
      const stands = new Promise<void>((stood) => {
        const look = new MutationObserver(() => {
          if (document.querySelector('[role=dialog]') === null) return
          look.disconnect()
          stood()
        })
        look.observe(document.body, { childList: true, subtree: true })
      })
      await press('KeyS', true)
      await press('KeyJ')
      await stands
      const inside = document.activeElement?.closest('[role=dialog]') != null
      await press('Escape')
      return { inside, focus: document.activeElement?.id }
    })
    expect(seen.inside).toBe(true)
    expect(seen.focus).not.toBe('queue-rows')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate(() => document.activeElement?.id), patience).toBe('card-title')
    expect(new URL(page.url()).searchParams.get('open')).toBe(id)
    await page.close()
  })

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

  test('Z pressed while an order is on its way takes back that order, and nothing that was done before it', async () => {
    const id = await town.atDesk.register('На Полевой 1 сломан забор.', 'Степан')
    const page = await town.openCard(town.curator, id, 'new')
    const undone: unknown[] = []
    page.on('request', (request) => {
      const { command } = (request.postDataJSON() ?? {}) as { command?: { type: string; version?: number } }
      if (command?.type === 'undo') undone.push(command.version)
    })
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
    await awaitState(page, 'ждёт направления')
    expect(undone).toEqual([])
    answer.resolve()
    await expect.poll(() => undone, patience).toHaveLength(1)
    const { record } = await town.atDesk.card(id)
    expect(undone).toEqual([record.find(({ type }) => type === 'Routed')?.version])
    await page.close()
  })

  test('after every press of a curator’s day the focus stands on the page', async () => {
    const id = await town.atDesk.register('На Паромной 3 сорвало козырёк подъезда.', 'Фёдор')
    const page = await town.openCard(town.curator, id, 'new')
    const focus = () => page.evaluate(() => (document.activeElement === document.body ? 'lost' : (document.activeElement?.id ?? 'kept')))
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key)
      await expect.poll(focus, { ...patience, message: `after ${keys.join(', ')}` }).not.toBe('lost')
    }
    const dialog = page.getByRole('dialog')
    const opened = async (key: string) => {
      await press(key)
      await dialog.waitFor()
    }
    const closed = () => dialog.waitFor({ state: 'detached' })

    await press('KeyK', 'KeyJ')
    await press('Enter')
    await expect.poll(focus, patience).toBe('card-title')
    // Dialogs that are put away give the focus back.
    for (const key of ['Shift+Slash', 'Control+K', 'KeyD', 'KeyX', 'Shift+KeyS', 'KeyN']) {
      await opened(key)
      await press('Escape')
      await closed()
      await expect.poll(focus, { ...patience, message: key }).toBe('card-title')
    }
    await press('KeyL')
    expect(await focus()).toBe('record-heading')
    await press('PageUp')
    await press('KeyS')
    await awaitState(page, 'ждёт направления')
    await opened('KeyR')
    await page.keyboard.type('lj')
    await press('Enter')
    await awaitState(page, 'у исполнителя')
    await town.draft(id, 'Здравствуйте! Козырёк закрепили сегодня утром. Отдел дорог и освещения, телефон 2-14-14.')
    await awaitState(page, 'на согласовании')
    await press('KeyA')
    await dialog.waitFor()
    await press('Escape')
    await closed()
    // E mends the draft that is read; nothing is changed by looking.
    await press('KeyE')
    await expect.poll(focus, patience).toBe('reply-text')
    await press('Escape')
    await expect.poll(focus, patience).toBe('card-title')
    // M leads to its text, where letters are commands still.
    await press('KeyM')
    await expect.poll(focus, patience).toBe('revision-text')
    await opened('KeyB')
    await page.keyboard.type('Скажите, кто закрепил.')
    await press('Control+Enter')
    await awaitState(page, 'на доработке')
    // Through the list of commands also what has no letter of its own; what the act does not give now says so, and takes no focus.
    await opened('Control+K')
    await page.keyboard.type('Назначить срок')
    await press('Enter')
    await page.getByRole('alert').getByText('Сейчас не идёт ни один срок').waitFor()
    await closed()
    await expect.poll(focus, patience).toBe('card-title')
    await opened('Control+K')
    await page.keyboard.type('Закрыть')
    await press('Enter')
    await page.getByRole('dialog', { name: 'Закрыть инцидент' }).waitFor()
    await press('Escape')
    await closed()
    // Keys are the page's again once the dialog has given the focus back.
    await expect.poll(focus, patience).toBe('card-title')
    await press('Slash')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('inputmode'))).toBe('search')
    await press('Escape')
    expect(await focus()).toBe('queue-rows')
    for (const view of ['Digit1', 'Digit3', 'Digit4', 'Digit5', 'Digit6', 'Digit2']) await press(view)
    await page.close()
  })
})
