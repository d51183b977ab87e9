// oxlint-disable vitest/expect-expect -- a case asserts by itself: `thenHappens`, `thenRefused` in case.ts.
import { procedureOf } from '@otklik/regulations'
import { shippedRegulations } from '@otklik/regulations/shipped'
import { describe, expect, test } from 'vitest'
import { actionsFor, describeEvent, historyOf, type Acting } from '../src/index.ts'
import { message, type Case } from './case.ts'
import { approve, draft, publish, reply, routed, sendBack } from './orders.ts'
import { belov, gromov, orlova, roads, system, zueva } from './people.ts'

const acts = shippedRegulations().map((act) => [act.id, procedureOf(act)] as const)
const withdraw = (revision = 1) => ({ type: 'withdrawDraft', revision }) as const
const amend = (text: string, revision = 1) => ({ type: 'amendDraft', revision, text }) as const
const offers = (one: Case, acting: Acting, action: string) =>
  actionsFor(one.state, one.facts(acting)).find((each) => each.action === action)?.allowed
const confirmed = ['grammar', 'complete', 'proof', 'facts', 'contacts']

describe.each(acts)('%s: a draft handed in', (_, procedure) => {
  const before = routed(procedure)
  const handedIn = before.does(draft(), gromov)

  test('is taken back while nobody has opened it: the work and its terms stand as if nothing had been handed in', () => {
    expect(offers(handedIn, gromov, 'withdrawDraft')).toBe(true)
    const back = handedIn.when(withdraw(), gromov).thenHappens([{ type: 'DraftWithdrawn', revision: 1 }])
    expect(back.state).toMatchObject({ status: 'routed', holders: [{ unitId: roads }], revisions: [{ outcome: 'withdrawn' }] })
    expect(historyOf(back.recorded)).toEqual(historyOf(before.recorded))
    expect(describeEvent(back.recorded.at(-1)!, { unit: (id) => id }).ru).toBe('Редакция 1 отозвана исполнителем')
    const again = back.does(draft(`${reply} Телефон 2-14-14.`), gromov)
    expect(again.state).toMatchObject({ status: 'submitted', revisions: [{ outcome: 'withdrawn' }, { number: 2, outcome: 'pending' }] })
    expect(historyOf(again.recorded).filter(({ type }) => type === 'draftSubmitted')).toHaveLength(1)
  })

  test('by its unit alone, once, and not after somebody has opened it', () => {
    handedIn.when(withdraw(), orlova).thenRefused('not-your-role', procedure.compose.clause)
    handedIn.when(withdraw(), zueva).thenRefused('not-your-unit', procedure.compose.clause)
    handedIn.when(withdraw(2), gromov).thenRefused('unknown-revision', procedure.compose.clause)
    const opened = handedIn.with({ openedBy: { name: 'Орлова' } })
    expect(offers(opened, gromov, 'withdrawDraft')).toBe(false)
    opened.when(withdraw(), gromov).thenRefused('already-opened', procedure.compose.clause)
    expect(opened.when(withdraw(), gromov).words).toContain('Орлова')
    handedIn.does(withdraw(), gromov).when(withdraw(), gromov).thenRefused('wrong-state', procedure.compose.clause)
  })

  test('keeps the ticks of its writer, and whoever lets it out ticks for themselves', () => {
    const ticked = before.does({ ...draft(), confirmed: ['grammar'] } as ReturnType<typeof draft>, gromov)
    expect(ticked.state.revisions[0]?.confirmed).toEqual(['grammar'])
  })
})

