import { expect, it } from 'vitest'

it('takes next to nothing', () => {
  expect(1 + 1).toBe(2)
})
