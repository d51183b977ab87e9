import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFaults, colourFaults, sidewaysFaults, smallTargets } from './accessible.ts'
import { type Look, openChromium, personContext, signIn, telephone } from './chromium.ts'
import { type DemoTown, startDemoTown } from './demo-town.ts'
import { picture } from './pictures.ts'
import { type Room, roomOf, type Screen, screens as all, show } from './screens.ts'

/** Every language with every scheme where there is time for it, and where pictures are wanted. */
const everyLook = process.env.OTKLIK_LONG === '1' || process.env.OTKLIK_PICTURES !== undefined
const light = [
  { locale: 'ru', scheme: 'light' },
  { locale: 'en', scheme: 'light' },
] as const
const dark = [
  { locale: 'ru', scheme: 'dark' },
  { locale: 'en', scheme: 'dark' },
] as const

type Visit = (page: Page, screen: Screen) => Promise<string[]>

/** The tests that all screens of a room pass; called in a test file. */
export function testScreens(room: Room): void {
  const screens = all.filter((screen) => roomOf(screen) === room)
  let town: DemoTown
  let browser: Browser
  const kept = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>()

  beforeAll(async () => {
    ;[town, browser] = await Promise.all([startDemoTown(), openChromium()])
    // One sign-in a person; every look takes the cookie along.
    for (const login of new Set(screens.map((screen) => screen.login))) {
      if (login === null) continue
      const context = await personContext(browser)
      await signIn(context, town.desk, login, town.password)
      kept.set(login, await context.storageState())
      await context.close()
    }
  })

  afterAll(async () => {
    await browser?.close()
    await town?.close()
  })

  /** Every screen in one look, one after another, as the person whose screen it is; answers all that was found at fault. */
  async function walkScreens(look: Look, visit: Visit): Promise<string[]> {
    const faults: string[] = []
    for (const [login, own] of Map.groupBy(screens, (screen) => screen.login)) {
      const context = await personContext(browser, look, login === null ? undefined : kept.get(login))
      const page = await context.newPage()
      for (const screen of own) {
        await show(page, town.desk, screen)
        faults.push(...(await visit(page, screen)))
      }
      await context.close()
    }
    return faults
  }

  test.each(light)('every screen in $locale, $scheme, passes axe', async ({ locale, scheme }) => {
    const faults = await walkScreens({ locale, scheme }, async (page, { name }) => {
      await picture(page, `${name}-${scheme}-${locale}`)
      return axeFaults(page, name)
    })
    expect(faults).toEqual([])
  })

  // The schemes differ in colours alone: what else axe looks at has been looked at in the light.
  test.each(everyLook ? dark : dark.slice(0, 1))(
    'the colours of every screen in $locale, $scheme, pass axe',
    async ({ locale, scheme }) => {
      const faults = await walkScreens({ locale, scheme }, async (page, { name }) => {
        await picture(page, `${name}-${scheme}-${locale}`)
        return everyLook ? axeFaults(page, name) : colourFaults(page, name)
      })
      expect(faults).toEqual([])
    },
  )

  test('on a telephone of 360 px no screen scrolls sideways, axe passes, and what a thumb presses in the tasks is 44 px high', async () => {
    const faults = await walkScreens({ ...telephone, locale: 'ru' }, async (page, { name }) => {
      await picture(page, `${name}-360-light-ru`)
      const thumbs = name.startsWith('task') ? await smallTargets(page, name) : []
      return [...(await sidewaysFaults(page, name)), ...(await axeFaults(page, name)), ...thumbs]
    })
    expect(faults).toEqual([])
  })
}
