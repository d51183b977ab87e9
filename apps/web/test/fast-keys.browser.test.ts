// oxlint-disable vitest/expect-expect -- `ends` asserts.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type DeskTown, openDeskTown } from './walk/desk-town.ts'
import { personContext, signIn } from './walk/chromium.ts'
import { handOf } from './walk/hand.ts'
import { picture } from './walk/pictures.ts'
import { awaitState } from './walk/queue-by-keys.ts'
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

/** Another curator's browser. */
async function other() {
  const context = await personContext(town.browser)
  await signIn(context, town.desk, 'belov', town.password)
  return context
}

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
  return { status: row.status, unit: row.holders.at(-1)?.name ?? null, record: record.map(({ type }) => type) }
}

test.each(conditions)('twenty messages are selected and routed at $latency ms, $layout keys', async ({ latency, layout }) => {
  for (let made = 0; made < 20; made++) await town.atDesk.register(`Нет воды на улице Луговой, ${made + 1}.`, 'Жильцы')
  const ids = (await town.atDesk.rows({ view: 'new', limit: 20 })).map(({ id }) => id)
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

/** A message that only this search finds, its row under the hand. */
async function alone(
  words: string,
  latency: number,
  made: (text: string) => Promise<string> = (text) => town.atDesk.register(text, 'Жильцы'),
) {
  const id = await made(words)
  const { number } = (await town.atDesk.card(id)).row
  return { id, ...(await desk(`view=all&q=${encodeURIComponent(number)}`, latency)) }
}

const draft = 'Здравствуйте! Воду дадут сегодня к вечеру. МУП «Яр-Водоканал», телефон 2-15-15.'
const handedIn = async (text: string) => {
  const id = await town.routed(text)
  await town.draft(id, draft)
  return id
}
let numbered = 0
const told = () => `Нет воды на улице Паромной, ${(numbered += 1)}.`

/** Every latency and both layouts, each once: together they take minutes. */
const some = conditions.filter(({ latency, layout }) => (latency === 300) === (layout === 'russian'))

describe.each(some)('as fast as a hand goes, at $latency ms, $layout keys', ({ latency, layout }) => {
  const press = (page: Page, keys: readonly string[]) => fastHands(page, keys, { pause, layout })
  const ends = async (one: { id: string; page: Page; troubles: string[] }, expected: object) => {
    await expect
      .poll(async () => ({ ...(await stands(one.id)), troubles: one.troubles }), patience)
      .toMatchObject({ troubles: [], ...expected })
    expect(await alerts(one.page)).toEqual([])
    await one.page.close()
  }

  test('selected and declined', async () => {
    const one = await alone(told(), latency)
    await press(one.page, ['KeyS', 'KeyD', 'Digit1', 'KeyJ'])
    await ends(one, { status: 'declined' })
  })

  test('selected, routed and taken back: the last step, not the one before', async () => {
    const one = await alone(told(), latency)
    await press(one.page, ['KeyS', ...water, 'KeyZ', 'KeyJ'])
    await ends(one, { status: 'selected', record: ['MessageReceived', 'Registered', 'Selected', 'Routed', 'Undone'] })
  })

  test('routed again before the first unit is confirmed', async () => {
    const one = await alone(told(), latency)
    await press(one.page, ['KeyS', ...water, 'KeyR', ...placesOf('до'), 'Enter'])
    await ends(one, { status: 'routed', unit: 'Дороги' })
  })

  test('sent back with a remark, its letters are letters', async () => {
    const one = await alone(told(), latency, handedIn)
    await press(one.page, ['KeyB', ...placesOf('дата'), 'Control+Enter', 'KeyJ'])
    await ends(one, { status: 'reworking' })
    expect((await town.atDesk.card(one.id)).revisions[0]?.remarks).toEqual([{ text: layout === 'latin' ? 'lfnf' : 'дата' }])
  })

  test('approved with its tick, which publishes', async () => {
    const one = await alone(told(), latency, handedIn)
    await press(one.page, ['KeyA', 'Space', 'Control+Enter', 'KeyJ'])
    await expect.poll(async () => (await stands(one.id)).record, patience).toContain('Approved')
    expect(one.troubles).toEqual([])
    await one.page.close()
  })

  test('two messages by turns, the open card going along', async () => {
    const words = `Прорвало трубу у дома ${(numbered += 1)}Ю`
    const ids = [await town.atDesk.register(words, 'Первый'), await town.atDesk.register(words, 'Второй')]
    const { page, troubles } = await desk(`view=all&q=${encodeURIComponent(words)}`, 0)
    await expect.poll(() => page.getByRole('option').count(), patience).toBe(2)
    await slowLine(page, latency)
    await press(page, ['Enter', 'KeyS', 'KeyJ', 'KeyS', 'KeyK', ...water, 'KeyJ', 'KeyR', ...placesOf('до'), 'Enter', 'KeyK'])
    const units = async () => [
      ...troubles,
      ...(await Promise.all(ids.map(stands))).map(({ unit }) => unit ?? '').toSorted((a, b) => a.localeCompare(b)),
    ]
    await expect.poll(units, patience).toEqual(['Водоканал', 'Дороги'])
    expect(await alerts(page)).toEqual([])
    await page.close()
  })

  test('a refused order takes with it what was built on it: told once, and no letter becomes a command', async () => {
    const one = await alone(told(), latency)
    // Somebody else was faster, and the desk has not heard of it.
    await one.page.route('**/api/stream', (route) => route.abort())
    await one.page.reload()
    await one.page.getByRole('option').first().waitFor()
    await one.page.locator('#queue-rows').focus()
    const belov = handOf(await other(), town.desk)
    await belov.command(one.id, { type: 'decline', groundId: 'spam', note: '' })
    await press(one.page, ['KeyS', ...water])
    await expect.poll(async () => (await alerts(one.page)).length, patience).toBeGreaterThan(0)
    await new Promise((later) => setTimeout(later, 1_500 + latency))
    expect(one.troubles).toHaveLength(1)
    expect((await stands(one.id)).record.at(-1)).toBe('Declined')
    expect(await one.page.getByRole('dialog').count()).toBe(0)
    await one.page.close()
  })

  test('one’s own second window is nobody else', async () => {
    const one = await alone(told(), latency)
    await one.page.route('**/api/stream', (route) => route.abort())
    await one.page.reload()
    await one.page.getByRole('option').first().waitFor()
    await one.page.locator('#queue-rows').focus()
    await town.atDesk.command(one.id, { type: 'select', importance: 'high', topicId: null, location: null })
    await press(one.page, ['KeyD', 'Digit1'])
    await expect.poll(async () => (await stands(one.id)).status, patience).toBe('declined')
    expect(await alerts(one.page)).toEqual([])
    await one.page.close()
  })
})

test('the open card changes at once, however long the order takes', async () => {
  const one = await alone(told(), 0)
  await one.page.keyboard.press('Enter')
  await one.page.locator('#record-heading').waitFor()
  const answer = Promise.withResolvers<void>()
  await one.page.route('**/api/incidents/*/commands', async (route) => {
    await answer.promise
    await route.continue()
  })
  await fastHands(one.page, ['KeyS', ...water], { pause, layout: 'russian' })
  await awaitState(one.page, 'у исполнителя')
  expect((await stands(one.id)).status).toBe('received')
  answer.resolve()
  await expect.poll(async () => (await stands(one.id)).status, patience).toBe('routed')
  await one.page.close()
})

test('the author’s answer goes back to its unit by R and Enter alone; a unit that has it is said to have it', async () => {
  const waits = (await town.atDesk.rows({ view: 'all', status: 'selected', limit: 200 })).find(
    ({ flags, holders }) => flags.includes('authorAnswered') && holders.length > 0,
  )
  const { id = '', holders = [] } = waits ?? {}
  const unit = holders.at(-1)
  const page = await town.openCard(town.curator, id)
  const first = page.getByRole('dialog').getByRole('option').first()
  await page.keyboard.press('KeyR')
  await first.filter({ hasText: 'было у них' }).waitFor()
  await picture(page, 'route-had-it-light-ru')
  await page.keyboard.press('Enter')
  await awaitState(page, 'у исполнителя')
  await expect.poll(() => stands(id), patience).toMatchObject({ status: 'routed', unit: unit?.name })
  await page.keyboard.press('KeyR')
  await first.filter({ hasText: 'сейчас у них' }).waitFor()
  // It is no way to go: the cursor stands on the next one.
  expect(await first.getAttribute('aria-selected')).toBe('false')
  // A hand that presses it all the same.
  await first.click({ force: true })
  await page.getByText('сообщение уже у них').waitFor()
  await page.close()
})
