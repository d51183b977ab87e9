import { expect, it } from 'vitest'
import { openTown, until } from './town.ts'

it('three hundred comments at once stand in the queue, and their authors’ names cost a few dozen requests to VK', async () => {
  const town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00' })
  const keys = Array.from({ length: 300 }, (_, n) => {
    return town.sandbox.comment({ postId: town.postId, authorName: `Житель ${n}`, text: `Нет света, дом ${n}.` }).key
  })
  const curator = await town.viewer('curator')
  for (const key of keys) await until(() => town.house.storage.views.incidentByKey(town.tenantId, town.accountId, key))
  // A message waits three seconds for its author's name; on a busy machine the name comes after it.
  const named = await until(async () => {
    const { rows } = await town.house.storage.views.queue(curator, { view: 'all', limit: 50 })
    return rows.every(({ authorName }) => /^Житель \d+/.test(authorName)) && rows
  })
  expect(named.length).toBeGreaterThan(0)
  expect(town.sandbox.requests('users.get').length).toBeLessThan(60)
  await town.close()
})
