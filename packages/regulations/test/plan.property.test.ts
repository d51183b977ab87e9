import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HistoryEvent, type Obligation, plan, type Regulation } from '../src/index.ts'
import { shippedRegulations } from '../shipped/index.ts'
import { officeHours } from './histories.ts'

const HOUR = 3_600_000
const first = Date.UTC(2024, 3, 22)

const units = fc.constantFrom('ЖКХ', 'Дороги', 'Школа 2')
const kinds = fc.constantFrom('clarification', 'interim', 'final')
type Bare = HistoryEvent extends infer Event ? (Event extends { at: number } ? Omit<Event, 'at'> : never) : never

const happening: fc.Arbitrary<Bare> = fc.oneof(
  fc.record({ type: fc.constant('selected' as const), importance: fc.constantFrom('normal', 'high') }),
  fc.constant({ type: 'registered' as const }),
  fc.record({ type: fc.constant('routed' as const), unit: units }),
  fc.record({ type: fc.constant('routed' as const), unit: units, replaces: units }),
  fc.record({ type: fc.constant('returned' as const), unit: units, reason: fc.constant('не наше') }),
  fc.record({ type: fc.constant('draftSubmitted' as const), unit: units, kind: kinds }),
  fc.constant({ type: 'sentBack' as const }),
  fc.constant({ type: 'approved' as const }),
  fc.record({ type: fc.constant('published' as const), kind: kinds }),
  fc.record({ type: fc.constant('contributionSubmitted' as const), unit: units }),
  fc.constant({ type: 'authorAnswered' as const }),
  fc.constant({ type: 'extended' as const, term: '+7d' }),
  fc.record({
    type: fc.constant('termSet' as const),
    norm: fc.constantFrom('publish', 'draft', 'contribution', 'approve'),
    term: fc.constantFrom('+2wh', '3d', '+40wh'),
  }),
  fc.record({
    type: fc.constant('termSet' as const),
    norm: fc.constantFrom('publish', 'draft', 'approve'),
    due: fc.integer({ min: 0, max: 10 * 24 }).map((hours) => first + hours * HOUR),
  }),
  fc.constantFrom({ type: 'closed' as const }, { type: 'redirected' as const }, { type: 'declined' as const, ground: 'spam' }),
)

/** An arrival and what follows it over some days around the May holidays; moments never go back. */
const history: fc.Arbitrary<HistoryEvent[]> = fc
  .tuple(
    fc.constantFrom('social', 'pos', 'incident'),
    fc.array(fc.tuple(fc.integer({ min: 0, max: 30 * HOUR }), happening), { maxLength: 14 }),
  )
  .map(([track, steps]) => {
    let at = first
    return [{ type: 'received', at, track }, ...steps.map(([gap, bare]) => ({ ...bare, at: (at += gap) }))] as HistoryEvent[]
  })

const acts = shippedRegulations()
const schedules = new Map(acts.map((act) => [act.id, officeHours(act.timezone)]))
const anyAct = fc.constantFrom(...acts)
const later = fc.integer({ min: 0, max: 20 * 24 * HOUR })
const settings = { seed: 20240422, numRuns: 400 }

function planned(act: Regulation, events: readonly HistoryEvent[], now: number): Obligation[] {
  const schedule = schedules.get(act.id)
  if (schedule === undefined) throw new Error(act.id)
  return plan(act, schedule, events, now)
}

const end = (events: readonly HistoryEvent[]): number => events.at(-1)?.at ?? first
const isClosed = (one: Obligation): boolean => one.metAt !== undefined || one.status === 'cancelled'
const key = (one: Obligation): string => `${one.norm} ${one.occurrence}`

describe('laws of planning, under every act', () => {
  it('equal histories give equal plans', () => {
    fc.assert(
      fc.property(anyAct, history, later, (act, events, wait) => {
        expect(planned(act, structuredClone(events), end(events) + wait)).toEqual(planned(act, events, end(events) + wait))
      }),
      settings,
    )
  })

  it('later events move no obligation that is closed', () => {
    fc.assert(
      fc.property(anyAct, history, fc.nat(), (act, events, cut) => {
        const before = events.slice(0, 1 + (cut % events.length))
        // As of the last event, so that an unused right that time alone ended is not taken for a closed one.
        const closed = planned(act, before, end(before)).filter((one) => isClosed(one) && one.lapses !== true)
        const whole = new Map(planned(act, events, end(events)).map((one) => [key(one), one]))
        for (const one of closed) expect(whole.get(key(one))).toEqual(one)
      }),
      settings,
    )
  })

  it('a breach is never healed, unless it was counted from what only stood for an unrecorded event', () => {
    fc.assert(
      fc.property(anyAct, history, fc.nat(), (act, events, cut) => {
        const before = events.slice(0, 1 + (cut % events.length))
        const now = end(before)
        const breached = planned(act, before, now).filter(
          (one) => one.status === 'breached' && one.due !== undefined && one.due < now && one.reading?.en.includes('is recorded') !== true,
        )
        const whole = new Map(planned(act, events, end(events)).map((one) => [key(one), one]))
        for (const one of breached) {
          const { status, due, reading } = whole.get(key(one)) ?? {}
          expect({ status, due, reading }).toEqual({ status: 'breached', due: one.due, reading: one.reading })
        }
      }),
      settings,
    )
  })

  it('a norm that counts back never ends after the norm it hangs on', () => {
    fc.assert(
      fc.property(anyAct, history, later, (act, events, wait) => {
        // A moment that a person set is not counted from anything.
        const counted = planned(act, events, end(events) + wait).filter((one) => one.basis?.term !== undefined)
        const late = counted.filter((one) => one.basis?.event === 'end' && one.due !== undefined && one.due > one.basis.at)
        expect(late).toEqual([])
      }),
      settings,
    )
  })

  it('stands in order of start, and repeated norms in order of occurrence', () => {
    fc.assert(
      fc.property(anyAct, history, later, (act, events, wait) => {
        const obligations = planned(act, events, end(events) + wait)
        const starts = obligations.map((one) => one.start)
        expect(starts).toEqual(starts.toSorted((one, other) => one - other))
        expect(new Set(obligations.map(key)).size).toBe(obligations.length)
      }),
      settings,
    )
  })

  it('time alone turns pending into breached or gone, and nothing back', () => {
    fc.assert(
      fc.property(anyAct, history, later, later, (act, events, wait, more) => {
        const sooner = planned(act, events, end(events) + wait)
        const after = planned(act, events, end(events) + wait + more)
        after.forEach((one, index) => {
          const was = sooner[index]
          expect(one.status).toBe(was?.status === 'pending' ? one.status : was?.status)
          expect(one.due).toBe(was?.due)
        })
      }),
      settings,
    )
  })
})
