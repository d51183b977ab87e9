import { describe, expect, it } from 'vitest'
import { endpoints, urlOf } from '@otklik/contract/endpoints'
import { isNarrowed, pageOf, readAddress, withoutFilters } from '../src/rows/address.ts'
import { parseViews } from '../src/queue/saved-views.ts'
import { readSearch, writeSearch } from '../src/shell/search-text.ts'

const unit = '6f1c2a34-0000-4000-8000-00000000000a'

describe('An address reproduces the view', () => {
  it('there and back, Cyrillic and all', () => {
    const address = { view: 'burning', q: 'лёд на Ленина', unit, status: 'routed', importance: 'high', open: unit } as const
    expect(readAddress(readSearch(writeSearch(address)))).toEqual(address)
  })
  it('an empty address shows what is new', () => expect(readAddress({})).toEqual({ view: 'new' }))
  it('what is mistyped in it is left out rather than refused', () => {
    expect(readAddress({ view: 'nonsense', unit: '12', status: 'lost', open: '<script>', importance: 'huge' })).toEqual({ view: 'new' })
  })
  it('a search of spaces is no search', () => expect(readAddress({ q: '   ' })).toEqual({ view: 'new' }))
  it('a number searched for stays text', () => expect(readAddress(readSearch('?q=2024-0117'))).toMatchObject({ q: '2024-0117' }))
  it('empty values are not written', () => expect(writeSearch({ view: 'all', q: '', unit: undefined })).toBe('?view=all'))
})

describe('The question to the server', () => {
  it('carries the filters and the cursor, never the open card', () => {
    const url = urlOf(endpoints.queue, {}, pageOf({ view: 'all', q: 'яма', open: unit }, 'abc'))
    expect(url).toBe('/api/queue?view=all&q=%D1%8F%D0%BC%D0%B0&limit=50&cursor=abc')
  })
  it('knows whether the person has narrowed the view', () => {
    expect(isNarrowed({ view: 'mine', open: unit })).toBe(false)
    expect(isNarrowed({ view: 'mine', status: 'routed' })).toBe(true)
    expect(withoutFilters({ view: 'mine', status: 'routed', open: unit })).toEqual({ view: 'mine' })
  })
})

describe('Own views', () => {
  it('come back as they were kept', () => {
    const kept = JSON.stringify([{ name: 'Лёд', address: { view: 'all', q: 'лёд' } }])
    expect(parseViews(kept)).toEqual([{ name: 'Лёд', address: { view: 'all', q: 'лёд' } }])
  })
  it.each(['not json', '{}', '[1, null, {"name": 5}]'])('what was spoilt is left out: %s', (text) => expect(parseViews(text)).toEqual([]))
})
