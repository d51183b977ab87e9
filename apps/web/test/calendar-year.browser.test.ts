import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium, personContext, signIn } from './walk/chromium.ts'
import { type DemoTown, startDemoTown } from './walk/demo-town.ts'

let town: DemoTown
let browser: Browser

beforeAll(async () => {
  ;[town, browser] = await Promise.all([startDemoTown(), openChromium()])
})

afterAll(async () => {
  await browser?.close()
  await town?.close()
})

const deskOf = async (login: string): Promise<Page> => signIn(await personContext(browser), town.desk, login, town.password)

/** The first day after today that is worked from 9 to 18 by the organisation's schedule and calendar; null until that schedule is saved. */
async function comingWorkday(page: Page): Promise<string | null> {
  const session = await page.request.get(new URL('/api/session', town.desk).href)
  const { stretches } = (await session.json()) as { stretches: [number, number][] }
  const local = (moment: number) => new Date(moment + 10 * 3_600_000).toISOString().slice(0, 16)
  const today = local(Date.now()).slice(0, 10)
  const days = stretches.filter(([start, end]) => local(start).endsWith('T09:00') && local(end).endsWith('T18:00'))
  return days.map(([start]) => local(start).slice(0, 10)).find((date) => date > today) ?? null
}

test('an administrator loads a year of the calendar after seeing what is wrong in it and what it moves; a curator’s desk follows', async () => {
  const page = await deskOf('admin')
  await page.goto(new URL('settings?part=schedule', town.desk).href)
  const source = `timezone: Asia/Vladivostok\nweek: { mon: &day ["09:00-18:00"], tue: *day, wed: *day, thu: *day, fri: *day }\ncalendar: ru\n`
  await page.locator('form textarea').fill(source)
  await page.getByRole('button', { name: 'Сохранить и пересчитать сроки' }).click()
  await page.getByText('Загрузить год').waitFor()

  const curator = await deskOf('orlova')
  await curator.goto(new URL('settings?part=schedule', town.desk).href)
  await expect.poll(() => comingWorkday(curator), { timeout: 60_000 }).not.toBeNull()
  const date = (await comingWorkday(curator)) ?? ''
  const weekday = curator
    .locator('ol li')
    .filter({ hasText: new RegExp(`^[а-я]{2}, ${Number(date.slice(8))} `) })
    .filter({ hasText: '09:00–18:00' })
  await weekday.waitFor()

  await page.getByRole('button', { name: 'Загрузить год' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Основание').fill('Указ губернатора № 7')
  const address = new URL(`/api/calendar/${date.slice(0, 4)}`, town.desk).href
  const { text } = (await (await page.request.get(address)).json()) as { text: string }
  await dialog.locator('textarea').fill(`${text}${date},free,,,\n`)
  await dialog.getByRole('button', { name: 'Показать, что изменится' }).click()
  await dialog.getByRole('button', { name: `Строка ${text.split('\n').length}:` }).click()
  expect(
    await dialog.locator('textarea').evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd)),
  ).toBe(`${date},free,,,`)
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'calendar.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${text}${date},off,,,Снежный день\n`),
  })
  // The browser is still reading the file when its choice has been made.
  await expect.poll(() => dialog.locator('textarea').inputValue(), { timeout: 60_000 }).toContain('Снежный день')
  await dialog.getByRole('button', { name: 'Показать, что изменится' }).click()
  await dialog.getByText('Изменится 1 день').waitFor()
  await dialog.getByText('Снежный день').waitFor()
  await dialog.getByRole('button', { name: 'Загрузить и пересчитать сроки' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Указ губернатора № 7').waitFor()
  await page.getByText(/^Загружен: Ключевск/).waitFor()
  // Nobody reloaded the curator's page.
  await weekday.waitFor({ state: 'detached' })
})
