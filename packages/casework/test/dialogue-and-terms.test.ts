// oxlint-disable vitest/expect-expect -- a case asserts by itself: `thenHappens`, `thenRefused`, `thenNothingHappened` in case.ts.
import { plan } from '@otklik/regulations'
import { shippedRegulation } from '@otklik/regulations/shipped'
import { compileSchedule } from '@otklik/worktime'
import { describe, expect, test } from 'vitest'
import { actionsFor, describeEvent, historyOf } from '../src/index.ts'
import { desnogorsk, gazimur, lesozavodsk, yelets } from './acts.ts'
import { type Case, arrived, at, message } from './case.ts'
import { approve, draft, reply, route, routed, select, selected, sendBack, submitted } from './orders.ts'
import { belov, gromov, housing, orlova, roads, system, zueva } from './people.ts'

const published = (one: Case) =>
  one.does(
    {
      type: 'recordPublished',
      publicationId: one.state.publications.at(-1)?.id ?? '',
      ref: '1',
      url: 'https://vk.example/1',
      evidence: 'network',
    },
    system,
  )
const awaiting = published(submitted(lesozavodsk, 'clarification').does(approve(), orlova))
const answered = published(submitted(lesozavodsk, 'final').does(approve(), orlova))
const day = ['09:00-13:00', '14:00-18:00']
const officeWeek = { mon: day, tue: day, wed: day, thu: day, fri: day }
const answer = { type: 'recordAuthorAnswer', message: message('9', 'Напротив школы') } as const
/** So many seconds after the last event. */
const within = (one: Case, seconds: number) => (one.recorded.at(-1)?.at ?? 0) + seconds * 1000
/** The same in Incident Management, where Desnogorsk takes the term from the programme. */
const incident = arrived({ ...desnogorsk, tracks: ['incident'] })
  .does(select, orlova)
  .does(route, orlova)
const undo = (one: Case) => ({ type: 'undo', version: one.state.version }) as const

describe("the author's answer", () => {
  test('to a clarification opens a new round: the curator routes again, the unit is a suggestion', () => {
    const back = awaiting.does(answer, system)
    expect(back.state).toMatchObject({
      status: 'selected',
      holders: [{ unitId: roads }],
      answers: [{ message: { text: 'Напротив школы' } }],
    })
    expect(back.does(route, orlova).does(draft(`${reply} Спасибо за уточнение.`), gromov).state.status).toBe('submitted')
    back.when(answer, system).thenNothingHappened()
  })

  test('after a reply or a closing opens the matter again', () => {
    expect(answered.does(answer, system).state.status).toBe('selected')
    const closed = answered.does({ type: 'close', reason: 'answered', note: '' }, orlova)
    expect(closed.does(answer, system).state.status).toBe('selected')
  })

  test('while the work goes on is added and moves nothing', () => {
    expect(routed().does(answer, system).state).toMatchObject({ status: 'routed', answers: [{}] })
  })
})

describe('an answer that came elsewhere, by telephone or in another thread', () => {
  test('the unit that asked writes the reply, and the record says that the author was silent in the network', () => {
    const written = awaiting.does(draft(`${reply} Спасибо за звонок.`), gromov)
    expect(written.state).toMatchObject({ status: 'submitted', revisions: [{ kind: 'clarification' }, { kind: 'final' }] })
    const last = written.recorded.at(-1)!
    expect(describeEvent(last, { unit: (id) => id }).ru).toBe('Редакция 2: окончательный ответ; автор в сети не ответил')
    awaiting.when(draft(), orlova).thenRefused('not-your-role', 'L-10')
    awaiting.when(draft(), zueva).thenRefused('not-your-unit', 'L-10')
    expect(published(written.does(approve(2), orlova)).state.status).toBe('answered')
  })

  test('an ordinary draft says nothing of it', () => {
    expect(submitted().recorded.at(-1)?.event).not.toHaveProperty('unanswered')
    const told = awaiting.does(answer, system).does(route, orlova).does(draft(reply), gromov)
    expect(told.recorded.at(-1)?.event).not.toHaveProperty('unanswered')
  })

  test('the curator may hand the matter to another unit, which answers', () => {
    const moved = awaiting.does({ type: 'route', unitId: housing, note: 'автор звонил: это двор' }, orlova)
    expect(moved.state).toMatchObject({ status: 'routed', holders: [{ unitId: housing }] })
    expect(moved.does(draft(reply), zueva).state.status).toBe('submitted')
  })

  test("the author's late words are added to the work that goes on", () => {
    const late = awaiting.does(draft(reply), gromov).does(answer, system)
    expect(late.state).toMatchObject({ status: 'submitted', answers: [{}] })
  })

  test('terms: the clarification has met the overall term, the new draft starts its own approval and nothing else', () => {
    const act = shippedRegulation('lesozavodsk-2022')!
    const schedule = compileSchedule({ timezone: 'Asia/Vladivostok', week: officeWeek, calendar: 'none' })
    const owed = (one: Case) =>
      plan(act, schedule, historyOf(one.recorded), one.now).map(({ norm, occurrence, status, metAt, start, due }) => ({
        term: `${norm} ${occurrence}`,
        status,
        metAt,
        start,
        due,
      }))
    const before = owed(awaiting)
    const asked = awaiting.recorded.at(-1)?.at
    expect(before.find(({ term }) => term === 'publish 1')).toMatchObject({ status: 'met', metAt: asked })
    const written = awaiting.does(draft(reply), gromov, at('2024-04-10T10:00'))
    const after = owed(written)
    // What was met or made moot by the clarification stays as it was, to the moment.
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after.slice(before.length)).toEqual([
      { term: 'approve 2', status: 'pending', metAt: undefined, start: at('2024-04-10T10:00'), due: at('2024-04-10T10:30') },
    ])
    const done = owed(published(written.does(approve(2), orlova, at('2024-04-10T10:10'))))
    expect(done.filter(({ status }) => status === 'pending' || status === 'breached')).toEqual([])
    expect(done.find(({ term }) => term === 'publish 1')).toMatchObject({ metAt: asked })
    expect(done.some(({ term }) => term === 'publish 2')).toBe(false)
  })
})

