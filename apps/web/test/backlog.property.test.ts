import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { confirmed, give, type Backlog, refused, unanswered } from '../src/rows/backlog.ts'

type Step = 'give' | 'confirm' | 'refuse' | 'foreign'
const steps = fc.array(fc.constantFrom<Step>('give', 'give', 'confirm', 'confirm', 'refuse', 'foreign'), { maxLength: 60 })

/** A server with one incident, a hand that gives commands as fast as it likes, and somebody else who moves the incident now and then. */
function play(script: readonly Step[]) {
  let backlog: Backlog<number> | null = null
  let given = 0
  let stands = 1
  /** What the hand has seen: its own confirmed commands; others' moves only when they are told of a refusal. */
  let seen = 1
  const log: { command: number; version: number; accepted: boolean }[] = []
  const dropped: number[] = []
  const answer = (refuseIt: boolean) => {
    if (backlog === null) return
    const command = backlog.underWay
    const accepted = !refuseIt && backlog.seen === stands
    log.push({ command, version: backlog.seen, accepted })
    if (accepted) {
      stands += 1
      seen = stands
      backlog = confirmed(backlog, stands)
    } else {
      dropped.push(...refused(backlog))
      backlog = null
      seen = stands
    }
  }
  for (const step of script) {
    if (step === 'give') backlog = give(backlog, (given += 1), seen)
    else if (step === 'foreign') stands += 1
    else answer(step === 'refuse')
  }
  return { log, dropped, given, left: unanswered(backlog) }
}

describe('whatever is pressed, however late the answers come', () => {
  test('commands are sent one at a time in the order they were given, and none is lost or sent twice', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { log, dropped, given, left } = play(script)
        const sent = log.map(({ command }) => command)
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
        for (const [place, { accepted, command }] of log.entries()) {
          if (accepted) continue
          for (const later of log.slice(place + 1)) expect(dropped).not.toContain(later.command)
          expect(dropped.every((one) => one > log[0]!.command)).toBe(true)
          expect(command).not.toBe(log[place + 1]?.command)
        }
      }),
      { seed: 7, numRuns: 1_000 },
    )
  })
})
