import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { openChromium, personContext, signIn, telephone } from '../apps/web/test/walk/chromium.ts'
import { commentOf, officialUnder, writeAsCitizen } from '../apps/web/test/walk/community.ts'
import { type Hand, handOf } from '../apps/web/test/walk/hand.ts'
import { lampPhoto } from '../apps/web/test/walk/lamp.ts'

// `node tools/pictures.ts` takes the pictures of the README and the guide anew from a demo of its own; the desk has to be built before.
// One story goes through them: a lamp that does not shine, a draft sent back, the reply under the comment.

const root = join(import.meta.dirname, '..')
const directory = join(root, 'docs', 'pictures')
const complaint =
  'Здравствуйте! На Кедровой у дома 14 вторую неделю не горит фонарь. Дети идут в школу в темноте, вчера сын упал. Когда сделаете?'
const first = 'Здравствуйте, Марина! Фонарь у дома 14 по Кедровой заменят на этой неделе. Извините за темноту.'
const second =
  'Здравствуйте, Марина! Фонарь у дома 14 по Кедровой заменили сегодня, фото ниже. Если снова погаснет, звоните в отдел дорог: 2-14-14. ' +
  'Извините за темноту.'

type Town = { readonly desk: string; readonly community: string; readonly password: string; stop(): Promise<void> }