describe('closing', () => {
  test('an unanswered clarification may be closed only when the term for an answer is over', () => {
    const close = { type: 'close', reason: 'no-answer', note: '' } as const
    const until = at('2024-04-11T18:00')
    awaiting.when(close, orlova).thenRefused('too-early-to-close', null)
    awaiting.when(close, orlova, until - 1).thenRefused('too-early-to-close', null)
    expect(awaiting.does(close, orlova, until).state.status).toBe('closed')
  })

  test('with a reason that does not fit where the matter stands is refused', () => {
    routed().when({ type: 'close', reason: 'answered', note: '' }, orlova).thenRefused('wrong-state', null)
    answered.when({ type: 'close', reason: 'no-answer', note: '' }, orlova).thenRefused('wrong-state', null)
  })

  test('without a reply needs an explanation', () => {
    routed().when({ type: 'close', reason: 'outside', note: '' }, orlova).thenRefused('reason-missing', null)
    expect(routed().does({ type: 'close', reason: 'outside', note: 'позвонили, решено' }, orlova).state.status).toBe('closed')
    routed().when({ type: 'close', reason: 'outside', note: 'решено' }, gromov).thenRefused('not-your-role', null)
  })
})

describe('terms', () => {
  test('the executor asks for time, the curator grants it', () => {
    const asked = routed(desnogorsk).does({ type: 'askForTime', term: '+7d', reason: 'ждём подрядчика' }, gromov)
    expect(asked.state.timeAsked).toMatchObject({ unitId: roads, term: '+7d' })
    expect(asked.does({ type: 'extendTerm', term: '+7d', reason: 'подрядчик' }, orlova).state.timeAsked).toBeNull()
    routed().when({ type: 'setTerm', norm: 'contribution', term: '+4wh', reason: 'хочу' }, gromov).thenRefused('not-your-role', null)
  })

  test('D-4.3a: the curator extends a term; an act without an extension is told so', () => {
    const extend = { type: 'extendTerm', term: '+7d', reason: 'нужна экспертиза' } as const
    expect(routed(desnogorsk).does(extend, orlova).recorded.at(-1)?.event).toEqual({
      type: 'TermExtended',
      term: '+7d',
      reason: 'нужна экспертиза',
    })
    routed(desnogorsk).when(extend, gromov).thenRefused('not-your-role', 'D-4.3a')
    routed(lesozavodsk).when(extend, orlova).thenRefused('step-not-in-act', null)
  })

  test('a term is forward, not zero, in a known unit, with a reason', () => {
    for (const term of ['1wd', '-1wd', '+0wh', '+1y', '+', '']) {
      routed(desnogorsk).when({ type: 'extendTerm', term, reason: 'нужно' }, orlova).thenRefused('bad-term', null)
    }
    routed(desnogorsk).when({ type: 'askForTime', term: '+1wd', reason: '' }, gromov).thenRefused('reason-missing', null)
  })

  test('G-8: the curator sets a norm by a term or by a date, never both, never in the past', () => {
    const set = { type: 'setTerm', norm: 'publish', reason: 'пожар' } as const
    const one = routed(gazimur)
    expect(one.does({ ...set, term: '+1wh' }, orlova).recorded.at(-1)?.event).toEqual({
      type: 'TermSet',
      norm: 'publish',
      term: '+1wh',
      reason: 'пожар',
    })
    one.when({ ...set, due: at('2024-04-08T10:00') }, orlova).thenRefused('bad-term', null)
    one.when({ ...set, term: '+1wh', due: at('2024-04-09T10:00') }, orlova).thenRefused('bad-term', null)
    one.when(set, orlova).thenRefused('bad-term', null)
  })

  test('L-14: no term is set of which none runs; the card says so with the same words', () => {
    const one = routed()
    const refused = one.when({ type: 'setTerm', norm: 'contribution', term: '+4wh', reason: 'пожар' }, orlova)
    refused.thenRefused('step-not-in-act', 'L-14')
    expect(refused.words).toBe('Сейчас не идёт ни один срок, который акт даёт назначать одному сообщению.')
    const shown = actionsFor(one.state, one.facts(orlova)).find(({ action }) => action === 'setTerm')
    expect(shown).toMatchObject({ allowed: false, refusal: { refused: 'step-not-in-act', text: { ru: refused.words } } })
  })

  test('G-8, L-14, D-4.3b: no other term is set than the act lists, and what it lists is said', () => {
    const draft = { type: 'setTerm', norm: 'draft', term: '+3wd', reason: 'ждём подрядчика' } as const
    const refused = routed(gazimur).when(draft, orlova)
    refused.thenRefused('step-not-in-act', 'G-8')
    expect(refused.words).toMatch(/^Акт не даёт назначать одному сообщению срок «представить проект ответа». Назначить можно только: «/u)
    expect(
      routed(gazimur)
        .does({ ...draft, norm: 'publish', term: '+2wh' }, orlova)
        .recorded.at(-1)?.event,
    ).toMatchObject({ type: 'TermSet' })
  })

  test('D-4.3b: the term of a message is set where the programme gives one, not for ПОС', () => {
    const set = { type: 'setTerm', norm: 'publish', term: '+24h', reason: 'срок из программы' } as const
    routed(desnogorsk).when(set, orlova).thenRefused('step-not-in-act', null)
    expect(incident.does(set, orlova).recorded.at(-1)?.event).toMatchObject({ type: 'TermSet', term: '+24h' })
  })

  test('an act that lets no term be set shows the order closed', () => {
    const set = { type: 'setTerm', norm: 'publish', term: '+1wh', reason: 'пожар' } as const
    routed(yelets).when(set, orlova).thenRefused('step-not-in-act', null)
    expect(routed(yelets).when(set, orlova).words).toContain('не даёт назначать сроки')
    const shown = actionsFor(routed(yelets).state, routed(yelets).facts(orlova, at('2024-04-08T12:00')))
    expect(shown.find(({ action }) => action === 'setTerm')).toMatchObject({ allowed: false, refusal: { refused: 'step-not-in-act' } })
  })

  test('G-8: a term may be shortened, never lengthened; the refusal names both ends', () => {
    const counted = routed(gazimur)
    const set = { type: 'setTerm', norm: 'publish', reason: 'пожар' } as const
    expect(counted.does({ ...set, term: '+5wh' }, orlova).recorded.at(-1)?.event).toMatchObject({ type: 'TermSet', term: '+5wh' })
    const longer = counted.when({ ...set, term: '+20wh' }, orlova)
    longer.thenRefused('bad-term', 'G-8')
    expect(longer.words).toBe(
      'Срок «разместить ответ» акт даёт только сократить. По акту он кончается 9 апр. в 11:01, а назначено на 10 апр. в 15:01.',
    )
    counted.when({ ...set, due: at('2024-04-09T13:00') }, orlova).thenRefused('bad-term', 'G-8')
    counted.does({ ...set, due: at('2024-04-09T12:00') }, orlova)
  })
})

