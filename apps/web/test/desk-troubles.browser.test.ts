import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
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
afterEach(({ task }) => (task.result?.state === 'fail' ? town.pictures('failed-troubles') : undefined))
afterAll(() => town?.close())

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
  await town.atDesk.command(id, { type: 'select', importance: 'normal', topicId: null, location: null })
  await town.atDesk.command(id, { type: 'route', unitId: await town.atDesk.unit('Дороги'), note: '' })
  await town.draft(id, 'Здравствуйте! Стекло заменили сегодня. Отдел дорог и освещения, телефон 2-14-14.')
  // VK takes the reply, the answer is lost on the way, and nobody can read the thread back.
  await orderNetwork(town.community, 'faults', { method: 'wall.createComment', effect: { kind: 'reset-after' }, probability: 1 })
  await orderNetwork(town.community, 'faults', { method: 'wall.getComments', effect: { kind: 'reset-before' }, probability: 1 })
  await town.atDesk.command(id, { type: 'approve', revision: 1, confirmed: [] })
  await town.hurryDoubt()
  await expect.poll(async () => (await town.atDesk.card(id)).row.status, { timeout: 120_000, interval: 500 }).toBe('uncertain')
  await orderNetwork(town.community, 'faults/clear', {})

  const page = await town.openCard(town.curator, id)
  await page.getByRole('button', { name: 'Решить о размещении' }).press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), patience).toBe('Неизвестно, появился ли ответ')
  await picture(page, 'card-uncertain-light-ru')
  expect(await axeFaults(page, 'uncertain')).toEqual([])
  await page.getByRole('button', { name: 'Ответ в сети есть' }).click()
  await page.getByText('Впишите адрес ответа.').waitFor()
  const { url } = (await town.atDesk.card(id)).message
  await page
    .getByRole('textbox', { name: 'Адрес ответа' })
    .fill(url.replace(/reply=\d+/, 'reply=9999').replace(/\?(?!.*reply)/, '?reply=9999&'))
  await page.getByRole('button', { name: 'Ответ в сети есть' }).press('Enter')
  await awaitState(page, 'ответ размещён')
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
  await page.getByText('Нет связи. Показано то, что пришло последним').waitFor()
  // The banner takes its place from the panes; the page itself never begins to scroll.
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0)
  await page.keyboard.press('KeyS')
  await page.getByText('Сервер не ответил. Записано ли сделанное, неизвестно.').waitFor()
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
