// oxlint-disable vitest/expect-expect -- a case asserts by itself: `thenHappens`, `thenRefused`, `thenNothingHappened` in case.ts.
import { describe, expect, test } from 'vitest'
import { gazimur, lesozavodsk, smolensk, yelets } from './acts.ts'
import { approve, draft, publish, reply, routed, sendBack, submitted } from './orders.ts'
import { belov, gromov, orlova } from './people.ts'

describe('a draft', () => {
  test('is numbered and never replaced while somebody reads it', () => {
    const one = submitted()
    one.when(draft('Здравствуйте! Другой текст.'), gromov).thenRefused('wrong-state', 'L-10')
    expect(
      one
        .does(sendBack(), orlova)
        .does(draft('Здравствуйте! До пятницы.'), gromov)
        .state.revisions.map(({ number }) => number),
    ).toEqual([1, 2])
  })

  test('pressed twice is one draft', () => {
    submitted().when(draft(), gromov).thenRefused('already-done', 'L-10')
  })

  test('is not empty and fits the network', () => {
    routed().when(draft('  '), gromov).thenRefused('requirement-unmet', 'L-10')
    const long = routed().with({ maxReplyLength: 50 }).when(draft(), gromov)
    long.thenRefused('requirement-unmet', 'L-10')
    expect(long.words).toBe(`Соцсеть примет не больше 50 знаков. Сократите ответ на ${reply.length - 50}.`)
  })

  test('of a kind that the act does not know is refused', () => {
    const finalOnly = { ...smolensk, replyKinds: [{ kind: 'final', clause: 'S-6' }] } as const
    routed(finalOnly).when(draft(reply, 'interim'), gromov).thenRefused('kind-not-in-act', 'S-7')
  })

  test('goes back with a remark and never without one', () => {
    submitted().when(sendBack(1, ' '), orlova).thenRefused('reason-missing', 'L-11')
    const outside = { type: 'sendBack', revision: 1, remarks: [{ text: 'тут', from: 3, to: 9000 }] } as const
    submitted().when(outside, orlova).thenRefused('reason-missing', 'L-11')
    submitted().does(sendBack(), orlova).when(sendBack(), belov).thenRefused('already-done', 'L-11')
  })
})

describe('approval', () => {
  test('L-16: a reply without a greeting is not approved, and the clause says why', () => {
    const rude = routed().does(draft('Яму засыплют до пятницы.'), gromov)
    const refused = rude.when(approve(), orlova)
    refused.thenRefused('requirement-unmet', 'L-16')
    expect(refused.words).toContain('Начните с приветствия')
  })

  test('an advice that is not followed stops nothing', () => {
    expect(submitted(lesozavodsk).does(approve(1, []), orlova).state.status).toBe('publishing')
  })

  test('E-7: the publisher ticks grammar and completeness before pressing', () => {
    const refused = submitted(yelets).when(publish(1, ['grammar']), orlova)
    refused.thenRefused('requirement-unmet', 'E-7')
    expect(refused.words).toContain('есть ответы на все вопросы')
  })

  test('points at a revision: one that was replaced cannot be approved', () => {
    const second = submitted()
      .does(sendBack(), orlova)
      .does(draft(`${reply} Спасибо!`), gromov)
    second.when(approve(1), orlova).thenRefused('superseded-revision', 'L-11')
    second.when(approve(3), orlova).thenRefused('unknown-revision', 'L-11')
    expect(second.does(approve(2), orlova).state.publications).toMatchObject([{ revision: 2 }])
  })

  test('by two curators at once: the second hears of the first', () => {
    submitted().does(approve(), orlova).when(approve(), belov).thenRefused('already-done', 'L-11')
  })

  test('is withdrawn by sending back while nothing has gone out (G)', () => {
    const withdrawn = submitted(gazimur).does(approve(), orlova).does(sendBack(), orlova)
    expect(withdrawn.state).toMatchObject({ status: 'reworking' })
    withdrawn.when(publish(), gromov).thenRefused('wrong-state', 'G-14')
  })

  test('of an older revision does not cover a newer one (G)', () => {
    const newer = submitted(gazimur)
      .does(approve(), orlova)
      .does(draft(`${reply} Уточнили.`), gromov)
    newer.when(publish(2), gromov).thenRefused('wrong-state', 'G-14')
    newer.when(publish(1), gromov).thenRefused('wrong-state', 'G-14')
  })
})
