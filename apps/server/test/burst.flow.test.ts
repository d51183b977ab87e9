import { expect, it } from 'vitest'
import { openTown, until } from './town.ts'

it('three hundred comments at once stand in the queue with their authors’ names after a few dozen requests to VK', async () => {
  const town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00' })
  const before = town.sandbox.requests().length
  const keys = Array.from({ length: 300 }, (_, n) => {
    return town.sandbox.comment({ postId: town.postId, authorName: `Житель ${n}`, text: `Нет света, дом ${n}.` }).key
  })
  const curator = await town.viewer('curator')
  for (const key of keys) await until(() => town.house.storage.views.incidentByKey(town.tenantId, town.accountId, key))
  expect(town.sandbox.requests().length - before).toBeLessThan(60)
  const { rows } = await town.house.storage.views.queue(curator, { view: 'all', limit: 50 })
  expect(rows.filter(({ authorName }) => /^Житель \d+/.test(authorName))).toHaveLength(rows.length)
  expect(rows.length).toBeGreaterThan(0)
  await town.close()
})
