import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shippedRegulations } from '../shipped/index.ts'
import { type HistoryEvent, notesOn, plan, readHistory } from '../src/index.ts'
import { acts, officeHours, under } from './histories.ts'

const HOUR = 3_600_000
const first = Date.UTC(2024, 3, 22)
const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')

const unit = fc.constantFrom('ЖКХ', 'Дороги', 'Школа 2')
const kind = fc.constantFrom('clarification', 'interim', 'final')
const norm = fc.constantFrom(
  ...(['route', 'return', 'redirect', 'draft', 'approve', 'rework', 'publish', 'release', 'final', 'finalDraft', 'contribution'] as const),
)
const term = fc
  .tuple(fc.constantFrom('', '+', '-'), fc.integer({ min: 0, max: 90 }), fc.constantFrom('wh', 'wm', 'wd', 'h', 'm', 'd'))
  .map(([sign, amount, clock]) => `${sign}${amount}${clock}`)
const moment = fc.integer({ min: -10 * 24, max: 40 * 24 }).map((hours) => iso(first + hours * HOUR))

/** Anything that `otklik plan` reads, in any order: several arrivals on several tracks, terms set before and after they begin. */
const anyEvent = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('received'), track: fc.constantFrom('social', 'pos', 'incident') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constantFrom('registered', 'sentBack', 'approved', 'authorAnswered', 'redirected', 'closed', 'declined'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('selected'), importance: fc.constantFrom('normal', 'high') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('routed'), unit }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('routed'), unit, replaces: unit }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('returned', 'contributionSubmitted'), unit }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('draftSubmitted'), unit, kind }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('published'), kind }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('extended'), term }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('termSet'), norm, term }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('termSet'), norm, due: moment }) },
)
const anyHistory = fc.array(fc.tuple(moment, anyEvent), { minLength: 1, maxLength: 12 })
const written = (events: readonly (readonly [string, object])[]): HistoryEvent[] =>
  readHistory(events.map(([at, event]) => ({ ...event, at })))

const byId = new Map(shippedRegulations().map((act) => [act.id, { act, schedule: officeHours(act.timezone) }]))
/** Named by its id, so that a counterexample can be read. */
const anyAct = fc.constantFrom(...byId.keys())
function actWith(id: string) {
  const found = byId.get(id)
  if (found === undefined) throw new Error(id)
  return found
}

describe('a plan of whatever can be read', () => {
  it('is made under every act, and an obligation without a date is never late', () => {
    let undated = 0
    fc.assert(
      fc.property(anyAct, anyHistory, (id, history) => {
        const { act, schedule } = actWith(id)
        const events = written(history)
        for (const now of [first - 20 * 24 * HOUR, first, first + 60 * 24 * HOUR]) {
          for (const one of plan(act, schedule, events, now)) {
            const dated = one.due !== undefined
            expect(dated ? Number.isSafeInteger(one.due) : one.status !== 'breached').toBe(true)
            if (!dated) undated += 1
          }
        }
        notesOn(act, schedule, events)
      }),
      { seed: 20261130, numRuns: 20_000 },
    )
    expect(undated).toBeGreaterThan(0)
  })

  it('has each obligation once, and each norm at most once open in a round', () => {
    fc.assert(
      fc.property(anyAct, anyHistory, (id, history) => {
        const { act, schedule } = actWith(id)
        const names = plan(act, schedule, written(history), first).map((one) => `${one.norm} ${one.occurrence}`)
        expect(new Set(names).size).toBe(names.length)
      }),
      { seed: 7, numRuns: 1_000 },
    )
  })
})

describe('a message that arrives by two ways (D-4.3)', () => {
  const twice = under(
    acts.D,
    { type: 'received', at: '2024-06-03 10:00', track: 'pos' },
    { type: 'received', at: '2024-06-03 11:00', track: 'social' },
    { type: 'registered', at: '2024-06-03 11:30' },
  )

  it('owes a reply whose term is still to be set, by no date', () => {
    const [publish] = twice.plan('2024-07-01 10:00').filter((one) => one.norm === 'publish')
    expect(publish).toMatchObject({ norm: 'publish', clause: 'D-4.3b', status: 'pending' })
    expect(publish).not.toHaveProperty('due')
  })

  it('owes it by the date that is set afterwards', () => {
    expect(twice.and({ type: 'termSet', at: '2024-06-03 12:00', norm: 'publish', due: '2024-06-05 18:00' }).owed('publish')).toBe(
      '2024-06-05 18:00 pending',
    )
    expect(twice.and({ type: 'termSet', at: '2024-06-03 12:00', norm: 'publish', term: '+2wd' }).owed('publish')).toMatch(/2024-06-05/)
  })

  it('has met it once a reply stands in the network, whenever that was', () => {
    const [publish] = twice
      .and({ type: 'published', at: '2024-06-20 10:00', kind: 'final' })
      .plan()
      .filter((one) => one.norm === 'publish')
    expect(publish?.status).toBe('met')
    expect(publish).not.toHaveProperty('due')
  })

  it('goes on by the terms of ПОС when it arrives there second', () => {
    const pos = under(
      acts.D,
      { type: 'received', at: '2024-06-03 10:00', track: 'incident' },
      { type: 'received', at: '2024-06-03 11:00', track: 'pos' },
      { type: 'registered', at: '2024-06-03 11:30' },
    )
    expect(pos.owed('publish')).toBe('2024-06-06 23:59 pending')
  })
})
