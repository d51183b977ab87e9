import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openChromium } from '../apps/web/test/walk/chromium.ts'
import { readConfig } from '../apps/server/src/config.ts'
import { atMost, type Figure } from './figure.ts'
import { foundForMeasuring, measuring } from './organisation.ts'
import { startProgram } from './program.ts'

export type Fetched = { readonly path: string; readonly bytes: number }

/**
 * What a browser with an empty cache fetches from `url` from the sign-in page until the queue's rows stand and its fonts are there:
 * everything but the API's answers; bytes as they came over the line, headers included (Resource Timing's `transferSize`).
 */
export async function fetchedFirst(url: string, login: string, password: string): Promise<readonly Fetched[]> {
  const browser = await openChromium()
  try {
    // Behind the desk's service worker nothing would be counted: Resource Timing sees no line there.
    const context = await browser.newContext({ locale: 'ru-RU', serviceWorkers: 'block' })
    const page = await context.newPage()
    await page.goto(new URL('/queue', url).href)
    await page.locator('input[name=login]').fill(login)
    await page.locator('input[name=password]').fill(password)
    await page.keyboard.press('Enter')
    await page.locator('#queue-rows').waitFor()
    return await page.evaluate(async () => {
      await document.fonts.ready
      const entries = ['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind)) as PerformanceResourceTiming[]
      return entries
        .map(({ name, transferSize }) => ({ path: new URL(name).pathname, bytes: transferSize }))
        .filter(({ path }) => !path.startsWith('/api/'))
    })
  } finally {
    await browser.close()
  }
}

/** Does the desk's first load stay within what a slow line carries in a few seconds? Everything counts: page, scripts, styles, fonts. */
export async function firstLoad(): Promise<Figure[]> {
  if (!existsSync(join(import.meta.dirname, '../apps/web/dist/index.html'))) throw new Error('apps/web/dist is missing: npm run build')
  const directory = await mkdtemp(join(tmpdir(), 'otklik-bench-desk-'))
  const env = { OTKLIK_DATA: directory, PORT: '0', OTKLIK_LOG: 'error' }
  try {
    await foundForMeasuring(readConfig(env, directory, { directory }))
    const program = await startProgram(env)
    try {
      const fetched = await fetchedFirst(program.url, measuring.login, measuring.password)
      const sum = (files: readonly Fetched[]) => files.reduce((total, { bytes }) => total + bytes, 0) / 1024
      const fonts = sum(fetched.filter(({ path }) => path.endsWith('.woff2')))
      const title = `first load of the desk to the queue, as a browser fetches it, ${fetched.length} files, fonts ${Math.round(fonts)} KB of it`
      return [atMost('first-load', title, sum(fetched), 'KB', 230)]
    } finally {
      await program.stop()
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
