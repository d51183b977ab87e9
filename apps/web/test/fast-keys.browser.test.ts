import { expect, test } from 'vitest'
import { alone, fastTown, patience, pause, stands, told, water } from './walk/fast-desk.ts'
import { fastHands } from './walk/fast-hands.ts'
import { picture } from './walk/pictures.ts'
import { awaitState } from './walk/queue-by-keys.ts'
import { testTwenty } from './walk/twenty-messages.ts'

const town = fastTown()

testTwenty(town, 'russian')

test('the open card changes at once, however long the order takes', async () => {
  const one = await alone(told(), 0)
  await one.page.keyboard.press('Enter')
  await one.page.locator('#record-heading').waitFor()
  const answer = Promise.withResolvers<void>()
  await one.page.route('**/api/incidents/*/commands', async (route) => {
    await answer.promise
    await route.continue()
  })
  await fastHands(one.page, ['KeyS', ...water], { pause, layout: 'russian' })
  await awaitState(one.page, 'у исполнителя')
  expect((await stands(one.id)).status).toBe('received')
  answer.resolve()
  await expect.poll(async () => (await stands(one.id)).status, patience).toBe('routed')
  await one.page.close()
})

test('the author’s answer goes back to its unit by R and Enter alone; a unit that has it is said to have it', async () => {
  // An author of the town's past is among the first citizens who write after its start.
  const waiting = async () => {
    const rows = await town().atDesk.rows({ view: 'all', status: 'selected', limit: 200 })
    return rows.find(({ flags, holders }) => flags.includes('authorAnswered') && holders.length > 0)
  }
  await expect.poll(waiting, patience).toBeDefined()
  const { id = '', holders = [] } = (await waiting()) ?? {}
  const unit = holders.at(-1)
  const page = await town().openCard(town().curator, id)
  const first = page.getByRole('dialog').getByRole('option').first()
  await page.keyboard.press('KeyR')
  await first.filter({ hasText: 'было у них' }).waitFor()
  await picture(page, 'route-had-it-light-ru')
  await page.keyboard.press('Enter')
  await awaitState(page, 'у исполнителя')
  await expect.poll(() => stands(id), patience).toMatchObject({ status: 'routed', unit: unit?.name })
  await page.keyboard.press('KeyR')
  await first.filter({ hasText: 'сейчас у них' }).waitFor()
  // It is no way to go: the cursor stands on the next one.
  expect(await first.getAttribute('aria-selected')).toBe('false')
  // A hand that presses it all the same.
  await first.click({ force: true })
  await page.getByText('сообщение уже у них').waitFor()
  await page.close()
})