async function startTown(): Promise<Town> {
  const data = await mkdtemp(join(tmpdir(), 'otklik-pictures-'))
  const demo = spawn(process.execPath, [join(root, 'apps/command-line/bin/otklik.mjs'), 'demo', '--around-the-clock', '--lang', 'en'], {
    env: { ...process.env, OTKLIK_DATA: data, PORT: '0', OTKLIK_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise<void>((resolve) => demo.once('exit', () => resolve()))
  const said = await new Promise<string>((resolve, reject) => {
    let out = ''
    demo.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      if (/^ready /m.test(out)) resolve(out)
    })
    void gone.then(() => reject(new Error('the demo ended before it was ready')))
  })
  const read = (pattern: RegExp) => pattern.exec(said)?.[1] ?? ''
  return {
    desk: read(/^ready (\S+)/m),
    community: read(/^The community page[^\n]*?(http:\S+)/m),
    password: read(/password is (\S+)/),
    async stop() {
      demo.kill('SIGTERM')
      await gone
      await rm(data, { recursive: true, force: true })
    },
  }
}

async function take(what: Page | Locator, name: string): Promise<void> {
  await what.screenshot({ path: join(directory, `${name}.png`), animations: 'disabled', caret: 'hide' })
  process.stdout.write(`docs/pictures/${name}.png\n`)
}

const settled = (page: Page) => page.evaluate(() => document.fonts.ready.then(() => true))

/** A message whose signs the fonts of a bare machine do not have would stand in the pictures as boxes. */
async function putAside(desk: Hand, words: string): Promise<void> {
  const id = await desk.find(words)
  const ground = (await desk.card(id)).declineGrounds[0]
  if (ground !== undefined) await desk.command(id, { type: 'decline', groundId: ground.id, note: '' })
}

/** The post and the talk round a message come from the network a little after it. */
async function placed(desk: Hand, id: string): Promise<void> {
  for (let look = 0; look < 300 && (await desk.card(id)).context === null; look++) await new Promise((resolve) => setTimeout(resolve, 200))
}

/** The story up to where the curator approves; answers the incident. */
async function tell(browser: Browser, town: Town, curator: BrowserContext): Promise<string> {
  await writeAsCitizen(await (await personContext(browser)).newPage(), town.community, 'Марина Фонарёва', complaint)
  const desk = handOf(curator, town.desk)
  const id = await desk.find('На Кедровой у дома 14')
  await placed(desk, id)
  await desk.command(id, { type: 'select', importance: 'normal', topicId: null, location: null })
  await desk.command(id, { type: 'route', unitId: await desk.unit('Дороги'), note: '' })
  await putAside(desk, 'мы не пингвины')
  const phone = await personContext(browser, telephone)
  const page = await signIn(phone, town.desk, 'gromov', town.password)
  await page.goto(new URL('tasks', town.desk).href)
  await page.getByRole('button', { name: /На Кедровой/ }).waitFor()
  await settled(page)
  await take(page, 'tasks-360-ru')
  const unit = handOf(phone, town.desk)
  await unit.command(id, { type: 'submitDraft', kind: 'final', text: first, attachments: [] })
  const place = first.indexOf('на этой неделе')
  const when = { text: 'Назовите день: «на этой неделе» жители слышат как «никогда».', from: place, to: place + 14 }
  await desk.command(id, { type: 'sendBack', revision: 1, remarks: [when, { text: 'Скажите, куда звонить, если погаснет снова.' }] })
  await page.getByRole('button', { name: /На Кедровой/ }).tap()
  await page.getByText('Назовите день').waitFor()
  await settled(page)
  await take(page, 'task-returned-360-ru')
  await page.locator('#reply-text').fill(second)
  await page.locator('input[data-photos=camera]').setInputFiles(await lampPhoto(browser))
  await page.getByRole('link', { name: /фонарь/ }).waitFor()
  await page.getByRole('button', { name: 'Отправить', exact: true }).tap()
  await page.getByText('Ответ сдан').waitFor()
  await phone.close()
  return id
}

/** An answered case of the town's own past that was sent back once: its line of terms has a beginning and an end. */
async function pastCase(curator: BrowserContext, town: Town): Promise<string> {
  const desk = handOf(curator, town.desk)
  for (const { id } of await desk.rows({ view: 'all', status: 'answered', limit: 200 })) {
    const { obligations } = await desk.card(id)
    const spans = obligations.every(({ metAt, start, status }) => status === 'cancelled' || (metAt !== null && metAt - start > 300_000))
    if (spans && obligations.some(({ norm, status }) => norm === 'rework' && status === 'met')) return id
  }
  throw new Error('the town has no past case that was sent back and answered in time')
}

const town = await startTown()
const browser = await openChromium()
try {
  const curator = await personContext(browser)
  const page = await signIn(curator, town.desk, 'orlova', town.password)
  const go = async (path: string, seen: string) => {
    await page.goto(new URL(path, town.desk).href)
    await page.locator(seen).first().waitFor()
    await settled(page)
  }
  await go('start', '#keys-title')
  await take(page, 'start-ru')
  const id = await tell(browser, town, curator)
  const shown = `queue?view=all&open=${id}`
  await go(shown, '#record-heading')
  await page.getByRole('article', { name: 'Редакция 2' }).waitFor()
  await take(page, 'queue-light-ru')
  await page.emulateMedia({ colorScheme: 'dark' })
  await take(page, 'queue-dark-ru')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.keyboard.press('KeyA')
  await page.getByRole('dialog').getByRole('checkbox').first().waitFor()
  await take(page, 'card-approval-light-ru')
  await page.keyboard.press('Control+Enter')
  await page.locator('#card-title ~ span').getByText('ответ размещён', { exact: true }).waitFor({ timeout: 60_000 })
  await go(`queue?view=all&open=${await pastCase(curator, town)}`, '#record-heading')
  await page.getByRole('button', { name: /Вся линия/ }).click()
  await take(page.getByRole('region', { name: 'Линия сроков' }), 'card-line-of-terms-ru')
  await page.goto(town.community)
  await officialUnder(page, complaint).waitFor()
  await commentOf(page, complaint).scrollIntoViewIfNeeded()
  await take(page, 'community-ru')
  const administrator = await personContext(browser)
  const settings = await signIn(administrator, town.desk, 'admin', town.password)
  await settings.goto(new URL('settings?part=act', town.desk).href)
  await settings.locator('#findings-title').waitFor()
  await settled(settings)
  await take(settings, 'settings-act-ru')
} finally {
  await browser.close()
  await town.stop()
}
