import { describe, expect, it } from 'vitest'
import { mostTabs, Presence } from '../src/live/presence.ts'

const anna = { id: 'a', name: 'Анна', writing: false, tab: '1' }
const boris = { id: 'b', name: 'Борис', writing: true, tab: '1' }
const told = ({ id, name, writing }: typeof anna) => ({ id, name, writing })

describe('who has a card open', () => {
  it('is told to those who have it open, and only when something changed', () => {
    const presence = new Presence(() => 0, 45_000)
    expect(presence.look(anna, 'i1')).toEqual(['i1'])
    expect(presence.look(anna, 'i1')).toEqual([])
    expect(presence.look(boris, 'i1')).toEqual(['i1'])
    expect(presence.at('i1')).toEqual([told(anna), told(boris)])
    expect(presence.look({ ...anna, writing: true }, 'i1')).toEqual(['i1'])
  })

  it('moves with the tab: one card at a time', () => {
    const presence = new Presence(() => 0, 45_000)
    presence.look(anna, 'i1')
    expect(presence.look(anna, 'i2').toSorted()).toEqual(['i1', 'i2'])
    expect(presence.at('i1')).toEqual([])
    expect(presence.look(anna, null)).toEqual(['i2'])
    expect(presence.at('i2')).toEqual([])
  })

  it('is at as many cards as a person has tabs, and leaves each by itself', () => {
    const presence = new Presence(() => 0, 45_000)
    presence.look(anna, 'i1')
    expect(presence.look({ ...anna, tab: '2' }, 'i2')).toEqual(['i2'])
    expect([presence.at('i1'), presence.at('i2')]).toEqual([[told(anna)], [told(anna)]])
    expect(presence.look(anna, null)).toEqual(['i1'])
    expect([presence.at('i1'), presence.at('i2')]).toEqual([[], [told(anna)]])
  })

  it('names a person with one card in several tabs once, as writing where one of them writes, and until the last has left', () => {
    const presence = new Presence(() => 0, 45_000)
    presence.look(anna, 'i1')
    expect(presence.look({ ...anna, tab: '2' }, 'i1')).toEqual([])
    expect(presence.look({ ...anna, tab: '3', writing: true }, 'i1')).toEqual(['i1'])
    expect(presence.at('i1')).toEqual([{ ...told(anna), writing: true }])
    expect(presence.look({ ...anna, tab: '3' }, null)).toEqual(['i1'])
    expect(presence.at('i1')).toEqual([told(anna)])
    expect(presence.look(anna, null)).toEqual([])
    expect(presence.look({ ...anna, tab: '2' }, null)).toEqual(['i1'])
    expect(presence.at('i1')).toEqual([])
  })

  it('fades tab by tab when they fall silent', () => {
    let now = 0
    const presence = new Presence(() => now, 45_000)
    presence.look(anna, 'i1')
    now = 30_000
    presence.look({ ...anna, tab: '2' }, 'i2')
    now = 46_000
    expect(presence.at('i1')).toEqual([])
    expect(presence.sweep()).toEqual(['i1'])
    expect(presence.at('i2')).toEqual([told(anna)])
  })

  it('remembers so many tabs of a person and no more', () => {
    const presence = new Presence(() => 0, 45_000)
    for (let tab = 0; tab < mostTabs; tab++) presence.look({ ...anna, tab: `${tab}` }, `i${tab}`)
    expect(presence.look({ ...anna, tab: 'one more' }, 'last').toSorted()).toEqual(['i0', 'last'])
    expect(presence.at('i0')).toEqual([])
    expect(presence.here()).toHaveLength(mostTabs)
  })

  it('answers another process for its own people only', () => {
    const presence = new Presence(() => 0, 45_000)
    presence.look(anna, 'i1')
    presence.look(boris, 'i1', false)
    expect(presence.here().map(({ looker }) => looker)).toEqual([anna])
  })
})
