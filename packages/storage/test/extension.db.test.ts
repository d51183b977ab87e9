import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Storage } from '../src/types.ts'
import { act, moment, opened, select, type Town, town, viewerOf } from './town.ts'

let desnogorsk: Town
let storage: Storage
beforeAll(async () => {
  desnogorsk = await town('desnogorsk-2023')
  storage = desnogorsk.storage
})
afterAll(() => desnogorsk.close())

const cardOf = async (id: string) => {
  const card = await storage.views.card(viewerOf(desnogorsk, desnogorsk.anna), id)
  if (card === null) throw new Error(`nobody sees ${id}`)
  return card
}
const mayExtend = async (id: string) => (await cardOf(id)).actions.find(({ action }) => action === 'extendTerm')
const extend = (incidentId: string, term: string) =>
  storage.command({
    tenantId: desnogorsk.tenantId,
    incidentId,
    command: { type: 'extendTerm', term, reason: 'ждём заключение' },
    acting: desnogorsk.anna,
    expectedVersion: null,
    idempotencyKey: null,
  })

test('a term of ПОС is extended from its start and as far as the act lets, no further and not for nothing (D-4.3a)', async () => {
  desnogorsk.at('2024-09-03T10:00:00+10:00')
  const id = await opened(desnogorsk, 'Течёт крыша', { track: 'pos' })
  await act(desnogorsk, id, desnogorsk.anna, select)
  await act(desnogorsk, id, desnogorsk.anna, { type: 'route', unitId: desnogorsk.roads, note: '' })
  const { extension } = await cardOf(id)
  expect(extension).toMatchObject({ norm: 'publish', clause: 'D-4.3a', to: '+7d', until: moment('2024-09-10T23:59:59+10:00') })
  expect(await mayExtend(id)).toMatchObject({ allowed: true })

  for (const [term, why] of [
    ['+2d', 'не сдвинется'],
    ['+8d', 'самое большее до 10 сент.'],
  ] as const) {
    const refused = await extend(id, term)
    expect(refused).toMatchObject({ ok: false, kind: 'refused', refusal: { refused: 'bad-term', clause: 'D-4.3a' } })
    expect(JSON.stringify(refused)).toContain(why)
  }
  expect((await extend(id, '+5d')).ok).toBe(true)
  // The eighth is a Sunday.
  expect((await cardOf(id)).extension).toMatchObject({ due: moment('2024-09-09T23:59:59+10:00') })
  expect((await extend(id, '+7d')).ok).toBe(true)
  const after = await cardOf(id)
  expect(after.extension).toBeNull()
  expect(after.obligations.find(({ norm }) => norm === 'publish')?.due).toBe(moment('2024-09-10T23:59:59+10:00'))
  expect(await mayExtend(id)).toMatchObject({ allowed: false, clause: 'D-4.3a' })
})

test('where no such term runs nothing is offered', async () => {
  const id = await opened(desnogorsk, 'Нет света', { track: 'incident' })
  expect((await cardOf(id)).extension).toBeNull()
  expect(await mayExtend(id)).toMatchObject({ allowed: false })
})
