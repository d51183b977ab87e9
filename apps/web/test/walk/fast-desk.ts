import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { personContext, signIn } from './chromium.ts'
import { type DeskTown, openDeskTown } from './desk-town.ts'
import { layouts, placesOf, slowLine, troublesOf } from './fast-hands.ts'

export const patience = { timeout: 180_000, interval: 200 }
/** Milliseconds between two keys. */
export const pause = 80
/** Routes the message under the cursor to the waterworks. */
export const water = ['KeyR', ...placesOf('во'), 'Enter']
export const conditions = [0, 300, 3_000].flatMap((latency) => layouts.map((layout) => ({ latency, layout })))

let town: DeskTown

/** The town of a test file, taken away after it; a failed test leaves pictures. */
export function fastTown(): () => DeskTown {
  beforeAll(async () => {
    town = await openDeskTown()
  })
  afterEach(({ task }) => (task.result?.state === 'fail' ? town.pictures('failed-fast-keys') : undefined))
  afterAll(() => town?.close())
  return () => town
}

/** Another curator's browser. */
export async function other() {
  const context = await personContext(town.browser)
  await signIn(context, town.desk, 'belov', town.password)
  return context
}

/** A desk under a hand: the rows of a view with the focus on them, over a line of its own. */
export async function desk(view: string, latency: number): Promise<{ page: Page; troubles: string[] }> {
  const page = await town.curator.newPage()
  const troubles = troublesOf(page)
  await page.goto(new URL(`queue?${view}`, town.desk).href)
  await page.getByRole('option').first().waitFor()
  await slowLine(page, latency)
  await page.locator('#queue-rows').focus()
  return { page, troubles }
}

/** What the page says loudly. */
export const alerts = (page: Page) =>
  page
    .getByRole('alert')
    .allInnerTexts()
    .then((all) => all.filter((one) => one.trim() !== ''))
/** Where the message stands by the server. */
export const stands = async (id: string) => {
  const { row, record } = await town.atDesk.card(id)
  return { status: row.status, unit: row.holders.at(-1)?.name ?? null, record: record.map(({ type }) => type) }
}

/** A message that only this search finds, its row under the hand. */
export async function alone(
  words: string,
  latency: number,
  made: (text: string) => Promise<string> = (text) => town.atDesk.register(text, 'Жильцы'),
) {
  const id = await made(words)
  const { number } = (await town.atDesk.card(id)).row
  return { id, ...(await desk(`view=all&q=${encodeURIComponent(number)}`, latency)) }
}

const draft = 'Здравствуйте! Воду дадут сегодня к вечеру. МУП «Яр-Водоканал», телефон 2-15-15.'
/** A message whose unit has handed in a reply. */
export const handedIn = async (text: string) => {
  const id = await town.routed(text)
  await town.draft(id, draft)
  return id
}
let numbered = 0
/** Another number each time. */
export const next = () => (numbered += 1)
/** A text that no other message has. */
export const told = () => `Нет воды на улице Паромной, ${next()}.`
