import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { axeFaults } from './walk/accessible.ts'
import { personContext, signIn } from './walk/chromium.ts'
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
    expect((await town.atDesk.card(id)).row.status).toBe('selected')
    await page.close()
  })

  test('a key on the heels of the one that opens a dialog speaks to the dialog, not to the page below', async () => {
    const id = await town.atDesk.register('На Школьной 4 не вывозят мусор.', 'Олег')
    const page = await town.curator.newPage()
    // The dialog's code is slow to come, as on a bad line.
    await page.route('**/assets/deed-dialog-*.js', async (route) => {
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
    await press('KeyE')
    await expect.poll(focus, patience).toBe('reply-heading')
    await opened('KeyB')
    await page.keyboard.type('Скажите, кто закрепил.')
    await press('Control+Enter')
    await awaitState(page, 'на доработке')
    // Through the list of commands also what has no letter of its own.
    await opened('Control+K')
    await page.keyboard.type('Назначить срок')
    await press('Enter')
    await page.getByRole('dialog', { name: /Назначить срок/ }).waitFor()
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

test('an empty view tells where work waits, and leads there', async () => {
  const head = await personContext(town.browser)
  const page = await signIn(head, town.desk, 'head', town.password)
  await page.goto(new URL('queue?view=mine', town.desk).href)
  await page.getByText('У вас ничего не ждёт.').waitFor()
  // Citizens go on writing: the count is asked for anew with each look.
  const tells = async () => {
    const { all } = (await (await head.request.get(new URL('/api/queue/counts', town.desk).href)).json()) as { all: number }
    return page.getByText(new RegExp(`В работе ${all}, (самое срочное|ближайший срок)`)).isVisible()
  }
  await expect.poll(tells, patience).toBe(true)
  await picture(page, 'queue-empty-light-ru')
  expect(await axeFaults(page, 'empty view')).toEqual([])
  await page
    .getByRole('list', { name: 'Виды очереди' })
    .getByRole('link', { name: /^Горят/ })
    .click()
  await page.waitForURL(/view=burning/)
  await page.goBack()
  await page
    .getByText(/В работе/)
    .getByRole('link')
    .click()
  await page.locator('#card-title').waitFor()
  await head.close()
})

test('numbers and words that are no command are looked for in the queue', async () => {
  const id = await town.atDesk.register('Треснул лёд на переправе, выставьте знаки.', 'Рыбак')
  const { number } = (await town.atDesk.card(id)).row
  const page = await town.curator.newPage()
  await page.goto(new URL('queue?view=awaiting', town.desk).href)
  await page.locator('#queue-rows').waitFor()
  await page.keyboard.press('Control+K')
  await page.getByRole('dialog').getByRole('combobox').fill(number)
  await page.keyboard.press('Enter')
  await page.getByRole('option').filter({ hasText: 'Треснул лёд' }).waitFor()
  expect(await page.getByRole('option').count()).toBe(1)
  await page.close()
})

test('a publication in doubt is never repeated: a person looks, says what stands there, and the case goes on', async () => {
  const words = 'На остановке Северной разбито стекло.'
  await orderNetwork(town.community, 'comments', { postId: 1, authorName: 'Тамара', text: words })
  const id = await town.atDesk.find(words)
  await town.atDesk.order(id, { type: 'select', importance: 'normal', topicId: null, location: null })
  await town.atDesk.order(id, { type: 'route', unitId: await town.atDesk.unit('Дороги'), note: '' })
  await town.draft(id, 'Здравствуйте! Стекло заменили сегодня. Отдел дорог и освещения, телефон 2-14-14.')
  // VK takes the reply, the answer is lost on the way, and nobody can read the thread back.
  await orderNetwork(town.community, 'faults', { method: 'wall.createComment', effect: { kind: 'reset-after' }, probability: 1 })
  await orderNetwork(town.community, 'faults', { method: 'wall.getComments', effect: { kind: 'reset-before' }, probability: 1 })
  await town.atDesk.order(id, { type: 'approve', revision: 1, confirmed: [] })
  await town.hurryDoubt()
  await expect.poll(async () => (await town.atDesk.card(id)).row.status, { timeout: 120_000, interval: 500 }).toBe('uncertain')
  await orderNetwork(town.community, 'faults/clear', {})

  const page = await town.openCard(town.curator, id)
  await page.getByRole('button', { name: 'Решить о размещении' }).press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), patience).toBe('Неизвестно, появился ли ответ')
  await picture(page, 'card-uncertain-light-ru')
  expect(await axeFaults(page, 'uncertain')).toEqual([])
  await page.getByRole('button', { name: 'Ответ стоит в сети' }).click()
  await page.getByText(/Нужен адрес комментария/).waitFor()
  const { url } = (await town.atDesk.card(id)).message
  await page
    .getByRole('textbox', { name: 'Адрес ответа' })
    .fill(url.replace(/reply=\d+/, 'reply=9999').replace(/\?(?!.*reply)/, '?reply=9999&'))
  await page.getByRole('button', { name: 'Ответ стоит в сети' }).press('Enter')
  await awaitState(page, 'дан ответ')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id), patience).toBe('card-title')
  await page.close()
})

test('a lost line, a lost server and an ended session say what is known, and give the way on', async () => {
  const context = await personContext(town.browser)
  const page = await signIn(context, town.desk, 'belov', town.password)
  const id = await town.atDesk.register('Во дворе Лесной 7 течёт колонка.', 'Галина')
  await page.goto(new URL(`queue?view=new&open=${id}`, town.desk).href)
  await page.locator('#record-heading').waitFor()
  await context.setOffline(true)
  await page.getByText('Нет связи. Показано последнее известное').waitFor()
  // The banner takes its place from the panes; the page itself never begins to scroll.
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0)
  await page.keyboard.press('KeyS')
  await page.getByText('Сервер не ответил, ничего не изменено.').waitFor()
  await awaitState(page, 'новое')
  await picture(page, 'card-offline-light-ru')
  await context.setOffline(false)
  await page.getByText('Нет связи.').waitFor({ state: 'detached' })
  // A server that comes back after the browser has said «online»: the page opens without a press.
  await page.route('**/api/session', (route) => route.abort())
  await page.reload()
  await page.getByText('Сервер не отвечает.').waitFor()
  await picture(page, 'no-server-light-ru')
  await page.unroute('**/api/session')
  await page.locator('#record-heading').waitFor()

  await context.clearCookies()
  await page.keyboard.press('KeyS')
  await page.getByText('Сеанс закончился.').waitFor()
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('login')
  await page.locator('input[name=login]').fill('belov')
  await page.locator('input[name=password]').fill('не тот')
  await page.keyboard.press('Enter')
  await page.locator('#sign-in-trouble strong').waitFor()
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('password')
  await page.keyboard.type(town.password)
  await page.keyboard.press('Enter')
  await page.locator('#card-title').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement === document.body), patience).toBe(false)
  await context.close()
})
