import { expect, test } from 'vitest'
import { parseRegulation } from '../src/index.ts'
import { shippedActs } from '../shipped/index.ts'

test('the id and edition that a shipped text is stored under are those that it compiles to', () => {
  const told = shippedActs().map(({ id, edition }) => ({ id, edition }))
  expect(told).toEqual(
    shippedActs()
      .map(({ source }) => parseRegulation(source))
      .map(({ id, edition }) => ({ id, edition })),
  )
  expect(new Set(told.map(({ id }) => id)).size).toBe(told.length)
})
