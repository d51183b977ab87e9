// oxlint-disable vitest/expect-expect -- a case asserts by itself: `thenHappens`, `thenRefused`, `thenNothingHappened` in case.ts.
import { describe, expect, test } from 'vitest'
import { desnogorsk, gazimur, lesozavodsk, smolensk, yelets } from './acts.ts'
import { approve, draft, publish, reply, routed, sendBack, submitted } from './orders.ts'
import { belov, gromov, orlova, zueva } from './people.ts'

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

  test('with a photo added is another draft (D), and the same words with the same photo are one', () => {
    const pictured = submitted(desnogorsk).does(draft(reply, 'final', ['a']), gromov)
    expect(pictured.state.revisions.map(({ attachments }) => attachments.length)).toEqual([0, 1])
    pictured.when(draft(reply, 'final', ['a']), gromov).thenRefused('already-done', 'D-4.2')
    expect(pictured.does(draft(reply, 'final', ['b']), gromov).state.revisions).toHaveLength(3)
    // Where a draft is read by somebody else, it stays as it is until they have decided.
    submitted(lesozavodsk)
      .when(draft(reply, 'final', ['a']), gromov)
      .thenRefused('wrong-state', 'L-10')
  })

  test('repeated by somebody who has no hand in it is theirs to be refused, not told of', () => {
    submitted().when(draft(), orlova).thenRefused('not-your-role', 'L-10')
    submitted().when(draft(), zueva).thenRefused('not-your-unit', 'L-10')
  })

  test('is not empty and fits the network', () => {
    routed().when(draft('  '), gromov).thenRefused('requirement-unmet', 'L-10')
    const long = routed()
      .with({ limits: { textLength: 50, photos: 2 } })
      .when(draft(), gromov)
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

describe('photos that the network would refuse', () => {
  const three = draft(reply, 'final', ['a', 'b', 'c'])
  const one = draft(reply, 'final', ['a'])
  const noKey = { limits: { textLength: 4096, photos: 0 } }

  test('are refused when the draft is handed in, with what to do', () => {
    const many = routed().when(three, gromov)
    many.thenRefused('requirement-unmet', 'L-10')
    expect(many.words).toBe('В ответе 3 фото, а соцсеть примет не больше 2. Уберите лишние.')
    const barred = routed().with(noKey).when(one, gromov)
    barred.thenRefused('requirement-unmet', 'L-10')
    expect(barred.words).toContain('Через это подключение фото не отправить.')
    expect(routed().with(noKey).does(draft(), gromov).state.status).toBe('submitted')
  })

  test('are seen at approval and at publishing too, when the account has lost its key since', () => {
    const waits = routed(lesozavodsk).does(one, gromov).with(noKey)
    waits.when(approve(), orlova).thenRefused('requirement-unmet', 'L-11')
    const approved = routed(gazimur).does(one, gromov).does(approve(), orlova).with(noKey)
    approved.when(publish(), gromov).thenRefused('requirement-unmet', 'G-14')
    expect(approved.does(draft(`${reply} Фото есть у нас.`), gromov).state.status).toBe('submitted')
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
