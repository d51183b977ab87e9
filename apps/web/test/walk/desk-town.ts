import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openChromium, personContext, signIn } from './chromium.ts'
import { type DemoTown, startDemoTown } from './demo-town.ts'
import { type Hand, handOf } from './hand.ts'
import { picture } from './pictures.ts'

/** A demo town with a curator and an executor of the unit of roads signed in, and their hands on the HTTP interface. */
export type DeskTown = DemoTown & {
  readonly browser: Browser
  readonly curator: BrowserContext
  readonly atDesk: Hand
  /** A message that the unit of roads has: registered, selected, routed. */
  routed(words: string): Promise<string>
  /** The executor hands in the next revision. */
  draft(id: string, text: string): Promise<unknown>
  /** The queue with a card open. */
  openCard(context: BrowserContext, id: string, view?: string): Promise<Page>
  /** Pictures of every page that is open: what a failed test was looking at. */
  pictures(name: string): Promise<void>
}

export async function openDeskTown(): Promise<DeskTown> {
  const [town, browser] = await Promise.all([startDemoTown(), openChromium()])
  const [curator, executor] = [await personContext(browser), await personContext(browser)]
  await signIn(curator, town.desk, 'orlova', town.password)
  await signIn(executor, town.desk, 'gromov', town.password)
  const atDesk = handOf(curator, town.desk)
  const inUnit = handOf(executor, town.desk)
  return {
    ...town,
    browser,
    curator,
    atDesk,
    async routed(words) {
      const id = await atDesk.register(words, 'Пётр Обходчиков')
      await atDesk.command(id, { type: 'select', importance: 'normal', topicId: null, location: null })
      await atDesk.command(id, { type: 'route', unitId: await atDesk.unit('Дороги'), note: '' })
      return id
    },
    draft: (id, text) => inUnit.command(id, { type: 'submitDraft', kind: 'final', text, attachments: [] }),
    async openCard(context, id, view = 'all') {
      const page = await context.newPage()
      await page.goto(new URL(`queue?view=${view}&open=${id}`, town.desk).href)
      await page.locator('#record-heading').waitFor()
      return page
    },
    async pictures(name) {
      const pages = browser.contexts().flatMap((context) => context.pages())
      for (const [number, page] of pages.entries()) await picture(page, `${name}-${number}`)
    },
    async close() {
      await browser.close()
      await town.close()
    },
  }
}
