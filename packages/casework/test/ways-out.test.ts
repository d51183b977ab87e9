import { type Procedure, procedureOf, type Step } from '@otklik/regulations'
import { shippedRegulations } from '@otklik/regulations/shipped'
import { describe, expect, test } from 'vitest'
import { acts } from './acts.ts'
import { arrived } from './case.ts'
import { draft, publish, route, select, submitted } from './orders.ts'
import { gromov, housing, orlova, roads, system, zueva } from './people.ts'
import { endable, isEnd, type Way, type World, worldOf } from './world.ts'

const { desnogorsk, lesozavodsk } = acts

/** The curator, and the network's own word: no executor lives any more. */
const curatorAlone = ({ by }: Way): boolean => by.kind === 'system' || by.may.includes('actAsCurator')

const by = (who: Step['by'] | null): Step | null => (who === null ? null : { by: who, clause: 'X-1' })

function stuck(world: World): string[] {
  const good = endable(world, curatorAlone)
  return [...world.keys()].filter((name) => !good.has(name))
}

describe('however the network refuses, and whoever has left', () => {
  test.each(shippedRegulations().map((act) => [act.id, procedureOf(act)] as const))(
    'under %s the curator alone can bring every incident to an end',
    (_, procedure) => {
      const world = worldOf(procedure)
      // A law over a handful of states would say little.
      expect(world.size).toBeGreaterThan(15)
      expect(stuck(world)).toEqual([])
      const mute = [...world].filter(([name, { ways }]) => !isEnd(name) && !ways.some(curatorAlone))
      expect(mute.map(([name]) => name)).toEqual([])
    },
  )

  const sixth = (['curator', 'executor', null] as const).flatMap((approves) =>
    (['curator', 'executor', 'head', null] as const).flatMap((sendsBack) =>
      (['curator', 'executor'] as const).map(
        (publishes) => [String(approves), String(sendsBack), publishes, by(approves), by(sendsBack)] as const,
      ),
    ),
  )
  test.each(sixth)(
    'under a sixth act too: approval by %s, sending back by %s, publishing by %s',
    (_, _back, publishes, approve, sendBack) => {
      const procedure: Procedure = {
        ...lesozavodsk,
        approve,
        sendBack,
        publish: { by: publishes, clause: 'X-2', trigger: 'press' },
        replyKinds: [{ kind: 'final', clause: 'X-2' }],
      }
      expect(stuck(worldOf(procedure))).toEqual([])
    },
  )
})

describe('under an act that never sends a draft back (D)', () => {
  const outside = { type: 'close', reason: 'outside', note: 'позвонили автору' } as const
  const pressed = submitted(desnogorsk).does(publish(), gromov)
  const publicationId = pressed.state.publications.at(-1)?.id ?? ''
  const lost = pressed.does({ type: 'recordPublicationFailed', publicationId, reason: 'closed', detail: '' }, system)

  test('the curator hands a draft that nobody publishes to another unit, which writes and publishes its own', () => {
    for (const held of [submitted(desnogorsk), lost]) {
      const moved = held.does({ type: 'route', unitId: housing, note: 'Громов уволился' }, orlova)
      expect(moved.state).toMatchObject({ status: 'routed', holders: [{ unitId: housing }] })
      moved.when(publish(), gromov).thenRefused('not-your-unit', 'D-4.3')
      moved.when(publish(), zueva).thenRefused('wrong-state', 'D-4.3')
      const own = moved.does(draft('Здравствуйте, Анна! Отвечает ЖКХ.'), zueva)
      expect(own.does(publish(2), zueva).state.status).toBe('publishing')
    }
  })

  test('the executor returns a message that turned out not to be theirs, the curator closes it', () => {
    for (const held of [submitted(desnogorsk), lost]) {
      expect(held.does({ type: 'return', reason: 'не наше', suggestedUnitId: null }, gromov).state.status).toBe('selected')
      expect(held.does(outside, orlova).state.status).toBe('closed')
    }
  })
})

test('after a failed publication the curator may close under every act', () => {
  const failed = submitted(lesozavodsk).does({ type: 'approve', revision: 1, confirmed: [] }, orlova)
  const publicationId = failed.state.publications.at(-1)?.id ?? ''
  const back = failed.does({ type: 'recordPublicationFailed', publicationId, reason: 'gone', detail: '' }, system)
  back.when({ type: 'close', reason: 'answered', note: '' }, orlova).thenRefused('wrong-state', null)
  back.when({ type: 'close', reason: 'outside', note: '' }, orlova).thenRefused('reason-missing', null)
  expect(back.does({ type: 'close', reason: 'outside', note: 'автор удалил комментарий' }, orlova).state.status).toBe('closed')
})

test('a draft that the curator can send back is sent back before the message goes elsewhere (L)', () => {
  const one = arrived(lesozavodsk).does(select, orlova).does(route, orlova).does(draft(), gromov)
  one.when({ type: 'route', unitId: housing, note: '' }, orlova).thenRefused('wrong-state', 'L-7')
  one.when({ type: 'close', reason: 'outside', note: 'так' }, orlova).thenRefused('wrong-state', null)
  expect(one.state.holders).toMatchObject([{ unitId: roads }])
})
