import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axeFaults, sidewaysFaults, smallTargets } from './walk/accessible.ts'
import { openChromium, personContext, signIn, telephone } from './walk/chromium.ts'
import { officialUnder, writeAsCitizen } from './walk/community.ts'
import { type DemoTown, startDemoTown } from './walk/demo-town.ts'
import { handOf } from './walk/hand.ts'
import { picture } from './walk/pictures.ts'

let town: DemoTown
let browser: Browser

beforeAll(async () => {
  ;[town, browser] = await Promise.all([startDemoTown('desnogorsk-2023'), openChromium()])
})

afterEach(async ({ task }) => {
  const pages = browser.contexts().flatMap((context) => context.pages())
  if (task.result?.state === 'fail') for (const [number, page] of pages.entries()) await picture(page, `own-reply-failed-${number}`)
})

afterAll(async () => {
  await browser?.close()
  await town?.close()
})

const complaint = 'На Лесной у дома 3 прорвало трубу, вода идёт в подвал.'
const answer = 'Здравствуйте! Трубу на Лесной, 3 заменят сегодня до вечера. Отдел дорог и освещения.'

test('under D the curator sets the term that comes from outside, and whoever writes the reply reads it again and publishes it', async () => {
  const citizen = await (await personContext(browser)).newPage()
  await writeAsCitizen(citizen, town.community, 'Зоя Подвалова', complaint)
  const press = await personContext(browser)
  const curator = await signIn(press, town.desk, 'orlova', town.password)
  const atDesk = handOf(press, town.desk)
  const id = await atDesk.find(complaint)
  await atDesk.command(id, { type: 'select', topicId: null, location: null })
  await atDesk.command(id, { type: 'route', unitId: await atDesk.unit('Дороги'), note: '' })

  await curator.goto(new URL(`queue?view=all&open=${id}`, town.desk).href)
  await curator.getByText('Срок «Разместить ответ» ещё не назначен (п. 4.3b).').waitFor()
  await curator.getByRole('button', { name: 'Назначить срок' }).click()
  const dialog = curator.getByRole('dialog')
  const focused = () => curator.evaluate(() => document.activeElement?.getAttribute('type'))
  await expect.poll(focused, { timeout: 60_000 }).toBe('datetime-local')
  await dialog.getByLabel('До какого времени').fill('2030-12-02T18:30')
  await dialog.getByLabel('Основание').fill('срок из программы')
  expect(await axeFaults(curator, 'term until a date')).toEqual([])
  await curator.keyboard.press('Control+Enter')
  const record = curator.getByText('Срок «разместить» назначен: до 2 дек. 2030 в 18:30 — срок из программы')
  await record.waitFor()

  const school = await personContext(browser, telephone)
  const executor = await signIn(school, town.desk, 'gromov', town.password)
  await executor.goto(new URL(`tasks?open=${id}`, town.desk).href)
  await executor.locator('#reply-text').fill(answer)
  await executor.getByText('Согласования по этому акту нет: ответ разместите вы.').waitFor()
  await executor.getByRole('button', { name: 'Отправить', exact: true }).tap()
  const out = executor.getByRole('button', { name: 'Разместить', exact: true })
  await out.waitFor()

  // Nobody else publishes it: it stays among the writer's tasks, found again after a day.
  await executor.goto(new URL('tasks', town.desk).href)
  await executor.getByRole('button').filter({ hasText: complaint }).tap()
  await out.waitFor()
  await executor.getByText(answer).waitFor()
  expect(await executor.locator('#reply-text').isVisible()).toBe(false)
  const faults = [axeFaults, sidewaysFaults, smallTargets].map((of) => of(executor, 'a reply that is ready'))
  expect((await Promise.all(faults)).flat()).toEqual([])
  await picture(executor, 'task-own-reply-360-light-ru')
  await out.tap()
  await executor
    .getByRole('dialog')
    .getByRole('button', { name: /Разместить сейчас/ })
    .tap()
  await officialUnder(citizen, complaint).getByText(answer).waitFor()
  await citizen.reload()
  expect(await officialUnder(citizen, complaint).count()).toBe(1)
})
