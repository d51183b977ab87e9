import { type Procedure, procedureOf } from '@otklik/regulations'
import { shippedRegulations } from '@otklik/regulations/shipped'
import { describe, expect, test } from 'vitest'
import { actionsFor, automaticRequirements, type PersonCommandType } from '../src/index.ts'
import { acts } from './acts.ts'
import { arrived, type Case, context, message } from './case.ts'
import { gromov, orlova, roads, system } from './people.ts'
import { wellFormed } from './well-formed.ts'

const procedures = shippedRegulations().map((act) => [act.id, procedureOf(act)] as const)

/** Presses the first of these orders that is open to the curator or to the unit's executor; fails when none is. */
function press(one: Case, procedure: Procedure, orders: readonly PersonCommandType[], kind?: 'clarification' | 'interim' | 'final'): Case {
  for (const order of orders) {
    for (const acting of [orlova, gromov]) {
      const open = actionsFor(one.state, context(procedure, acting, one.now, {}, one.recorded)).some(
        ({ action, allowed }) => action === order && allowed,
      )
      if (!open) continue
      const command = wellFormed(order, one.state)
      if (command.type === 'route') return one.does({ ...command, unitId: roads }, acting)
      return one.does(command.type === 'submitDraft' && kind !== undefined ? { ...command, kind } : command, acting)
    }
  }
  throw new Error(`none of ${orders.join(', ')} is open in ${one.state.status}`)
}

/** Until the reply stands in the network, whatever the act wants between. */
function answer(from: Case, procedure: Procedure, kind: 'clarification' | 'interim' | 'final', backOnce = false): Case {
  let one = press(from, procedure, ['submitDraft'], kind)
  if (backOnce && procedure.sendBack !== null) one = press(press(one, procedure, ['sendBack']), procedure, ['submitDraft'], kind)
  while (one.state.status !== 'publishing') one = press(one, procedure, ['approve', 'publish'])
  const publicationId = one.state.publications.at(-1)?.id ?? ''
  return one.does({ type: 'recordPublished', publicationId, ref: '7', url: 'https://vk.example/7', evidence: 'network' }, system)
}

const routed = (procedure: Procedure) => press(press(arrived(procedure), procedure, ['select']), procedure, ['route'])

test('the product ships at least the five acts', () => {
  expect(procedures.map(([id]) => id)).toEqual(
    expect.arrayContaining(['lesozavodsk-2022', 'yelets-2023', 'smolensk-region-2020', 'gazimuro-zavodsky-2024', 'desnogorsk-2023']),
  )
})

test('who approves, sends back and publishes is what the clauses say', () => {
  const shipped = Object.fromEntries(procedures)
  for (const [key, id] of [
    ['lesozavodsk', 'lesozavodsk-2022'],
    ['yelets', 'yelets-2023'],
    ['smolensk', 'smolensk-region-2020'],
    ['gazimur', 'gazimuro-zavodsky-2024'],
    ['desnogorsk', 'desnogorsk-2023'],
  ] as const) {
    const byHand = acts[key]
    const file = shipped[id]
    expect([id, file?.approve?.by ?? null, file?.sendBack?.by ?? null, file?.publish.by, file?.publish.trigger]).toEqual([
      id,
      byHand.approve?.by ?? null,
      byHand.sendBack?.by ?? null,
      byHand.publish.by,
      byHand.publish.trigger,
    ])
    expect([file?.select.by, file?.route.by, file?.return.by, file?.compose.by]).toEqual(['curator', 'curator', 'executor', 'executor'])
    expect(file?.importance === null).toBe(byHand.importance === null)
    expect(file?.replyKinds.map(({ kind }) => kind)).toEqual(byHand.replyKinds.map(({ kind }) => kind))
  }
})

describe.each(procedures)('under %s', (_, procedure) => {
  test('a comment becomes a published reply, sent back once where the act allows it', () => {
    const done = answer(routed(procedure), procedure, 'final', true)
    expect(done.state.status).toBe('answered')
    expect(done.state.revisions).toHaveLength(procedure.sendBack === null ? 1 : 2)
    expect(done.recorded.filter(({ event }) => event.type === 'Published')).toHaveLength(1)
  })

  test('what the file asks of a text is computed here, or ticked by a person', () => {
    const unknown = procedure.requirements.filter(({ id, check }) => check === 'auto' && !automaticRequirements.includes(id))
    expect(unknown).toEqual([])
  })

  test('a declined message names the ground and its clause', () => {
    for (const { id, clause } of procedure.declineGrounds) {
      expect(clause).not.toBe('')
      expect(arrived(procedure).does({ type: 'decline', groundId: id, note: '' }, orlova).state.status).toBe('declined')
    }
  })
})

describe.each(procedures.filter(([, { replyKinds }]) => replyKinds.length === 3))(
  'under %s, which knows every kind of reply,',
  (_, procedure) => {
    test('a clarification, its answer, an interim and a final reply follow each other', () => {
      const asked = answer(routed(procedure), procedure, 'clarification')
      const told = asked.does({ type: 'recordAuthorAnswer', message: message('2', 'у моста') }, system)
      expect(told.state.status).toBe('selected')
      const interim = answer(press(told, procedure, ['route']), procedure, 'interim')
      expect(interim.state).toMatchObject({ status: 'routed', interimPublishedAt: interim.recorded.at(-1)?.at })
      expect(answer(interim, procedure, 'final').state).toMatchObject({ status: 'answered', interimPublishedAt: null })
    })
  },
)

const heard = (one: Case) => one.does({ type: 'recordAuthorAnswer', message: message('9', 'Это у школы') }, system)

describe.each(procedures)('%s: the author wrote again', (_, procedure) => {
  const answered = (kind: 'clarification' | 'interim' | 'final') => answer(routed(procedure), procedure, kind)
  const back = { type: 'route', unitId: roads, note: '' } as const
  const kinds = procedure.replyKinds.map(({ kind }) => kind).filter((kind) => kind !== 'interim')

  test.each(kinds)('after a reply of the kind %s the message goes back to the unit that had it', (kind) => {
    const waiting = heard(answered(kind))
    expect(waiting.state).toMatchObject({ status: 'selected', holders: [{ unitId: roads }] })
    const again = waiting.does(back, orlova)
    expect(again.state).toMatchObject({ status: 'routed', holders: [{ unitId: roads }] })
    // A second press adds nothing; the unit may write at once.
    again.when(back, orlova).thenRefused('already-done', procedure.route.clause)
    expect(press(again, procedure, ['submitDraft']).state.status).toBe('submitted')
  })

  test('after a closing too, and as often as the author writes', () => {
    let one = heard(press(answered('final'), procedure, ['close']))
    for (let round = 0; round < 3; round++) {
      one = one.does(back, orlova)
      one = answer(one, procedure, 'final').does({ type: 'recordAuthorAnswer', message: message(`9${round}`, `Ещё ${round}`) }, system)
      expect(one.state).toMatchObject({ status: 'selected', holders: [{ unitId: roads }] })
    }
  })
})
