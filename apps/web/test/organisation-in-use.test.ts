import { describe, expect, it } from 'vitest'
import { placeIn, readPlace } from '../src/live/organisation-in-use.ts'

const id = '018ebb01-51ba-7516-aa7e-9e8fb9c3f2f2'

describe('The address of a page', () => {
  it('names the organisation that it works in, or none', () => {
    expect(readPlace(`/o/${id}/queue`)).toEqual({ organisation: id, rest: '/queue' })
    expect(readPlace(`/o/${id}`)).toEqual({ organisation: id, rest: '/' })
    expect(readPlace('/queue')).toEqual({ organisation: null, rest: '/queue' })
    for (const other of [`/o/${id}x/queue`, '/o/short/queue', `/x/o/${id}/queue`]) expect(readPlace(other).organisation).toBeNull()
  })
  it('leads to the same page of another organisation, and back to one without', () => {
    expect(placeIn(id, '/queue')).toBe(`/o/${id}/queue`)
    expect(placeIn(null, '/queue')).toBe('/queue')
    expect(readPlace(placeIn(id, '/tasks')).rest).toBe('/tasks')
  })
})
