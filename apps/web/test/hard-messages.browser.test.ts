import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { axeFaults, sidewaysFaults } from './walk/accessible.ts'
import { personContext, telephone } from './walk/chromium.ts'
import { type DeskTown, openDeskTown } from './walk/desk-town.ts'
import { hardMessages, talkUnder, writeHard } from './walk/hard-messages.ts'
import { picture } from './walk/pictures.ts'

let town: DeskTown

beforeAll(async () => {
  town = await openDeskTown()
})
afterEach(({ task }) => (task.result?.state === 'fail' ? town.pictures('failed-hard') : undefined))
afterAll(() => town?.close())

describe('What citizens write and a layout breaks on', () => {
  test('stays inside the screen, on a telephone too', async () => {
    const talked = await writeHard(town.community, 'talked')
    await talkUnder(town.community, talked, 15)
    for (const which of ['long', 'spaceless', 'rightToLeft', 'longName'] as const) await writeHard(town.community, which)
    const ids = {
      long: await town.atDesk.find('Длинная история'),
      spaceless: await town.atDesk.find('https://example.org/а'),
      rightToLeft: await town.atDesk.find('הפנס'),
      longName: await town.atDesk.find(hardMessages.longName.text),
      talk: await town.atDesk.find('Мнение 15'),
      letter: await town.atDesk.register(hardMessages.long.text.repeat(5).slice(0, 16_000), 'Письмо без конца'),
    }
    // The talk round a message is asked for after the message itself.
    const talkOf = async () => (await town.atDesk.card(ids.talk)).context?.thread.length
    await expect.poll(talkOf, { timeout: 120_000, interval: 500 }).toBeGreaterThan(10)
    const kept = await town.curator.storageState()
    const faults: string[] = []
    for (const look of [telephone, { width: 1024, height: 768, locale: 'en', scheme: 'dark' } as const]) {
      const context = await personContext(town.browser, look, kept)
      for (const [name, id] of Object.entries(ids)) {
        const page = await town.openCard(context, id)
        if (name === 'talk') await page.getByText(/^(Обсуждение|Discussion) \d+/).click()
        await picture(page, `hard-${name}-${look.width}`)
        faults.push(...(await sidewaysFaults(page, `${name} ${look.width}`)), ...(await axeFaults(page, `${name} ${look.width}`)))
        const cut = await page.locator('article[aria-labelledby=card-title]').evaluate((card) => card.scrollWidth > card.clientWidth)
        if (cut) faults.push(`${name} ${look.width} · the card is cut`)
        await page.close()
      }
      await context.close()
    }
    expect(faults).toEqual([])
  })

  test('on a telephone the card can always be closed, whatever its state is called', async () => {
    const id = await town.atDesk.register('Кто чинит лавочку у пруда?', 'Анна')
    await town.atDesk.command(id, { type: 'select', importance: 'high', topicId: null, location: null })
    const context = await personContext(town.browser, telephone, await town.curator.storageState())
    const page = await town.openCard(context, id)
    const close = page.getByRole('button', { name: 'Закрыть карточку' })
    const box = await close.boundingBox()
    expect(box === null ? 999 : box.x + box.width).toBeLessThanOrEqual(telephone.width)
    await close.tap()
    await page.getByRole('listbox').waitFor()
    await context.close()
  })

  test('a letter of sixteen kilobytes shows its beginning; all of it is one press away', async () => {
    const id = await town.atDesk.register(`Начало письма. ${hardMessages.long.text.repeat(5).slice(0, 15_900)} Конец письма.`, 'Письмо')
    const page = await town.openCard(town.curator, id)
    const reply = page.locator('#reply-heading')
    const text = page.getByText('Начало письма.', { exact: false }).last()
    const heightOf = async () => (await text.boundingBox())?.height ?? 0
    expect(await heightOf()).toBeLessThan(700)
    await page.getByRole('button', { name: /Показать целиком, знаков: 15/ }).click()
    expect(await heightOf()).toBeGreaterThan(3_000)
    await reply.waitFor()
    await page.close()
  })
})

describe('A case of ten revisions', () => {
  let id = ''
  beforeAll(async () => {
    id = await town.routed('Яма у школы на Речной, объезжаем по встречной.')
    for (let number = 1; number <= 10; number++) {
      await town.draft(
        id,
        `Здравствуйте! Яму у школы ${number % 2 === 0 ? 'засыпали' : 'засыплют'} к ${number} ноября. Отдел дорог и освещения.`,
      )
      if (number < 10) await town.atDesk.command(id, { type: 'sendBack', revision: number, remarks: [{ text: 'Когда и кто?' }] })
    }
  })

  test('leaves message and reply in sight: of twenty terms those that run stand on the line, the others are one press away', async () => {
    const page = await town.openCard(town.curator, id)
    const line = page.getByRole('region', { name: 'Линия сроков' })
    expect(await line.getByRole('listitem').count()).toBeLessThan(4)
    const message = await page.getByText('Яма у школы на Речной', { exact: false }).last().boundingBox()
    expect(message?.y).toBeLessThan(500)
    await picture(page, 'card-ten-revisions-light-ru')
    await line.getByRole('button', { name: /Вся линия/ }).click()
    expect(await line.getByRole('listitem').count()).toBeGreaterThan(18)
    await line.getByRole('button', { name: /Только текущие сроки/ }).click()
    await page.close()
  })

  test('tells the wordings apart for the eye, for who listens and for who copies', async () => {
    await town.curator.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(town.desk).origin })
    const page = await town.openCard(town.curator, id)
    const text = page.getByRole('article', { name: 'Редакция 10' }).locator('p', { has: page.locator('ins') })
    expect((await text.textContent())?.replaceAll('\u00a0', ' ')).toContain(
      'Яму у школы [убрано: засыплют] [добавлено: засыпали] к [убрано: 9] [добавлено: 10] ноября',
    )
    const [gone, come] = await Promise.all([text.locator('del').first().boundingBox(), text.locator('ins').first().boundingBox()])
    const gap = gone === null || come === null ? 0 : come.x - gone.x - gone.width
    expect(gap > 2 || (come?.y ?? 0) > (gone?.y ?? 0)).toBe(true)
    await text.selectText()
    await page.keyboard.press('Control+C')
    const copied = (await page.evaluate(() => navigator.clipboard.readText())).replaceAll('\u00a0', ' ')
    expect(copied).toContain('[убрано: засыплют] [добавлено: засыпали]')
    await page.close()
  })

  test('a remark is put at a place in the text with keys alone', async () => {
    const page = await town.openCard(town.curator, id)
    await page.getByRole('checkbox', { name: 'Отличия от прежней' }).uncheck()
    const text = page.getByRole('textbox', { name: 'Редакция 10' })
    await text.focus()
    await page.keyboard.press('Control+Home')
    for (let sign = 0; sign < 12; sign++) await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.type('стереть')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Обратитесь по имени')
    await page.keyboard.press('Enter')
    await page.getByText('Обратитесь по имени').waitFor()
    expect(await text.locator('mark').textContent()).toBe('Здравствуйте')
    expect(await text.textContent()).toContain('Здравствуйте! Яму у школы засыпали к 10 ноября.')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('textbox')
    await page.close()
  })
})