describe('taking back', () => {
  test('the last step within ten seconds, by the same person', () => {
    const one = selected()
    const back = one.does(undo(one), orlova, within(one, 10))
    expect(back.state).toEqual({ ...arrived().state, version: 4 })
    expect(back.does(select, belov).state.version).toBe(5)
    one.when(undo(one), belov, within(one, 5)).thenRefused('not-your-role', null)
    one.when(undo(one), orlova, within(one, 10.001)).thenRefused('too-late-to-undo', null)
  })

  test('works for declining, routing, returning and sending back', () => {
    const declined = arrived().does({ type: 'decline', groundId: 'spam', note: '' }, orlova)
    expect(declined.does(undo(declined), orlova, within(declined, 3)).state.status).toBe('received')
    const moved = routed().does({ type: 'route', unitId: housing, note: '' }, orlova)
    expect(moved.does(undo(moved), orlova, within(moved, 3)).state.holders).toMatchObject([{ unitId: roads }])
    const returned = routed().does({ type: 'return', reason: 'не наше', suggestedUnitId: null }, gromov)
    expect(returned.does(undo(returned), gromov, within(returned, 3)).state).toMatchObject({
      status: 'routed',
      holders: [{ unitId: roads }],
    })
    const back = submitted().does(sendBack(), orlova)
    expect(back.does(undo(back), orlova, within(back, 3)).state.revisions).toMatchObject([{ outcome: 'pending', remarks: [] }])
  })

  test('never reaches what others may have acted on: a draft, an approval, a publication', () => {
    const drafted = submitted()
    drafted.when(undo(drafted), gromov, within(drafted, 1)).thenRefused('too-late-to-undo', null)
    const approved = drafted.does(approve(), orlova)
    approved.when(undo(approved), orlova, within(approved, 1)).thenRefused('too-late-to-undo', null)
  })

  test('names the version that it means', () => {
    const one = selected()
    one.when({ type: 'undo', version: 1 }, orlova, within(one, 1)).thenRefused('too-late-to-undo', null)
  })
})
