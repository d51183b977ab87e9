import { describe, expect, test } from 'vitest'
import { root } from './cruise.ts'
import { namesIn, oldWords, programSources, staleIn, stillRight, wordsOf } from './old-words.ts'

const all = programSources(root)
const found = ({ name, files }: (typeof stillRight)[number]) =>
  all.some(({ file, text }) => files.test(file) && text.includes(name.split('-')[0] ?? name) && namesIn(file, text).includes(name))

describe('a word that was given up does not come back', () => {
  test('in no identifier and no name of a file', () => {
    expect(all.flatMap(({ file, text }) => staleIn(file, text))).toEqual([])
  })
  test('and every source was read, with its names', () => {
    expect(all.length).toBeGreaterThan(500)
    const names = new Set(all.flatMap(({ file, text }) => namesIn(file, text)))
    expect(names.size).toBeGreaterThan(5_000)
    for (const name of ['useGiveCommand', 'actionsFor', 'ActionsBar', 'personCommand', 'releasePath', 'Wake']) expect(names).toContain(name)
  })
  test('where one still means what it always did, it is really found there', () => {
    expect(stillRight.filter((one) => !found(one)).map(({ name, files }) => `${name} in ${files}`)).toEqual([])
  })
  test.each(oldWords.map(({ word, where }) => [word, where]))('«%s» is seen in every form it may take', (word, where) => {
    const file =
      where === undefined
        ? 'packages/casework/src/new.ts'
        : where.test('apps/web/src/keyboard/new.ts')
          ? 'apps/web/src/keyboard/new.ts'
          : 'apps/server/src/new.ts'
    const big = `${word.charAt(0).toUpperCase()}${word.slice(1)}`
    for (const name of [word, `${word}s`, `use${big}`, `${word}Keys`, `${big}Dialog`, `LAST_${word.toUpperCase()}`]) {
      expect(staleIn(file, `export const one = { ${name}: 1 }`).map((stale) => stale.name)).toEqual([name])
    }
    expect(staleIn(file.replace('new.ts', `${word}-form.ts`), '')).toHaveLength(1)
  })
  test('a string and a comment are no names', () => {
    expect(staleIn('packages/casework/src/new.ts', "// a deed\nexport const said = 'an order' /* press */")).toEqual([])
  })
  test('a name is read as its words', () => {
    expect(wordsOf('useDeedsHost')).toEqual(['use', 'deeds', 'host'])
    expect(wordsOf('PRESS_DAYS')).toEqual(['press', 'days'])
    expect(wordsOf('unit-order')).toEqual(['unit', 'order'])
    expect(staleIn('packages/casework/src/new.ts', 'export const border = 1, express = 2, indeed = 3')).toEqual([])
  })
})
