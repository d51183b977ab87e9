import { describe, expect, it } from 'vitest'
import { fromPage, receive, release } from '../src/rows/live-list.ts'
import { newsOn, titleWith, unseen } from '../src/rows/unseen.ts'
import { row } from './rows.ts'

const page = (...ids: string[]) => fromPage({ rows: ids.map((id) => row(id)), nextCursor: null, asOf: 0 })

describe('the count of what is new', () => {
  it('is what waits behind the press, and goes when it is shown', () => {
    const begun = page('a')
    const list = receive(receive(begun, row('b'), true), row('c'), true)
    expect(unseen(list, newsOn(begun))).toBe(2)
    const shown = release(list)
    expect(unseen(shown, newsOn(shown))).toBe(0)
  })

  it('counts what came to an empty screen while nobody looked, and nothing when somebody does', () => {
    const begun = page()
    const list = receive(begun, row('a'), true)
    expect(list.waiting).toEqual([])
    expect(unseen(list, newsOn(begun))).toBe(1)
    expect(unseen(list, newsOn(list))).toBe(0)
    expect(unseen(list, null)).toBe(0)
  })

  it('counts a row once whose author answered meanwhile, and no other change of it', () => {
    const begun = page('a', 'b')
    const changed = receive(begun, row('a', { version: 9 }), true)
    expect(unseen(changed, newsOn(begun))).toBe(0)
    const answered = receive(changed, row('a', { version: 10, flags: ['authorAnswered'] }), true)
    expect(unseen(answered, newsOn(begun))).toBe(1)
    expect(unseen(receive(answered, row('a', { version: 11, flags: ['authorAnswered'] }), true), newsOn(begun))).toBe(1)
  })

  it('leaves out what has left the view again', () => {
    const begun = page('x')
    const came = receive(begun, row('a'), true)
    expect(unseen(receive(came, row('a', { version: 9 }), false), newsOn(begun))).toBe(0)
    const shown = release(came)
    expect(unseen(receive(shown, row('a', { version: 9, flags: ['authorAnswered'] }), false), newsOn(begun))).toBe(0)
  })
})

describe('the title', () => {
  it('says nothing of nothing, and no number that does not fit', () => {
    expect([0, 1, 99, 100, 4_000].map((count) => titleWith(count, 'Новые · Отклик'))).toEqual([
      'Новые · Отклик',
      '(1) Новые · Отклик',
      '(99) Новые · Отклик',
      '(99+) Новые · Отклик',
      '(99+) Новые · Отклик',
    ])
  })
})
