import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
/** Pictures of the walk; with `OTKLIK_PICTURES=docs/pictures` those of the README and the guide. */
const directory = join(root, process.env.OTKLIK_PICTURES ?? 'artifacts')

/** Keeps what the screen shows under a name that stays the same from run to run. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(directory, { recursive: true })
  await page.screenshot({ path: join(directory, `${name}.png`), animations: 'disabled', caret: 'hide' })
}
