import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requirementStates } from '@otklik/casework'
import { runsOf } from '../src/reply/remarked-text.ts'
import { marksOf } from '../src/reply/draft-marks.ts'
import { allConfirmed, saidOf, toConfirm, withReason, type Requirement } from '../src/reply/requirement-marks.ts'
import { wordDifferences } from '../src/reply/word-differences.ts'

const text = { ru: '', en: '' }
const requirement = (id: string, more: Partial<Requirement> = {}): Requirement => ({
  id,
  clause: 'L-16',
  text,
  check: 'auto',
  weight: 'stop',
  ...more,
})

const state = (id: string, words: string, longest = 100) => marksOf([requirement(id)], { text: words }, longest)[0]?.state

describe('Requirements fill themselves in, by the function of the server', () => {
  it.each([
    'Здравствуйте, Анна!',
    'Добрый день! Яму засыпали.',
    '[id15|Анна], яму засыпали.',
    'Анна Сергеевна, яму засыпали.',
    'Уважаемая Мария!',
    'Доброго здоровья!',
    'Анна-Мария, яму засыпали.',
  ])('a greeting: %s', (reply) => expect(state('greeting', reply)).toBe('met'))
  it.each(['', 'Яму засыпали.', 'яма, засыпана', 'Итак, яму засыпали.'])('no greeting: «%s»', (reply) =>
    expect(state('greeting', reply)).toBe('unmet'),
  )
  it('the length that the network takes', () => {
    expect(state('network-format', 'а'.repeat(100))).toBe('met')
    expect(state('network-format', 'а'.repeat(101))).toBe('unmet')
  })
  it('a rude word warns with its place, and a reason answers it', () => {
    const rude = 'Здравствуйте! Вы идиот.'
    const [mark] = marksOf([requirement('polite')], { text: rude }, 100)
    expect(mark?.state).toBe('warned')
    expect(mark?.places.map(({ from, to }) => rude.slice(from, to))).toEqual(['идиот'])
    const justifications = withReason([], 'polite', 'цитата автора')
    expect(marksOf([requirement('polite')], { text: rude, justifications }, 100)[0]?.state).toBe('justified')
    expect(saidOf(withReason(justifications, 'polite', ' '))).toEqual({})
  })
  it('what cannot be told here is ticked by a person, never met by itself', () => {
    expect(state('rhymes', 'Здравствуйте!')).toBe('manual')
    expect(toConfirm([requirement('rhymes')])).toHaveLength(1)
  })
  it('a person ticks what only a person can check; required ones stop the press', () => {
    const list = [
      requirement('proof', { check: 'manual', weight: 'advise' }),
      requirement('exhaustive', { check: 'manual' }),
      requirement('greeting'),
    ]
    expect(toConfirm(list).map((one) => one.id)).toEqual(['exhaustive', 'proof'])
    expect(allConfirmed(list, undefined, { ticked: new Set(), justifications: [] })).toBe(false)
    expect(allConfirmed(list, undefined, { ticked: new Set(['exhaustive']), justifications: [] })).toBe(true)
  })
  it('and answers as the server does for any text', () => {
    const piece = fc.constantFrom(
      'Здравствуйте',
      'Анна',
      'Итак',
      'сука',
      'спил',
      ', ',
      '! ',
      ' ',
      '\n',
      '\u00ad',
      '\u0301',
      '\u200b',
      '👋',
      'й',
      'и\u0306',
    )
    const list = ['greeting', 'polite', 'network-format'].map((id) => requirement(id))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const reply = pieces.join('')
        const server = requirementStates({ requirements: list }, { text: reply }, [], 50)
        const desk = marksOf(list, { text: reply }, 50)
        expect(desk.map((one) => one.state === 'met')).toEqual(server.map(({ met }) => met))
        expect(desk.map(({ places }) => places)).toEqual(server.map(({ places }) => places))
      }),
      { numRuns: 3000 },
    )
  })
})

describe('Revisions differ word by word', () => {
  it('in Cyrillic too, never letter by letter; neighbouring words stand together', () => {
    expect(wordDifferences('Яму засыплют завтра.', 'Яму засыпали сегодня.')).toEqual([
      { kind: 'same', text: 'Яму ' },
      { kind: 'removed', text: 'засыплют завтра' },
      { kind: 'added', text: 'засыпали сегодня' },
      { kind: 'same', text: '.' },
    ])
  })
  it('a word put in or struck out stands for itself', () => {
    expect(wordDifferences('Яму засыпали.', 'Яму вчера засыпали.')).toEqual([
      { kind: 'same', text: 'Яму ' },
      { kind: 'added', text: 'вчера ' },
      { kind: 'same', text: 'засыпали.' },
    ])
  })
  it('both texts can be read out of what is told, whatever they are', () => {
    const writing = fc.string({ unit: fc.constantFrom('яма', 'мост', ' ', '  ', '\n', ',', '-', '🙂', 'ש'), maxLength: 30 })
    fc.assert(
      fc.property(writing, writing, (before, after) => {
        const parts = wordDifferences(before, after)
        const without = (kind: 'added' | 'removed') =>
          parts
            .filter((part) => part.kind !== kind)
            .map((part) => part.text)
            .join('')
        expect(without('added')).toBe(before)
        expect(without('removed')).toBe(after)
        // Never two of a kind in a row, and what was removed always stands before what took its place.
        const order = parts.map(({ kind }) => kind).join(' ')
        expect(order).not.toMatch(/same same|added added|removed removed|added removed/)
      }),
      { seed: 20241107 },
    )
  })
  it('keeps line breaks', () => expect(wordDifferences('а\n\nб', 'а\n\nб')).toEqual([{ kind: 'same', text: 'а\n\nб' }]))
})

describe('Remarks stand at their places', () => {
  it('cuts the text where they begin and end, overlapping or not', () => {
    expect(
      runsOf('Работы завтра', [
        { text: 'когда?', from: 7, to: 13 },
        { text: 'чьи?', from: 0, to: 9 },
      ]),
    ).toEqual([
      { text: 'Работы ', remarks: [2] },
      { text: 'за', remarks: [1, 2] },
      { text: 'втра', remarks: [1] },
    ])
  })
  it('a remark to the whole text, or past its end, marks nothing', () => {
    expect(runsOf('Да', [{ text: 'короче' }, { text: '?', from: 10, to: 12 }])).toEqual([{ text: 'Да', remarks: [] }])
  })
})
