import { describe, expect, it } from 'vitest'
import { Presence } from '../src/live/presence.ts'

const anna = { id: 'a', name: 'Анна', writing: false }
const boris = { id: 'b', name: 'Борис', writing: true }

describe('who has a card open', () => {
  it('is told to those who have it open, and only when something changed', () => {
    const presence = new Presence(() => 0, 45_000)
    expect(presence.look(anna, 'i1')).toEqual(['i1'])
    expect(presence.look(anna, 'i1')).toEqual([])
    expect(presence.look(boris, 'i1')).toEqual(['i1'])
    expect(presence.at('i1')).toEqual([anna, boris])
    expect(presence.look({ ...anna, writing: true }, 'i1')).toEqual(['i1'])
  })

  it('moves with the person: one card at a time', () => {
    const presence = new Presence(() => 0, 45_000)
    presence.look(anna, 'i1')
    expect(presence.look(anna, 'i2')).toEqual(['i1', 'i2'])
    expect(presence.at('i1')).toEqual([])
    expect(presence.look(anna, null)).toEqual(['i2'])
    expect(presence.openBy('a')).toBeNull()
  })

  it('fades when the browser falls silent', () => {
    let now = 0
    const presence = new Presence(() => now, 45_000)
    presence.look(anna, 'i1')
    now = 46_000
    expect(presence.at('i1')).toEqual([])
    expect(presence.sweep()).toEqual(['i1'])
  })
})
