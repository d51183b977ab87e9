import { expect, it } from 'vitest'
import { runWorker } from '../src/worker/worker.ts'
import { openTown, until } from './town.ts'

it('a worker that was asked to stop leaves its connections to the next one at once, not when its lease runs out', async () => {
  const town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web' })
  const { accounts } = town.house.storage
  try {
    const stop = new AbortController()
    const worker = runWorker(town.house, stop.signal)
    await until(async () => (await accounts.get(town.accountId))?.cursor)
    expect(await accounts.leasePoll(town.accountId, 'next', 60_000)).toBe(false)
    stop.abort()
    await worker
    expect(await accounts.leasePoll(town.accountId, 'next', 60_000)).toBe(true)
  } finally {
    await town.close()
  }
})
