import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axeFaults, sidewaysFaults } from './walk/accessible.ts'
import { personContext, signIn, telephone } from './walk/chromium.ts'
import { type DeskTown, openDeskTown } from './walk/desk-town.ts'
import { lampPhoto } from './walk/lamp.ts'
import { picture } from './walk/pictures.ts'
import { awaitState } from './walk/queue-by-keys.ts'

const patience = { timeout: 120_000, interval: 100 }
let town: DeskTown

beforeAll(async () => {
  town = await openDeskTown()
})
afterEach(({ task }) => (task.result?.state === 'fail' ? town.pictures('failed-draft') : undefined))
afterAll(() => town?.close())

const text = 'Фонарь на Речной, 4 починим завтра до вечера. Отдел дорог и освещения, телефон 2-14-14.'

test('what is missing is said before sending and mended there; the photo stays in sight; the draft can be taken back until it is opened', async () => {
  const id = await town.routed('На Речной 4 не горит фонарь.')
  const phone = await personContext(town.browser, telephone)
  const executor = await signIn(phone, town.desk, 'gromov', town.password)
  await executor.goto(new URL(`tasks?open=${id}`, town.desk).href)
  await executor.locator('#reply-text').fill(text)
  const said = executor.getByText('До размещения нужно:')
  await said.waitFor()
  await executor.getByRole('checkbox', { name: /фото/i }).check()
  await executor.locator('input[data-photos=gallery]').setInputFiles(await lampPhoto(town.browser))
  await executor.getByRole('link', { name: /кБ|МБ/ }).waitFor()
  await picture(executor, 'draft-before-sending-phone-ru')
  expect(await axeFaults(executor, 'before sending')).toEqual([])
  expect(await sidewaysFaults(executor, 'before sending')).toEqual([])
  await executor.getByRole('button', { name: 'Добавить приветствие' }).tap()
  await said.waitFor({ state: 'detached' })
  await executor.getByRole('button', { name: 'Отправить', exact: true }).tap()
  await executor.getByText('Ответ сдан').waitFor()
  await executor.locator('img[src^="/api/files/"]').first().waitFor()
  await picture(executor, 'draft-handed-in-phone-ru')
  await executor.getByRole('button', { name: 'Забрать проект' }).tap()
  await executor.locator('#reply-text').waitFor()
  expect(await executor.locator('#reply-text').inputValue()).toBe(`Здравствуйте! ${text}`)
  await executor.getByRole('button', { name: 'Отправить', exact: true }).tap()
  await executor.getByText('Ответ сдан').waitFor()

  const curator = await town.openCard(town.curator, id)
  await awaitState(curator, 'на согласовании')
  // Opened: whoever presses all the same hears why not.
  const opened = async () => !(await town.atDesk.card(id)).row.unread
  await expect.poll(opened, patience).toBe(true)
  await executor.getByRole('button', { name: 'Забрать проект' }).tap()
  await executor.getByRole('alert').getByText('Проект уже открыт, его читает Орлова').waitFor()
  await executor.getByRole('button', { name: 'Забрать проект' }).waitFor({ state: 'detached' })
  await curator.keyboard.press('KeyE')
  await expect.poll(() => curator.evaluate(() => document.activeElement?.id), patience).toBe('reply-text')
  await curator.locator('#reply-text').fill(`Здравствуйте! ${text} Спасибо.`)
  await curator.keyboard.press('Control+Enter')
  await curator.getByText('Правка к ред. 2').waitFor()
  await picture(curator, 'draft-mended-light-ru')
  await executor.getByText('Ваш текст поправил(а): Орлова').waitFor()

  await curator.keyboard.press('KeyA')
  const dialog = curator.getByRole('dialog')
  const large = dialog.getByRole('button', { name: /Показать крупно/ })
  await large.click()
  await picture(curator, 'approve-photo-light-ru')
  expect(await axeFaults(curator, 'approval with photos')).toEqual([])
  await dialog.getByRole('button', { name: /Показать мелко/ }).waitFor()
  await dialog.getByText('исполнитель отметил').waitFor()
  await curator.keyboard.press('Escape')
  await curator.close()
  await phone.close()
})

test('a remark is put at its place by keys, and B speaks at once', async () => {
  const id = await town.routed('На Речной 6 не горит фонарь.')
  await town.draft(id, `Здравствуйте! ${text}`)
  const page = await town.openCard(town.curator, id)
  await awaitState(page, 'на согласовании')
  await page.keyboard.press('KeyM')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id), patience).toBe('revision-text')
  for (let letters = 0; letters < 12; letters++) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Enter')
  await page.keyboard.type('без восклицаний')
  await page.keyboard.press('Enter')
  await page.getByRole('list', { name: 'Замечания' }).getByText('без восклицаний').waitFor()
  await page.keyboard.press('KeyB')
  await page.getByRole('dialog', { name: /Вернуть на доработку/ }).waitFor()
  await page.keyboard.press('Control+Enter')
  await awaitState(page, 'на доработке')
  const remarks = async () => (await town.atDesk.card(id)).revisions[0]?.remarks
  await expect.poll(remarks, patience).toEqual([{ text: 'без восклицаний', from: 0, to: 12 }])
  await page.close()
})
