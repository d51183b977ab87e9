import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type DeskTown, openDeskTown } from './walk/desk-town.ts'
import { fastHands, layouts, placesOf, slowLine, troublesOf } from './walk/fast-hands.ts'

const patience = { timeout: 180_000, interval: 200 }
const pause = 80
const water = ['KeyR', ...placesOf('во'), 'Enter']

let town: DeskTown

beforeAll(async () => {
  town = await openDeskTown()
})
afterEach(({ task }) => (task.result?.state === 'fail' ? town.pictures('failed-fast-keys') : undefined))
afterAll(() => town?.close())

const conditions = [0, 300, 3_000].flatMap((latency) => layouts.map((layout) => ({ latency, layout })))

/** A desk under a hand: the rows of a view with the focus on them, over a line of its own. */
async function desk(view: string, latency: number): Promise<{ page: Page; troubles: string[] }> {
  const page = await town.curator.newPage()
  const troubles = troublesOf(page)
  await page.goto(new URL(`queue?${view}`, town.desk).href)
  await page.getByRole('option').first().waitFor()
  await slowLine(page, latency)
  await page.locator('#queue-rows').focus()
  return { page, troubles }
}

const alerts = (page: Page) =>
  page
    .getByRole('alert')
    .allInnerTexts()
    .then((all) => all.filter((one) => one.trim() !== ''))
const stands = async (id: string) => {
  const { row, record } = await town.atDesk.card(id)
  return { status: row.status, unit: row.unit?.name ?? null, record: record.map(({ type }) => type) }
}

test.each(conditions)('twenty messages are selected and routed at $latency ms, $layout keys', async ({ latency, layout }) => {
  for (let made = 0; made < 20; made++) await town.atDesk.register(`Нет воды на улице Луговой, ${made + 1}.`, 'Жильцы')
  const ids = (await town.atDesk.rows('?view=new&limit=20')).map(({ id }) => id)
  expect(ids).toHaveLength(20)
  const { page, troubles } = await desk('view=new', latency)
  await fastHands(
    page,
    ids.flatMap(() => ['KeyS', ...water, 'KeyJ']),
    { pause, layout },
  )
  const routed = async () => {
    const all = await Promise.all(ids.map(stands))
    return [...troubles, all.filter(({ status, unit }) => status === 'routed' && unit === 'Водоканал').length]
  }
  await expect.poll(routed, patience).toEqual([20])
  expect(await alerts(page)).toEqual([])
  await page.close()
})
