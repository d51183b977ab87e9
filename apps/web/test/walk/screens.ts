import type { Page } from 'playwright-core'

export type Screen = {
  readonly name: string
  readonly login: 'orlova' | 'gromov' | 'admin' | null
  readonly path: string
  /** What a person does there before the picture. */
  readonly go?: (page: Page) => Promise<void>
  /** What must be seen before the screen counts as there. */
  readonly seen: string
}

const press = (selector: string) => (page: Page) => page.locator(selector).first().click()

/** Every screen of the desk, each with the sign by which it is known to stand complete. */
export const screens: readonly Screen[] = [
  { name: 'sign-in', login: null, path: '', seen: 'section[aria-labelledby=demo-door] button' },
  { name: 'start', login: 'orlova', path: 'start', seen: '#keys-title' },
  { name: 'queue', login: 'orlova', path: 'queue?view=all', seen: '[role=option]' },
  { name: 'card', login: 'orlova', path: 'queue?view=all', go: press('[role=option]'), seen: '#record-heading' },
  { name: 'tasks', login: 'gromov', path: 'tasks', seen: 'main ol button' },
  { name: 'task', login: 'gromov', path: 'tasks', go: press('main ol button'), seen: '#reply-text' },
  { name: 'units', login: 'admin', path: 'settings?part=units', seen: 'main li button' },
  { name: 'unit', login: 'admin', path: 'settings?part=units', go: press('main li button'), seen: '[role=dialog] form' },
  { name: 'people', login: 'admin', path: 'settings?part=people', seen: 'main li button' },
  { name: 'person', login: 'admin', path: 'settings?part=people', go: press('main li button'), seen: '[role=dialog] form' },
  { name: 'schedule', login: 'admin', path: 'settings?part=schedule', seen: '#preview-title' },
  {
    name: 'calendar',
    login: 'admin',
    path: 'settings?part=schedule',
    go: press('section[aria-labelledby=calendar-title] header button'),
    seen: '[role=dialog] form textarea',
  },
  {
    name: 'calendar-changes',
    login: 'admin',
    path: 'settings?part=schedule',
    go: async (page) => {
      await press('section[aria-labelledby=calendar-title] header button')(page)
      await page.locator('[role=dialog] input').first().fill('Постановление Правительства РФ')
      const { text } = (await (await page.request.get(new URL('/api/calendar/2028', page.url()).href)).json()) as { text: string }
      await page.locator('[role=dialog] textarea').fill(`${text}2028-12-16,work-short,2028-12-29,,\n`)
      await page.locator('[role=dialog] button[type=submit]').click()
    },
    seen: '#moves-title',
  },
  { name: 'act', login: 'admin', path: 'settings?part=act', seen: '#findings-title' },
  { name: 'journal', login: 'admin', path: 'settings?part=journal', seen: 'main ol time' },
  { name: 'networks', login: 'admin', path: 'settings?part=networks', seen: 'main article h3' },
  {
    name: 'connection',
    login: 'admin',
    path: 'settings?part=networks',
    go: press('main article header button:last-child'),
    seen: '[role=dialog] form',
  },
]

export type Room = 'desk' | 'organisation' | 'rules' | 'calendar'

/** Screens are tested by room, a file each, so that no file is too dear. Whatever is new among the settings belongs to the organisation. */
export function roomOf({ name, path }: Screen): Room {
  if (name.startsWith('calendar')) return 'calendar'
  if (!path.startsWith('settings')) return 'desk'
  return /part=(schedule|act|journal)$/.test(path) ? 'rules' : 'organisation'
}

/** Opens a screen and waits until it stands. */
export async function show(page: Page, desk: string, { path, go, seen }: Screen): Promise<void> {
  await page.goto(new URL(path, desk).href)
  await go?.(page)
  await page.locator(seen).first().waitFor()
  await page.evaluate(() => document.fonts.ready.then(() => true))
}
