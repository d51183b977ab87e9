import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Acting,
  actionsFor,
  clauseOf,
  decide,
  describeEvent,
  evolve,
  fold,
  historyOf,
  initialIncident,
  isRefusal,
  personCommandTypes,
} from '../src/index.ts'
import { at, context } from './case.ts'
import { boundedUntil, termsOf } from './counted.ts'
import { belov, gromov, head, orlova, roads, zueva } from './people.ts'
import { take, walk } from './walk.ts'
import { wellFormed } from './well-formed.ts'

const runs = { seed: 215, numRuns: 400 }

/** What an order that is open may still be refused for: what it says, never who says it or when. */
const aboutContent = new Set(['none', 'requirement-unmet', 'unknown-ground', 'step-not-in-act', 'bad-term'])

/** A history taken apart: what counts for the network. */
const ofType = (recorded: ReturnType<typeof take>['recorded'], type: string) => recorded.filter(({ event }) => event.type === type)

describe('whatever people press, in whatever order', () => {
  test('versions have no gap and replaying gives the same incident', () => {
    fc.assert(
      fc.property(walk, ({ procedure, steps }) => {
        const { recorded } = take(procedure, steps)
        expect(recorded.map(({ version }) => version)).toEqual(recorded.map((_, index) => index + 1))
        const oneByOne = recorded.reduce(evolve, initialIncident)
        expect(fold(JSON.parse(JSON.stringify(recorded)))).toEqual(oneByOne)
      }),
      runs,
    )
  })

  test('nothing goes out unread: every request names the newest revision, approved where the act approves, greeted and ticked where it asks', () => {
    let requests = 0
    fc.assert(
      fc.property(walk, ({ procedure, steps }) => {
        const { recorded } = take(procedure, steps)
        for (const { version, event } of ofType(recorded, 'PublicationRequested')) {
          if (event.type !== 'PublicationRequested') continue
          requests += 1
          const before = fold(recorded.slice(0, version - 1))
          const revision = before.revisions.at(-1)
          expect(revision?.number).toBe(event.revision)
          const unapproved = procedure.approve !== null && revision?.approvedBy === null
          const ungreeted = procedure.requirements.some(({ id }) => id === 'greeting') && revision?.text === 'Сделаем.'
          expect({ unapproved, ungreeted }).toEqual({ unapproved: false, ungreeted: false })
          expect(['submitted', 'approved']).toContain(before.status)
        }
      }),
      runs,
    )
    // A law about requests says something only when many were made.
    expect(requests).toBeGreaterThan(100)
  })

  test('a publication happens once, after it was asked for, and never after it failed', () => {
    let publications = 0
    fc.assert(
      fc.property(walk, ({ procedure, steps }) => {
        const { recorded } = take(procedure, steps)
        const ends = recorded.flatMap(({ event }) =>
          event.type === 'Published' || event.type === 'PublicationFailed' ? [event.publicationId] : [],
        )
        publications += ends.length
        expect(new Set(ends).size).toBe(ends.length)
        const asked = recorded.flatMap(({ event }) => (event.type === 'PublicationRequested' ? [event.publicationId] : []))
        expect(new Set(asked).size).toBe(asked.length)
        expect(asked).toEqual(expect.arrayContaining(ends))
      }),
      runs,
    )
    expect(publications).toBeGreaterThan(50)
  })

  test('deciding is pure: the same question twice gets the same answer and moves nothing', () => {
    fc.assert(
      fc.property(walk, ({ procedure, steps }) => {
        for (const { before, command, acting, now } of take(procedure, steps).taken.slice(-8)) {
          const state = frozen(fold(before))
          const facts = context(procedure, acting, now, { newIds: ['p'] }, before)
          expect(decide(state, command, facts)).toEqual(decide(state, command, facts))
        }
      }),
      { ...runs, numRuns: 150 },
    )
  })

  test('every event can be told in both languages, and the plan can read the history', () => {
    fc.assert(
      fc.property(walk, ({ procedure, steps }) => {
        const { recorded } = take(procedure, steps)
        for (const one of recorded) {
          const words = describeEvent(one, { unit: (id) => id })
          expect(words.ru).toMatch(/^[А-ЯЁ]/u)
          expect(words.en).toMatch(/^[A-Z]/u)
          expect(clauseOf(one.event, procedure)).not.toBe('')
        }
        expect(historyOf(recorded).length).toBeLessThanOrEqual(recorded.length)
      }),
      { ...runs, numRuns: 150 },
    )
  })

  test('an action shown open is not refused for role or state, one shown closed is refused as it says', () => {
    const seen = new Set<string>()
    const lapsed = new Set<string>()
    fc.assert(
      fc.property(walk, fc.constantFrom<Acting>(orlova, belov, gromov, zueva, head), fc.nat(), ({ procedure, steps }, acting, cut) => {
        const { recorded: whole } = take(procedure, steps)
        // Any point of the walk will do; where nobody knew whether a reply was out is the rare moment worth looking at.
        const uncertain = whole.findLastIndex(({ event }) => event.type === 'PublicationUncertain') + 1
        const recorded = uncertain > 0 ? whole.slice(0, uncertain) : whole.slice(0, 2 + (cut % (whole.length - 1)))
        const state = fold(recorded)
        const now = (recorded.at(-1)?.at ?? at('2024-04-08T11:00')) + 5_000
        // No term for a return, one that runs out this moment, one that has run out.
        const until = [null, now, now - 1][cut % 3] ?? null
        const terms = boundedUntil(termsOf(procedure, recorded), 'return', until, state.holders.at(-1)?.unitId ?? roads)
        const facts = context(procedure, acting, now, { terms })
        for (const shown of actionsFor(state, facts)) {
          const decision = decide(state, wellFormed(shown.action, state), facts)
          if (shown.allowed) seen.add(shown.action)
          else if (shown.refusal.refused === 'right-lapsed') lapsed.add(`${shown.action} ${now - (until ?? now)}`)
          const code = isRefusal(decision) ? decision.refused : 'none'
          const kept = shown.allowed ? aboutContent.has(code) : code === shown.refusal.refused
          expect([shown, kept]).toEqual([shown, true])
        }
      }),
      { ...runs, numRuns: 1000 },
    )
    expect([...seen].toSorted()).toEqual([...personCommandTypes].toSorted())
    expect([...lapsed]).toEqual(['return 1'])
  })
})

/** Freezes deeply: a decision that wrote into its question would throw. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) frozen(part)
    Object.freeze(value)
  }
  return value
}
