import { expect, it } from 'vitest'
import { Turns } from '../src/turns.ts'

it('work of one key takes turns, whatever becomes of the work before it; other keys do not wait', async () => {
  const turns = new Turns()
  const said: string[] = []
  const held = Promise.withResolvers<void>()
  const first = turns.take('Анна', async () => {
    await held.promise
    said.push('first')
    throw new Error('torn')
  })
  const second = turns.take('Анна', async () => said.push('second'))
  await turns.take('Борис', async () => said.push('beside'))
  held.resolve()
  await expect(first).rejects.toThrow('torn')
  await second
  expect(said).toEqual(['beside', 'first', 'second'])
  await turns.take('Анна', async () => said.push('third'))
  expect(said.at(-1)).toBe('third')
})
