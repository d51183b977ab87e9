// oxlint-disable vitest/expect-expect -- a case asserts by itself: `thenHappens`, `thenRefused`, `thenNothingHappened` in case.ts.
import { describe, expect, test } from 'vitest'
import { desnogorsk, gazimur, lesozavodsk, smolensk, yelets } from './acts.ts'
import { type Case, arrived } from './case.ts'
import { approve, draft, publish, reply, route, select, sendBack, submitted } from './orders.ts'
import { gromov, head, orlova, roads, system, zueva } from './people.ts'

const stands = (one: Case) =>
  one.does(
    {
      type: 'recordPublished',
      publicationId: one.state.publications.at(-1)?.id ?? '',
      ref: '77',
      url: 'https://vk.example/r77',
      evidence: 'network',
    },
    system,
  )
const types = (one: Case) => one.recorded.map(({ event }) => event.type)

describe('the main path', () => {
  test('L: a message is selected, routed, drafted, sent back once, approved and goes out by itself', () => {
    const done = stands(
      arrived(lesozavodsk)
        .does(select, orlova)
        .does(route, orlova)
        .does(draft('Здравствуйте! Засыплем.'), gromov)
        .does(sendBack(1, 'Назовите дату'), orlova)
        .does(draft(reply), gromov)
        .does(approve(2), orlova),
    )
    expect(types(done)).toEqual([
      'MessageReceived',
      'Registered',
      'Selected',
      'Routed',
      'DraftSubmitted',
      'SentBack',
      'DraftSubmitted',
      'Approved',
      'PublicationRequested',
      'Published',
    ])
    expect(done.state).toMatchObject({ status: 'answered', number: '24-000001', holders: [{ unitId: roads }], version: 10 })
    expect(done.state.revisions.map(({ outcome }) => outcome)).toEqual(['sentBack', 'published'])
    expect(done.state.revisions[1]?.approvedBy?.name).toBe('Орлова')
    expect(done.state.publications).toMatchObject([{ state: 'published', ref: '77', revision: 2 }])
  })

  test('E and S: the curator checks the draft and publishes it; there is nothing to approve', () => {
    submitted(yelets).when(approve(), orlova).thenRefused('step-not-in-act', null)
    expect(stands(submitted(yelets).does(publish(1, ['grammar', 'complete']), orlova)).state.status).toBe('answered')
    expect(stands(submitted(smolensk).does(publish(), orlova)).state.status).toBe('answered')
    submitted(smolensk).when(publish(), gromov).thenRefused('not-your-role', 'S-8')
  })

  test('G: the curator approves, the executor publishes', () => {
    const approved = submitted(gazimur)
      .when(approve(), orlova)
      .thenHappens([{ type: 'Approved', revision: 1, confirmed: [] }])
    expect(approved.state.status).toBe('approved')
    approved.when(publish(), orlova).thenRefused('not-your-role', 'G-14')
    approved.when(publish(), zueva).thenRefused('not-your-unit', 'G-14')
    expect(stands(approved.does(publish(), gromov)).state.status).toBe('answered')
  })

  test('D: the executor writes and publishes without anybody between', () => {
    const written = submitted(desnogorsk)
    written.when(sendBack(), orlova).thenRefused('step-not-in-act', null)
    written.when(publish(), orlova).thenRefused('not-your-role', 'D-4.3')
    const corrected = written.does(draft(`${reply} Фото приложим.`), gromov)
    corrected.when(publish(1), gromov).thenRefused('superseded-revision', 'D-4.3')
    expect(stands(corrected.does(publish(2), gromov)).state.status).toBe('answered')
  })

  test('the head looks and does nothing', () => {
    arrived().when(select, head).thenRefused('not-your-role', 'L-6')
    submitted().when(approve(), head).thenRefused('not-your-role', 'L-11')
  })

  test('nothing is routed before it is selected', () => {
    arrived().when(route, orlova).thenRefused('wrong-state', 'L-7')
  })

  test('an interim reply leaves the final one owed by the same unit', () => {
    const interim = stands(submitted(lesozavodsk, 'interim').does(approve(), orlova))
    expect(interim.state).toMatchObject({ status: 'routed', holders: [{ unitId: roads }], interimPublishedAt: interim.recorded.at(-1)?.at })
    const final = stands(interim.does(draft(), gromov).does(approve(2), orlova))
    expect(final.state).toMatchObject({ status: 'answered', interimPublishedAt: null })
  })
})
