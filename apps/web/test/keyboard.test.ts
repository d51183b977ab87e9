import { describe, expect, it } from 'vitest'
import type { Shortcut } from '../src/keyboard/shortcuts.ts'
import { meant, type Standing } from '../src/keyboard/dispatch.ts'
import { answering, otherLayout } from '../src/keyboard/layout.ts'
import { strokeName } from '../src/keyboard/strokes.ts'

const press = (code: string, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey', boolean>> = {}) => ({
  code,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})
const command = (id: string, strokes: NonNullable<Shortcut['strokes']>): Shortcut => ({
  id,
  title: id,
  group: 'act',
  strokes,
  run: () => undefined,
})
const desk = [
  command('select', [{ code: 'KeyS' }]),
  command('selectMarks', [{ code: 'KeyS', shift: true }]),
  command('open', [{ code: 'Enter' }]),
  command('search', [{ code: 'Slash' }]),
  command('map', [{ code: 'Slash', shift: true }]),
  command('palette', [{ code: 'KeyK', ctrl: true }]),
  command('previous', [{ code: 'KeyK' }]),
]
const id = (event: ReturnType<typeof press>, standing: Standing = 'page', letters = true) =>
  meant(desk, event, standing, letters)?.id ?? null

describe('Keys work by their place on the keyboard', () => {
  it('S selects whatever letter the layout puts there', () => expect(id(press('KeyS'))).toBe('select'))
  it('/ searches and ? shows the map, where a Russian layout has . and ,', () => {
    expect(id(press('Slash'))).toBe('search')
    expect(id(press('Slash', { shiftKey: true }))).toBe('map')
  })
  it('Ctrl+K and ⌘K open the palette, K alone goes up', () => {
    expect(id(press('KeyK', { ctrlKey: true }))).toBe('palette')
    expect(id(press('KeyK', { metaKey: true }))).toBe('palette')
    expect(id(press('KeyK'))).toBe('previous')
  })
  it('Shift and Alt make other keys', () => {
    expect(id(press('KeyS', { shiftKey: true }))).toBe('selectMarks')
    expect(id(press('KeyS', { altKey: true }))).toBeNull()
  })
})

describe('Keys give way to what has the focus', () => {
  it('in a field letters are letters, and Ctrl+K still opens the palette', () => {
    expect(id(press('KeyS'), 'typing')).toBeNull()
    expect(id(press('KeyK', { ctrlKey: true }), 'typing')).toBe('palette')
  })
  it('on a button Enter is the button’s', () => {
    expect(id(press('Enter'), 'control')).toBeNull()
    expect(id(press('KeyS'), 'control')).toBe('select')
  })
  it('under a dialog nothing of the desk is pressed', () => {
    expect(id(press('KeyS'), 'dialog')).toBeNull()
    expect(id(press('KeyK', { ctrlKey: true }), 'dialog')).toBeNull()
  })
  it('single letters can be switched off; Enter and Ctrl+K stay', () => {
    expect(id(press('KeyS'), 'page', false)).toBeNull()
    expect(id(press('Slash'), 'page', false)).toBeNull()
    expect(id(press('Enter'), 'page', false)).toBe('open')
    expect(id(press('KeyK', { ctrlKey: true }), 'page', false)).toBe('palette')
  })
})

it.each([
  [{ code: 'KeyJ' }, 'J'],
  [{ code: 'KeyK', ctrl: true }, 'Ctrl+K'],
  [{ code: 'Slash', shift: true }, '?'],
  [{ code: 'Digit3' }, '3'],
  [{ code: 'Escape' }, 'Esc'],
])('%o is written %s', (stroke, name) => expect(strokeName(stroke)).toBe(name))

describe('Two letters of a unit are enough', () => {
  const units = ['Отдел архитектуры', 'Дороги', 'Управление жилищно-коммунального хозяйства', 'Школа № 3', 'Жильё']
  const found = (typed: string) => answering(typed, units, (unit) => [unit])
  it('at the start of any word', () => expect(found('ар')).toEqual(['Отдел архитектуры']))
  it('the start of the name before the start of a later word', () =>
    expect(found('жи')).toEqual(['Жильё', 'Управление жилищно-коммунального хозяйства']))
  it('also in the wrong layout', () => {
    expect(otherLayout('lj')).toBe('до')
    expect(found('lj')).toEqual(['Дороги'])
    expect(found(';b')).toEqual(['Жильё', 'Управление жилищно-коммунального хозяйства'])
  })
  it('by initials', () => expect(found('ужк')).toEqual(['Управление жилищно-коммунального хозяйства']))
  it('ё and е are one letter', () => expect(found('жилье')).toEqual(['Жильё']))
  it('nothing typed is everything, as it stood', () => expect(found('')).toEqual(units))
  it('letters that begin no word find nothing', () => expect(found('кб')).toEqual([]))
})
