import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axeFaults, sidewaysFaults } from './walk/accessible.ts'
import { openChromium, personContext, signIn, telephone } from './walk/chromium.ts'
import { commentOf, writeAsCitizen } from './walk/community.ts'
import { type DemoTown, startDemoTown } from './walk/demo-town.ts'
import { handOf } from './walk/hand.ts'
import { picture } from './walk/pictures.ts'

let town: DemoTown
let browser: Browser

beforeAll(async () => {
  ;[town, browser] = await Promise.all([startDemoTown(), openChromium()])
})

afterEach(async ({ task }) => {
  const pages = browser.contexts().flatMap((context) => context.pages())
  if (task.result?.state === 'fail') for (const [number, page] of pages.entries()) await picture(page, `attachments-failed-${number}`)
})

afterAll(async () => {
  await browser?.close()
  await town?.close()
})

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const photo = (name: string) => ({ name, mimeType: 'image/png', buffer: png })
const paper = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') })
const complaint = 'В арке на Речной, 4 второй месяц темно.'
const answered = 'Вот как там вечером'

const linksIn = (page: Page, heading: string) => page.locator('article').filter({ hasText: heading }).last().getByRole('listitem')

test('photos of a message and of its author’s answer are seen in the row, the card and the executor’s task; a swapped one is told', async () => {
  const citizen = await (await personContext(browser)).newPage()
  await writeAsCitizen(citizen, town.community, 'Вера Тёмная', complaint)
  const press = await personContext(browser)
  const curator = await signIn(press, town.desk, 'orlova', town.password)
  const atDesk = handOf(press, town.desk)
  const id = await atDesk.find(complaint)
  await atDesk.command(id, { type: 'select', topicId: null, location: null })
  await atDesk.command(id, { type: 'route', unitId: await atDesk.unit('Дороги'), note: '' })
  await curator.goto(new URL(`queue?view=all&open=${id}`, town.desk).href)
  await curator.locator('#record-heading').waitFor()

  const written = commentOf(citizen, complaint)
  await written.locator('.acts > details > summary').first().click()
  const form = written.locator('.acts > details').first().locator('form')
  await form.locator('textarea').fill(answered)
  await form.locator('input[type=file]').setInputFiles([photo('вечер.png'), paper('акт осмотра.pdf')])
  await form.locator('button').click()
  await commentOf(citizen, answered).locator('img').waitFor()

  const said = linksIn(curator, 'Автор ответил')
  // The row says it first; the card is read anew after it.
  await said.first().waitFor()
  expect(await said.allInnerTexts()).toEqual(['Фото', 'Документ: акт осмотра.pdf'])
  const shown = said.first().getByRole('link')
  expect(await shown.getAttribute('rel')).toBe('noreferrer noopener nofollow ugc')
  const first = await shown.getAttribute('href')
  const row = curator.getByRole('option').filter({ hasText: 'Вера Тёмная' })
  await row.getByRole('img', { name: 'Фото, документ: акт осмотра.pdf' }).waitFor()
  const place = curator.locator('article').filter({ hasText: 'Автор ответил' }).last().getByRole('link', { name: 'Открыть в сети' })
  expect(await place.getAttribute('href')).toMatch(/reply=\d+/)

  // The author puts another photo in the place of the first one.
  const answer = written.locator('li.comment').filter({ hasText: answered })
  await answer.locator('.acts > details.edit > summary').click()
  const edit = answer.locator('.acts > details.edit form')
  await edit.locator('input[type=checkbox]').first().uncheck()
  await edit.locator('input[type=file]').setInputFiles([photo('утро.png')])
  await edit.locator('button').click()
  await curator.getByText('Автор изменил вложения своего ответа (убрано: фото; добавлено: фото)').waitFor()
  await curator.getByText('Автор убрал:').waitFor()
  expect(await said.allInnerTexts()).toEqual(['Документ: акт осмотра.pdf', 'Фото', 'Фото'])
  expect(await said.last().getByRole('link').getAttribute('href')).toBe(first)
  expect((await Promise.all([axeFaults, sidewaysFaults].map((of) => of(curator, 'a swapped photo')))).flat()).toEqual([])
  await picture(curator, 'card-attachments-wide-light-ru')

  const road = await personContext(browser, telephone)
  const executor = await signIn(road, town.desk, 'gromov', town.password)
  await executor.goto(new URL(`tasks?open=${id}`, town.desk).href)
  await executor.getByText('Автор убрал:').waitFor()
  expect(await linksIn(executor, 'Автор ответил').allInnerTexts()).toEqual(['Документ: акт осмотра.pdf', 'Фото', 'Фото'])
  expect((await Promise.all([axeFaults, sidewaysFaults].map((of) => of(executor, 'a task with photos')))).flat()).toEqual([])
  await picture(executor, 'task-attachments-360-light-ru')
})

test('a message that is only pictures says so wherever its words would stand', async () => {
  const citizen = await (await personContext(browser)).newPage()
  await citizen.goto(town.community)
  const post = citizen.locator('article.post').first()
  await post.locator('> details > summary').click()
  const form = post.locator('> details form')
  await form.locator('input[name=name]').fill('Роман Молчаливый')
  await form.locator('input[type=file]').setInputFiles([photo('1.png'), photo('2.png')])
  await form.locator('button').click()
  const written = citizen.locator('li.comment').filter({ hasText: 'Роман Молчаливый' }).first()
  await written.locator('img').nth(1).waitFor()

  const press = await personContext(browser)
  const curator = await signIn(press, town.desk, 'orlova', town.password)
  await curator.goto(new URL('queue?view=all', town.desk).href)
  const row = curator.getByRole('option').filter({ hasText: 'Роман Молчаливый' })
  await row.getByText('2 фото').waitFor()
  await row.click()
  await linksIn(curator, 'Роман Молчаливый').nth(1).waitFor()
  expect(await linksIn(curator, 'Роман Молчаливый').allInnerTexts()).toEqual(['Фото 1', 'Фото 2'])
  await picture(curator, 'row-only-photos-wide-light-ru')

  // Deleted and restored by its author, it is the same message.
  await written.getByRole('button', { name: /Удалить/ }).click()
  await curator.getByText(/Автор удалил сообщение/).waitFor()
  await picture(citizen, 'community-deleted')
  await written.getByRole('button', { name: /Восстановить/ }).click()
  await curator.getByText('Сообщение снова стоит в сети').waitFor()
  await written.locator('.acts > details.edit > summary').click()
  await picture(citizen, 'community-editing')
  expect((await Promise.all([axeFaults, sidewaysFaults].map((of) => of(citizen, 'the community')))).flat()).toEqual([])
})
