import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openChromium, personContext, signIn, telephone } from './walk/chromium.ts'
import { officialUnder, writeAsCitizen } from './walk/community.ts'
import { type DemoTown, startDemoTown } from './walk/demo-town.ts'
import { keptWhole } from './walk/kept-whole.ts'
import { lampPhoto } from './walk/lamp.ts'
import { picture } from './walk/pictures.ts'
import { awaitState, goToNew, openByKeys } from './walk/queue-by-keys.ts'

let town: DemoTown
let browser: Browser

beforeAll(async () => {
  ;[town, browser] = await Promise.all([startDemoTown(), openChromium()])
})

afterEach(async ({ task }) => {
  const pages = browser.contexts().flatMap((context) => context.pages())
  if (task.result?.state === 'fail') for (const [number, page] of pages.entries()) await picture(page, `failed-${number}`)
  for (const context of browser.contexts()) await context.close()
})

afterAll(async () => {
  await browser?.close()
  await town?.close()
})

const patience = { timeout: 60_000, interval: 100 }

const complaint = 'На Кедровой у дома 14 вторую неделю не горит фонарь, дети идут в школу в темноте.'
const answer = 'Здравствуйте! Фонарь на Кедровой, 14 заменён сегодня, 22 ноября. Отдел дорог и освещения, телефон 2-14-14.'

test('a comment becomes the reply under it, once: citizen, curator by keyboard alone, executor on a telephone with a bad line', async () => {
  const citizen = await (await personContext(browser)).newPage()
  await writeAsCitizen(citizen, town.community, 'Марина Фонарёва', complaint)

  const curator = await signIn(await personContext(browser), town.desk, 'orlova', town.password)
  await goToNew(curator)
  await openByKeys(curator, complaint)
  await curator.keyboard.press('KeyS')
  await awaitState(curator, 'ждёт направления')
  await curator.keyboard.press('KeyR')
  await curator.getByRole('dialog').getByRole('combobox').waitFor()
  await curator.keyboard.type('до')
  await curator.keyboard.press('Enter')
  await awaitState(curator, 'у исполнителя')

  const school = await personContext(browser, telephone)
  const executor = await signIn(school, town.desk, 'gromov', town.password)
  await executor.waitForURL(/\/tasks/)
  await executor.getByRole('button', { name: complaint.slice(0, 40) }).tap()
  await executor.locator('#reply-text').fill('Фонарь заменён.')
  await executor.locator('input[data-photos=camera]').setInputFiles(await lampPhoto(browser))
  await executor.getByRole('link', { name: /фонарь/ }).waitFor()

  // The line breaks before the press: the reply waits, outlives a reload, and goes out by itself.
  // Until the desk's own files are kept, nothing opens without a line.
  await expect.poll(() => executor.evaluate(keptWhole), patience).toBe(true)
  await school.setOffline(true)
  await executor.getByRole('button', { name: 'Отправить', exact: true }).tap()
  await executor.getByRole('heading', { name: 'Ждёт связи' }).waitFor()
  await picture(executor, 'task-waiting-360-light-ru')
  await executor.reload()
  await school.setOffline(false)
  await executor.getByText('Ответ сдан').waitFor()

  await awaitState(curator, 'на согласовании')
  await curator.keyboard.press('KeyB')
  await curator.getByRole('dialog').getByRole('textbox').waitFor()
  await curator.keyboard.type('Поздоровайтесь и скажите, кто и когда сделал.')
  await curator.keyboard.press('Control+Enter')
  await awaitState(curator, 'на доработке')

  await executor.getByText('Поздоровайтесь и скажите, кто и когда сделал.').waitFor()
  await picture(executor, 'task-returned-360-light-ru')
  await executor.locator('#reply-text').fill(answer)
  await executor.getByRole('button', { name: 'Отправить', exact: true }).tap()
  await executor.getByText('Ответ сдан').waitFor()

  await awaitState(curator, 'на согласовании')
  await curator.getByRole('article', { name: 'Редакция 2' }).waitFor()
  await picture(curator, 'card-revisions-light-ru')
  await curator.keyboard.press('KeyA')
  const approval = curator.getByRole('dialog')
  await approval.getByRole('button', { name: /Согласовать/ }).waitFor()
  for (let tick = await approval.getByRole('checkbox').count(); tick > 0; tick--) {
    await curator.keyboard.press('Space')
    await curator.keyboard.press('Tab')
  }
  await picture(curator, 'approve-light-ru')
  await curator.keyboard.press('Control+Enter')
  await awaitState(curator, 'ответ размещён')
  await picture(curator, 'card-answered-light-ru')

  await officialUnder(citizen, complaint).getByText(answer).waitFor()
  await citizen.reload()
  expect(await officialUnder(citizen, complaint).count()).toBe(1)
  expect(await officialUnder(citizen, complaint).locator('img').count()).toBe(1)
  await officialUnder(citizen, complaint).scrollIntoViewIfNeeded()
  await picture(citizen, 'community-light-ru')
})

test('whoever opens the demo enters as anybody by one press, and sees that person’s desk', async () => {
  const page = await (await personContext(browser)).newPage()
  await page.goto(town.desk)
  const door = page.getByRole('region', { name: 'Показательный город: войти как' })
  await door.getByRole('button', { name: 'Громов Илья Петрович' }).click()
  await page.waitForURL(/\/tasks/)
  await page.getByRole('heading', { name: 'Мои задачи' }).waitFor()
  expect(await page.getByRole('button', { name: 'Громов Илья Петрович' }).isVisible()).toBe(true)
})

test('two curators press on one message: the second is told whose press came first, and nothing is done twice', async () => {
  const text = 'Во дворе Речной, 8 сломаны качели, торчат болты.'
  const first = await signIn(await personContext(browser), town.desk, 'orlova', town.password)
  // The second one's line to the queue is down, so that they decide on what they saw.
  const lagging = await personContext(browser)
  const second = await signIn(lagging, town.desk, 'belov', town.password)
  await writeAsCitizen(await (await personContext(browser)).newPage(), town.community, 'Павел Качелин', text)
  await goToNew(first)
  await goToNew(second)
  await openByKeys(first, text)
  await openByKeys(second, text)
  // A page's own stream can be cut off here; one that all tabs share cannot.
  await lagging.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedWorker'))
  await lagging.route('**/api/stream', (route) => route.abort())
  await second.reload()
  await second.locator('#card-title').waitFor()
  await second.getByText('новое', { exact: true }).first().waitFor()

  await first.keyboard.press('KeyS')
  await awaitState(first, 'ждёт направления')
  await second.keyboard.press('KeyS')
  await second.getByText(/Пока вы решали, инцидент изменён: Орлова Вера Тимофеевна/).waitFor()
  await awaitState(second, 'ждёт направления')
  expect(await second.getByText('Отобрано', { exact: true }).count()).toBe(1)
})
