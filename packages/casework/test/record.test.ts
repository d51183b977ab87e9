import { describe, expect, test } from 'vitest'
import { actionsFor, clauseOf, describeEvent, fold, historyOf, personCommandTypes, screen, undoneVersions } from '../src/index.ts'
import { desnogorsk, gazimur, lesozavodsk } from './acts.ts'
import { arrived, at, context, message } from './case.ts'
import { approve, draft, reply, route, routed, select, selected, sendBack, submitted } from './orders.ts'
import { gromov, head, housing, orlova, roads, system } from './people.ts'

const names = { unit: (id: string) => (id === roads ? 'Отдел дорог' : 'ЖКХ') }

describe('the history that a plan reads', () => {
  test('speaks the words of the plan and nothing more', () => {
    const done = submitted(lesozavodsk, 'interim').does(sendBack(), orlova).does(draft(reply, 'interim'), gromov).does(approve(2), orlova)
    expect(historyOf(done.recorded, names.unit).map(({ type }) => type)).toEqual([
      'received',
      'registered',
      'selected',
      'routed',
      'draftSubmitted',
      'sentBack',
      'draftSubmitted',
      'approved',
    ])
    expect(historyOf(done.recorded, names.unit)[3]).toEqual({ type: 'routed', at: at('2024-04-08T11:03'), unit: 'Отдел дорог' })
  })

  test('leaves out what was taken back, together with the taking back', () => {
    const one = selected()
    const back = one.does({ type: 'undo', version: 3 }, orlova, (one.recorded.at(-1)?.at ?? 0) + 2000)
    expect([...undoneVersions(back.recorded)].toSorted((a, b) => a - b)).toEqual([3, 4])
    expect(historyOf(back.recorded).map(({ type }) => type)).toEqual(['received', 'registered'])
  })

  test('says that a unit took over from another', () => {
    const moved = routed().does({ type: 'route', unitId: housing, note: '' }, orlova)
    expect(historyOf(moved.recorded).at(-1)).toMatchObject({ type: 'routed', unit: housing, replaces: [roads] })
    const returned = routed().does({ type: 'return', reason: 'не наше', suggestedUnitId: null }, gromov)
    expect(historyOf(returned.does({ type: 'route', unitId: housing, note: '' }, orlova).recorded).at(-1)).not.toHaveProperty('replaces')
  })

  test("counts the author's words as an answer only where a round was over", () => {
    const added = routed().does({ type: 'recordAuthorAnswer', message: message('2', 'и ещё у школы') }, system)
    expect(historyOf(added.recorded).some(({ type }) => type === 'authorAnswered')).toBe(false)
  })
})

describe('the record for people', () => {
  test('is a sentence in both languages, with the clause where the act speaks of it', () => {
    const done = submitted().does(sendBack(1, 'Назовите дату'), orlova)
    const told = done.recorded.map((one) => [describeEvent(one, names).ru, clauseOf(one.event, lesozavodsk)])
    expect(told).toEqual([
      ['Сообщение поступило', null],
      ['Зарегистрировано под номером 24-000001', null],
      ['Отобрано', 'L-6'],
      ['Направлено: Отдел дорог', 'L-7'],
      ['Редакция 1: окончательный ответ', 'L-8'],
      ['Редакция 1 возвращена на доработку — Назовите дату', 'L-11'],
    ])
    expect(describeEvent(done.recorded[3] ?? done.recorded[0]!, names).en).toBe('Routed to: Отдел дорог')
  })

  test('never repeats the words of a citizen', () => {
    const edited = arrived().does({ type: 'recordMessageEdited', key: message('1').place.key, text: 'СЕКРЕТНЫЕ СЛОВА' }, system)
    expect(JSON.stringify(edited.recorded.map((one) => describeEvent(one, names)))).not.toContain('СЕКРЕТНЫЕ')
  })

  test('says terms in words', () => {
    const asked = routed(gazimur).does({ type: 'setTerm', norm: 'publish', term: '+02wh', reason: 'пожар' }, orlova)
    expect(describeEvent(asked.recorded.at(-1)!, names).ru).toBe('Срок «разместить» назначен: 2 рабочих часа — пожар')
    expect(clauseOf(asked.recorded.at(-1)!.event, gazimur)).toBe('G-8')
    const longer = routed(desnogorsk).does({ type: 'extendTerm', term: '+7d', reason: 'экспертиза' }, orlova).recorded.at(-1)!
    expect([describeEvent(longer, names).ru, clauseOf(longer.event, desnogorsk)]).toEqual([
      'Срок продлён: 7 календарных дней от его начала — экспертиза',
      'D-4.3a',
    ])
  })

  test('survives a round trip through JSON', () => {
    const done = submitted().does(approve(), orlova)
    expect(fold(JSON.parse(JSON.stringify(done.recorded)))).toEqual(done.state)
  })

  test('with a gap is refused', () => {
    const { recorded } = selected()
    expect(() => fold([recorded[0]!, recorded[2]!])).toThrow('jumps from version 1 to 3')
  })
})

describe('actions as the interface shows them', () => {
  test('are all named, each open or closed with a reason', () => {
    const actions = actionsFor(submitted(gazimur).state, submitted(gazimur).facts(orlova, at('2024-04-08T12:00')))
    expect(actions.map(({ action }) => action)).toEqual([...personCommandTypes])
    expect(actions.filter(({ allowed }) => allowed).map(({ action }) => action)).toEqual(['amendDraft', 'sendBack', 'approve', 'setTerm'])
    expect(actions.find(({ action }) => action === 'publish')).toMatchObject({ refusal: { refused: 'not-your-role', clause: 'G-14' } })
  })

  test('are all closed to the head', () => {
    const actions = actionsFor(routed().state, context(lesozavodsk, head, at('2024-04-08T12:00')))
    expect(actions.every(({ allowed }) => !allowed)).toBe(true)
  })
})

describe('screening', () => {
  const found = { authorId: 'anna' }
  const thread = { incidentId: 'i-1', authorId: 'anna', status: 'awaitingAuthor' } as const

  test('knows redeliveries, answers and fresh messages apart', () => {
    expect(screen(found, { sameKey: { incidentId: 'i-1' }, thread })).toMatchObject({ verdict: 'redelivery', incidentId: 'i-1' })
    expect(screen(found, { sameKey: null, thread })).toMatchObject({ verdict: 'answer', incidentId: 'i-1' })
    expect(screen(found, { sameKey: null, thread: null }).verdict).toBe('fresh')
  })

  test("another person's words in the thread, and words after a decline, are fresh", () => {
    expect(screen({ ...found, authorId: 'boris' }, { sameKey: null, thread }).verdict).toBe('fresh')
    expect(screen(found, { sameKey: null, thread: { ...thread, status: 'declined' } }).verdict).toBe('fresh')
  })
})

test('select and route stay two orders: routing alone is taken back', () => {
  const one = arrived().does(select, orlova).does(route, orlova)
  const back = one.does({ type: 'undo', version: 4 }, orlova, (one.recorded.at(-1)?.at ?? 0) + 1000)
  expect(back.state.status).toBe('selected')
})
