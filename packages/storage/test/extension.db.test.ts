import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Storage } from '../src/storage.ts'
import { act, draft, moment, opened, select, type Town, town, viewerOf } from './town.ts'

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
  // What was given is not taken back under the name of an extension.
  expect(await extend(id, '+4d')).toMatchObject({ ok: false, refusal: { refused: 'bad-term', clause: 'D-4.3a' } })
  expect((await extend(id, '+7d')).ok).toBe(true)
  const after = await cardOf(id)
  expect(after.extension).toBeNull()
  expect(after.obligations.find(({ norm }) => norm === 'publish')?.due).toBe(moment('2024-09-10T23:59:59+10:00'))
  expect(await mayExtend(id)).toMatchObject({ allowed: false, clause: 'D-4.3a' })
})

test('a message of «Инцидент Менеджмент» says that its term is still to be set, until the curator sets it (D-4.3b)', async () => {
  const id = await opened(desnogorsk, 'Нет света', { track: 'incident' })
  await act(desnogorsk, id, desnogorsk.anna, select)
  await act(desnogorsk, id, desnogorsk.anna, { type: 'route', unitId: desnogorsk.roads, note: '' })
  const before = await cardOf(id)
  expect(before).toMatchObject({
    extension: null,
    row: { next: null },
    awaitedTerms: [{ norm: 'publish', clause: 'D-4.3b' }],
    settableNorms: ['publish'],
  })
  expect(await mayExtend(id)).toMatchObject({ allowed: false })
  expect(before.actions.find(({ action }) => action === 'setTerm')).toMatchObject({ allowed: true })
  const due = desnogorsk.now() + 3 * 86_400_000
  await act(desnogorsk, id, desnogorsk.anna, { type: 'setTerm', norm: 'publish', due, reason: 'срок из программы' })
  const after = await cardOf(id)
  expect(after.record.at(-1)?.words.ru).toContain('назначен: до 6 сент. в 10:00 — срок из программы')
  expect(after).toMatchObject({
    row: { next: { norm: 'publish', clause: 'D-4.3b', due } },
    awaitedTerms: [],
    settableNorms: ['publish'],
  })
  // Missed, and the record went on: it is late, not waiting to be set.
  desnogorsk.at('2024-09-09T10:00:00+10:00')
  await act(desnogorsk, id, desnogorsk.roadman, draft('Здравствуйте! Свет включили 8 сентября.'))
  expect(await cardOf(id)).toMatchObject({ awaitedTerms: [], row: { next: { norm: 'publish', due }, breached: 1 } })
})
