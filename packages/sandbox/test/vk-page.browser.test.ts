import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startVkSandbox } from '@otklik/sandbox/vk'
import type { VkSandbox } from '@otklik/sandbox/vk'
import { call } from './vk-speech.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

let sandbox: VkSandbox
let browser: Browser
beforeAll(async () => {
  sandbox = await startVkSandbox({ groupId: 100, name: 'Администрация Ельца', posts: [{ id: 1, text: 'Ремонт дорог' }] })
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags })
})
beforeEach(() => sandbox.reset())
afterAll(async () => {
  await browser.close()
  await sandbox.close()
})

async function visit(path: string, width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
  const page = await context.newPage()
  await page.goto(`${sandbox.url}${path}`)
  return page
}

describe('the pretended community in a browser', () => {
  test('a citizen writes, and the official reply appears by itself while another comment is being written', async () => {
    const page = await visit('/', 900, 'light')
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.getByText('Написать комментарий').click()
    await page.getByLabel('Ваше имя').first().fill('Анна Смирнова')
    await page.getByLabel('Текст').first().fill('Яма у школы')
    await page.getByRole('button', { name: 'Отправить' }).first().click()
    await page.locator('.comment .words', { hasText: 'Яма у школы' }).waitFor()
    await page.getByLabel('Текст').first().fill('Недописанное')
    const [asked] = sandbox.comments(1)
    const answer = { owner_id: -100, post_id: 1, from_group: 100, message: 'Заделаем до 12 мая', reply_to_comment: asked?.id ?? 0 }
    await call(sandbox, 'wall.createComment', 'community', answer)
    await page.locator('.official .words', { hasText: 'Заделаем до 12 мая' }).waitFor()
    expect(await page.getByText('официальный ответ').count()).toBe(1)
    expect(await page.getByLabel('Текст').first().inputValue()).toBe('Недописанное')
    expect(await page.locator('#news').textContent()).toBe('Новый комментарий: Администрация Ельца')
    expect(errors).toEqual([])
    await page.context().close()
  })

  test('what is written on while a comment is on its way stays in the field', async () => {
    const page = await visit('/', 900, 'light')
    const arrival = Promise.withResolvers<void>()
    await page.route('**', async (route) => {
      if (route.request().method() === 'POST') await arrival.promise
      await route.continue()
    })
    await page.getByText('Написать комментарий').click()
    await page.getByLabel('Ваше имя').first().fill('Анна Смирнова')
    const text = page.getByLabel('Текст').first()
    const send = page.getByRole('button', { name: 'Отправить' }).first()
    await text.fill('Яма у школы')
    await send.click()
    await text.fill('И у детского сада')
    arrival.resolve()
    await page.locator('.comment .words', { hasText: 'Яма у школы' }).waitFor()
    await expect.poll(() => send.isEnabled(), { timeout: 60_000 }).toBe(true)
    expect(await text.inputValue()).toBe('И у детского сада')
    await send.click()
    await page.locator('.comment .words', { hasText: 'И у детского сада' }).waitFor()
    await expect.poll(() => text.inputValue(), { timeout: 60_000 }).toBe('')
    await page.context().close()
  })

  test.each([
    ['/', 1200, 'light'],
    ['/?lang=en', 360, 'dark'],
    ['/wall-100_1?reply=2', 360, 'light'],
    ['/wall-100_1?lang=en', 1200, 'dark'],
  ] as const)('%s at %i px, %s: nothing for axe to say, nothing sticks out', async (path, width, scheme) => {
    const { id } = sandbox.comment({ postId: 1, authorName: 'Анна', text: `Яма ${'оченьдлинноеслово'.repeat(12)}` })
    const answer = { owner_id: -100, post_id: 1, from_group: 100, message: 'Заделаем', reply_to_comment: id }
    await call(sandbox, 'wall.createComment', 'community', answer)
    const page = await visit(path, width, scheme)
    await page.locator('summary').last().click()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map((each) => [each.id, each.nodes.map((node) => node.html)])).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    await page.context().close()
  })
})
