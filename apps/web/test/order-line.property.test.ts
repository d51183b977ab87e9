import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { confirmed, give, type OrderLine, refused, unanswered } from '../src/live/order-line.ts'

type Step = 'give' | 'confirm' | 'refuse' | 'foreign'
const steps = fc.array(fc.constantFrom<Step>('give', 'give', 'confirm', 'confirm', 'refuse', 'foreign'), { maxLength: 60 })

/** A server with one incident, a hand that gives orders as fast as it likes, and somebody else who moves the incident now and then. */
function play(script: readonly Step[]) {
  let line: OrderLine<number> | null = null
  let given = 0
  let stands = 1
  /** What the hand has seen: its own confirmed orders; others' moves only when they are told of a refusal. */
  let seen = 1
  const log: { order: number; version: number; accepted: boolean }[] = []
  const dropped: number[] = []
  const answer = (refuseIt: boolean) => {
    if (line === null) return
    const order = line.underWay
    const accepted = !refuseIt && line.seen === stands
    log.push({ order, version: line.seen, accepted })
    if (accepted) {
      stands += 1
      seen = stands
      line = confirmed(line, stands)
    } else {
      dropped.push(...refused(line))
      line = null
      seen = stands
    }
  }
  for (const step of script) {
    if (step === 'give') line = give(line, (given += 1), seen)
    else if (step === 'foreign') stands += 1
    else answer(step === 'refuse')
  }
  return { log, dropped, given, left: unanswered(line) }
}

describe('whatever is pressed, however late the answers come', () => {
  test('orders are sent one at a time in the order they were given, and none is lost or sent twice', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { log, dropped, given, left } = play(script)
        const sent = log.map(({ order }) => order)
        expect(sent).toEqual(sent.toSorted((a, b) => a - b))
        expect([...sent, ...dropped, ...left].toSorted((a, b) => a - b)).toEqual(Array.from({ length: given }, (_, index) => index + 1))
      }),
      { seed: 5, numRuns: 1_000 },
    )
  })

  test('nobody is refused because of themselves: only a refusal of the server or another hand stops a line', () => {
    fc.assert(
      fc.property(
        steps.map((script) => script.filter((step) => step === 'give' || step === 'confirm')),
        (script) => {
          const { log, dropped } = play(script)
          expect(log.every(({ accepted }) => accepted)).toBe(true)
          expect(dropped).toEqual([])
        },
      ),
      { seed: 6, numRuns: 1_000 },
    )
  })

  test('what was given before a refusal is not sent after it; what is given after it is', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { log, dropped } = play(script)
        for (const [place, { accepted, order }] of log.entries()) {
          if (accepted) continue
          for (const later of log.slice(place + 1)) expect(dropped).not.toContain(later.order)
          expect(dropped.every((one) => one > log[0]!.order)).toBe(true)
          expect(order).not.toBe(log[place + 1]?.order)
        }
      }),
      { seed: 7, numRuns: 1_000 },
    )
  })
})