describe.each(acts.filter(([, { sendBack: back }]) => back !== null))('%s: a comma mended by whoever reads the draft', (_, procedure) => {
  const handedIn = routed(procedure).does(draft(), gromov)
  const mended = `${reply} Спасибо.`
  const out = (one: Case, revision: number) =>
    procedure.approve !== null ? one.when(approve(revision, confirmed), orlova) : one.when(publish(revision, confirmed), orlova)

  test('is a revision of their own that the approval points at; the terms do not notice', () => {
    expect(offers(handedIn, orlova, 'amendDraft')).toBe(true)
    const one = handedIn.does(amend(mended), orlova)
    expect(one.state).toMatchObject({
      status: 'submitted',
      revisions: [
        { number: 1, text: reply, outcome: 'amended', by: { name: 'Громов' } },
        { number: 2, text: mended, outcome: 'pending', amends: 1, by: { name: 'Орлова' }, unitId: roads },
      ],
    })
    expect(historyOf(one.recorded)).toEqual(historyOf(handedIn.recorded))
    expect(describeEvent(one.recorded.at(-1)!, { unit: (id) => id }).ru).toBe('Редакция 2: правка к редакции 1')
    out(one, 1).thenRefused('superseded-revision', (procedure.approve ?? procedure.publish).clause)
    out(one, 2).goesThrough()
    // A second mend mends the mended one; a draft under somebody's pen is not taken back.
    expect(one.does(amend(`${mended}!`, 2), belov).state.revisions.at(-1)).toMatchObject({ number: 3, amends: 2 })
    one.when(withdraw(2), gromov).thenRefused('already-opened', procedure.compose.clause)
    expect(one.does(sendBack(2), orlova).state).toMatchObject({
      status: 'reworking',
      revisions: [{ outcome: 'amended' }, { outcome: 'sentBack' }],
    })
  })

  test('taken back during a rework leads to the rework', () => {
    const reworked = handedIn.does(sendBack(), orlova).does(draft(`${reply} До пятницы.`), gromov)
    expect(reworked.does(withdraw(2), gromov).state).toMatchObject({
      status: 'reworking',
      revisions: [{ outcome: 'sentBack' }, { outcome: 'withdrawn' }],
    })
  })

  test('is no silence: unchanged, empty and too long words are refused, and others may not', () => {
    handedIn.when(amend(reply), orlova).thenRefused('reason-missing', procedure.sendBack!.clause)
    handedIn.when(amend('  '), orlova).thenRefused('requirement-unmet', procedure.sendBack!.clause)
    handedIn.when(amend('а'.repeat(5_000)), orlova).thenRefused('requirement-unmet', procedure.sendBack!.clause)
    handedIn.when(amend(mended), gromov).thenRefused('not-your-role', procedure.sendBack!.clause)
    handedIn.does(withdraw(), gromov).when(amend(mended), orlova).thenRefused('wrong-state', procedure.sendBack!.clause)
  })
})

test('under an act where nobody else reads a draft nobody else mends it', () => {
  const desnogorsk = acts.find(([id]) => id === 'desnogorsk-2023')![1]
  const handedIn = routed(desnogorsk).does(draft(), gromov)
  handedIn.when(amend('иначе'), orlova).thenRefused('step-not-in-act', null)
  // A correction taken back leaves the draft that it corrected.
  const corrected = handedIn.does(draft(`${reply} Ещё раз.`), gromov).does(withdraw(2), gromov)
  expect(corrected.state.status).toBe('submitted')
  corrected.when(publish(2), gromov).thenRefused('superseded-revision', desnogorsk.publish.clause)
  expect(corrected.does(publish(1), gromov).state.status).toBe('publishing')
})

test('a draft written while the author is silent leads back to the silence', () => {
  const lesozavodsk = acts.find(([id]) => id === 'lesozavodsk-2022')![1]
  const asked = routed(lesozavodsk).does(draft(reply, 'clarification'), gromov).does(approve(1, confirmed), orlova)
  const awaiting = asked.does(
    { type: 'recordPublished', publicationId: asked.state.publications[0]!.id, ref: '1', url: 'https://vk.example/1', evidence: 'network' },
    system,
  )
  const back = awaiting.does(draft(`${reply} Звонили.`), gromov).does(withdraw(2), gromov)
  expect(back.state.status).toBe('awaitingAuthor')
  expect(back.does({ type: 'recordAuthorAnswer', message: message('7', 'Вот адрес') }, system).state.status).toBe('selected')
})
