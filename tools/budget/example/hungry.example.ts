import { expect, it } from 'vitest'
import { countForASecond } from './counting.ts'

it('counts for a second in its own process', () => {
  countForASecond()
  expect(process.cpuUsage().user).toBeGreaterThan(0)
})
