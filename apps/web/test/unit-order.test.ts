import { expect, test } from 'vitest'
import { byTellingWord, tellingWord } from '../src/session/unit-order.ts'

test.each([
  ['МБОУ «Школа № 3»', 'Школа № 3»'],
  ['МБУ «Благоустройство»', 'Благоустройство»'],
  ['МУП Водоканал', 'Водоканал'],
  ['МКУ УГХ', 'УГХ'],
  ['ОГБУЗ «ЦРБ»', 'ЦРБ»'],
  ['МАОУ СОШ № 4', '№ 4'],
  ['ООО «УК Наш дом»', 'Наш дом»'],
  ['ПАО Ростелеком', 'Ростелеком'],
  ['УЖКХ', 'УЖКХ'],
  ['МУП', 'МУП'],
  ['Отдел ЖКХ', 'Отдел ЖКХ'],
  ['ЕДДС города', 'ЕДДС города'],
])('%s is looked for at %s', (name, word) => {
  expect(tellingWord(name)).toBe(word)
})

test('units stand by the word that tells them apart, numbers as numbers, ё beside е', () => {
  const units = ['МУП Водоканал', 'МБОУ «Школа № 12»', 'МБУ «Благоустройство»', 'МБОУ «Школа № 3»', 'Ёлочка', 'Дороги', 'УЖКХ']
  expect(units.toSorted(byTellingWord)).toEqual([
    'МБУ «Благоустройство»',
    'МУП Водоканал',
    'Дороги',
    'Ёлочка',
    'УЖКХ',
    'МБОУ «Школа № 3»',
    'МБОУ «Школа № 12»',
  ])
})
