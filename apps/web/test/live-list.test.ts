import { describe, expect, it } from 'vitest'
import type { QueuePage, QueueRow } from '@otklik/contract'
import { extend, fromPage, receive, release, renew } from '../src/rows/live-list.ts'
import { row } from './rows.ts'

const page = (rows: QueueRow[], nextCursor: string | null = null): QueuePage => ({ rows, nextCursor, asOf: 0 })
const ids = (rows: readonly QueueRow[]) => rows.map((one) => one.id)
const list = fromPage(page([row('a', { due: 10 }), row('b', { due: 20 }), row('c', { due: 30 })]))

describe('Nothing jumps under the cursor', () => {
  it('a new row waits behind «1 новое», though it is due first', () => {
    const next = receive(list, row('n', { due: 5 }), true)
    expect(ids(next.rows)).toEqual(['a', 'b', 'c'])
    expect(ids(next.waiting)).toEqual(['n'])
  })
  it('into an empty view it comes at once: there is nothing to jump under', () => {
    expect(ids(receive(fromPage(page([])), row('n'), true).rows)).toEqual(['n'])
  })
  it('a changed row changes in its place, though its term has moved', () => {
    const next = receive(list, row('a', { version: 2, due: 99 }), true)
    expect(ids(next.rows)).toEqual(['a', 'b', 'c'])
    expect(next.rows[0]?.version).toBe(2)
  })
  it('a row that leaves the view stays, marked as gone', () => {
    const next = receive(list, row('b', { version: 2, status: 'selected' }), false)
    expect(ids(next.rows)).toEqual(['a', 'b', 'c'])
    expect(next.gone).toEqual(['b'])
  })
  it('a row that comes back is no longer gone', () => {
    const gone = receive(list, row('b', { version: 2 }), false)
    expect(receive(gone, row('b', { version: 3 }), true).gone).toEqual([])
  })
  it('an older version that arrives late is ignored', () => {
    const newer = receive(list, row('a', { version: 5, status: 'routed' }), true)
    expect(receive(newer, row('a', { version: 4, status: 'selected' }), true)).toBe(newer)
  })
  it('a row of another view is not announced', () => expect(receive(list, row('n'), false)).toBe(list))
  it('in a search by words only what is shown is brought up to date', () => {
    expect(receive(list, row('n'), null)).toBe(list)
    expect(receive(list, row('a', { version: 2, status: 'closed' }), null).gone).toEqual([])
  })
  it('a waiting row that somebody else has taken stops waiting', () => {
    const waiting = receive(list, row('n'), true)
    expect(receive(waiting, row('n', { version: 2 }), false).waiting).toEqual([])
  })
})

describe('When the person asks', () => {
  it('waiting rows come in by what is due and gone ones leave', () => {
    let next = receive(list, row('n', { due: 15 }), true)
    next = receive(next, row('c', { version: 2, due: 30 }), false)
    const shown = release(next)
    expect(ids(shown.rows)).toEqual(['a', 'n', 'b'])
    expect(shown.waiting).toEqual([])
    expect(shown.gone).toEqual([])
  })
  it('the next page comes below, and a row that moved meanwhile is not shown twice', () => {
    const first = fromPage(page([row('a', { due: 10 }), row('b', { due: 20 })], 'after-b'))
    const second = extend(first, page([row('b', { due: 20 }), row('c', { due: 30 })]))
    expect(ids(second.rows)).toEqual(['a', 'b', 'c'])
    expect(second.nextCursor).toBeNull()
  })
})

describe('After a lost line', () => {
  it('what was missed is shown without moving anything', () => {
    const next = renew(list, page([row('n', { due: 5 }), row('a', { version: 3, due: 10 }), row('c', { due: 30 })]))
    expect(ids(next.rows)).toEqual(['a', 'b', 'c'])
    expect(ids(next.waiting)).toEqual(['n'])
    expect(next.gone).toEqual(['b'])
    expect(next.rows[0]?.version).toBe(3)
  })
  it('rows below the renewed page are left as they are', () => {
    const long = fromPage(page([row('a', { due: 10 }), row('b', { due: 20 }), row('c', { due: 30 })], 'more'))
    expect(renew(long, page([row('a', { due: 10 })], 'after-a')).gone).toEqual([])
  })
})

it('U puts rows in the server’s own order: by what is due, open ones without a date by arrival, finished ones below, the newest first', () => {
  const undated = (id: string, receivedAt: number) => ({ ...row(id, { status: 'awaitingAuthor', receivedAt }), next: null })
  const finished = (id: string, changedAt: number) => ({ ...row(id, { status: 'answered', receivedAt: 1, changedAt }), next: null })
  const shown = fromPage(
    page([finished('old', 50), undated('later', 9), undated('sooner', 8), finished('new', 60), row('due', { due: 70 })]),
  )
  expect(ids(release(shown).rows)).toEqual(['due', 'sooner', 'later', 'new', 'old'])
})
