import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The system's Chromium, or the one that `CHROMIUM` names. */
export const openChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: quiet })

export type Look = {
  readonly locale?: 'ru' | 'en'
  readonly scheme?: 'light' | 'dark'
  readonly width?: number
  readonly height?: number
  /** A telephone: touch, a coarse pointer. */
  readonly touch?: boolean
}

export const telephone = { width: 360, height: 740, touch: true } as const

/** A person's browser: own cookies, own drafts, own language; what another browser kept may be brought along. */
export async function personContext(browser: Browser, look: Look = {}, kept?: Awaited<ReturnType<BrowserContext['storageState']>>) {
  const { locale = 'ru', scheme = 'light', width = 1440, height = 900, touch = false } = look
  const context = await browser.newContext({
    locale: locale === 'ru' ? 'ru-RU' : 'en-GB',
    colorScheme: scheme,
    timezoneId: 'Asia/Vladivostok',
    viewport: { width, height },
    reducedMotion: 'reduce',
    ...(touch ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
    ...(kept === undefined ? {} : { storageState: kept }),
  })
  context.setDefaultTimeout(120_000)
  return context
}

/** Signs in as a person would: login, password, Enter. */
export async function signIn(context: BrowserContext, url: string, login: string, password: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill(password)
  await page.keyboard.press('Enter')
  await page.locator('header nav a').first().waitFor()
  return page
}
