// oxlint-disable vitest/expect-expect -- `ends` asserts.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { alerts, alone, conditions, desk, fastTown, handedIn, other, patience, pause, stands, told, water, next } from './walk/fast-desk.ts'
import { fastHands, placesOf, slowLine } from './walk/fast-hands.ts'
import { handOf } from './walk/hand.ts'

const town = fastTown()

/** Every latency and both layouts, each once: together they take minutes. */
const some = conditions.filter(({ latency, layout }) => (latency === 300) === (layout === 'russian'))

describe.each(some)('as fast as a hand goes, at $latency ms, $layout keys', ({ latency, layout }) => {
  const press = (page: Page, keys: readonly string[]) => fastHands(page, keys, { pause, layout })
  const ends = async (one: { id: string; page: Page; troubles: string[] }, expected: object) => {
    await expect
      .poll(async () => ({ ...(await stands(one.id)), troubles: one.troubles }), patience)
      .toMatchObject({ troubles: [], ...expected })
    expect(await alerts(one.page)).toEqual([])
    await one.page.close()
  }

  test('selected and declined', async () => {
    const one = await alone(told(), latency)
    await press(one.page, ['KeyS', 'KeyD', 'Digit1', 'KeyJ'])
    await ends(one, { status: 'declined' })
  })

  test('selected, routed and taken back: the last step, not the one before', async () => {
    const one = await alone(told(), latency)
    await press(one.page, ['KeyS', ...water, 'KeyZ', 'KeyJ'])
    await ends(one, { status: 'selected', record: ['MessageReceived', 'Registered', 'Selected', 'Routed', 'Undone'] })
  })

  test('routed again before the first unit is confirmed', async () => {
    const one = await alone(told(), latency)
    await press(one.page, ['KeyS', ...water, 'KeyR', ...placesOf('до'), 'Enter'])
    await ends(one, { status: 'routed', unit: 'Дороги' })
  })

  test('sent back with a remark, its letters are letters', async () => {
    const one = await alone(told(), latency, handedIn)
    await press(one.page, ['KeyB', ...placesOf('дата'), 'Control+Enter', 'KeyJ'])
    await ends(one, { status: 'reworking' })
    expect((await town().atDesk.card(one.id)).revisions[0]?.remarks).toEqual([{ text: layout === 'latin' ? 'lfnf' : 'дата' }])
  })

  test('approved with its tick, which publishes', async () => {
    const one = await alone(told(), latency, handedIn)
    await press(one.page, ['KeyA', 'Space', 'Control+Enter', 'KeyJ'])
    await expect.poll(async () => (await stands(one.id)).record, patience).toContain('Approved')
    expect(one.troubles).toEqual([])
    await one.page.close()
  })

  test('two messages by turns, the open card going along', async () => {
    const words = `Прорвало трубу у дома ${next()}Ю`
    const ids = [await town().atDesk.register(words, 'Первый'), await town().atDesk.register(words, 'Второй')]
    const { page, troubles } = await desk(`view=all&q=${encodeURIComponent(words)}`, 0)
    await expect.poll(() => page.getByRole('option').count(), patience).toBe(2)
    await slowLine(page, latency)
    await press(page, ['Enter', 'KeyS', 'KeyJ', 'KeyS', 'KeyK', ...water, 'KeyJ', 'KeyR', ...placesOf('до'), 'Enter', 'KeyK'])
    const units = async () => [
      ...troubles,
      ...(await Promise.all(ids.map(stands))).map(({ unit }) => unit ?? '').toSorted((a, b) => a.localeCompare(b)),
    ]
    await expect.poll(units, patience).toEqual(['Водоканал', 'Дороги'])
    expect(await alerts(page)).toEqual([])
    await page.close()
  })

  test('a refused order takes with it what was built on it: told once, and no letter becomes a command', async () => {
    const one = await alone(told(), latency)
    // Somebody else was faster, and the desk has not heard of it.
    await one.page.route('**/api/stream', (route) => route.abort())
    await one.page.reload()
    await one.page.getByRole('option').first().waitFor()
    await one.page.locator('#queue-rows').focus()
    const belov = handOf(await other(), town().desk)
    await belov.command(one.id, { type: 'decline', groundId: 'spam', note: '' })
    await press(one.page, ['KeyS', ...water])
    await expect.poll(async () => (await alerts(one.page)).length, patience).toBeGreaterThan(0)
    await new Promise((later) => setTimeout(later, 1_500 + latency))
    expect(one.troubles).toHaveLength(1)
    expect((await stands(one.id)).record.at(-1)).toBe('Declined')
    expect(await one.page.getByRole('dialog').count()).toBe(0)
    await one.page.close()
  })

  test('one’s own second window is nobody else', async () => {
    const one = await alone(told(), latency)
    await one.page.route('**/api/stream', (route) => route.abort())
    await one.page.reload()
    await one.page.getByRole('option').first().waitFor()
    await one.page.locator('#queue-rows').focus()
    await town().atDesk.command(one.id, { type: 'select', importance: 'high', topicId: null, location: null })
    await press(one.page, ['KeyD', 'Digit1'])
    await expect.poll(async () => (await stands(one.id)).status, patience).toBe('declined')
    expect(await alerts(one.page)).toEqual([])
    await one.page.close()
  })
})
