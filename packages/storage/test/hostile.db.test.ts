import { randomUUID } from 'node:crypto'
import type { PersonCommand } from '@otklik/casework'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { maintenance } from '../src/index.ts'
import type { CommandResult } from '../src/incidents/command-type.ts'
import { opened, SCHEDULE, type Town, town, viewerOf } from './town.ts'

let lesozavodsk: Town
let gazimur: Town
beforeAll(async () => {
  lesozavodsk = await town()
  gazimur = await town('gazimuro-zavodsky-2024')
})
afterAll(async () => {
  await lesozavodsk.close()
  await gazimur.close()
})

const nested = (depth: number): unknown => (depth === 0 ? 'дно' : [nested(depth - 1)])

describe('an event that nobody could have foreseen', () => {
  test.each([
    ['a moment that is no exact number', { occurredAt: 9_007_199_254_740_991_000 }],
    ['a key with U+0000 and half a character', { dedupeKey: 'a\u0000b\ud800' }],
    ['a thousand lists inside each other', { raw: { object: nested(1_000) } }],
  ])('with %s does not stop the one behind it', async (_, odd) => {
    const { storage, tenantId } = lesozavodsk
    const usual = (dedupeKey: string) => ({ dedupeKey, kind: 'other', occurredAt: lesozavodsk.now(), raw: {} as unknown })
    const behind = randomUUID()
    expect(await storage.raw.store(tenantId, 'account', [{ ...usual(randomUUID()), ...odd }, usual(behind)], null)).toBe(2)
    const taken = await storage.raw.take(10, 60_000)
    expect(taken.map(({ dedupeKey }) => dedupeKey)).toContain(behind)
    for (const { id } of taken) await storage.raw.done(id)
  })
})

/** In Gazimuro-Zavodsky, whose act lets the curator shorten the term of a reply (G-8). */
const given = async (command: object): Promise<{ incidentId: string; result: CommandResult }> => {
  const { storage, tenantId, anna } = gazimur
  const incidentId = await opened(gazimur, 'Яма на Ленина, 5')
  const order = { type: 'setTerm', norm: 'publish', reason: 'так надо', ...command } as PersonCommand
  const result = await storage.command({
    tenantId,
    incidentId,
    command: order,
    acting: anna,
    expectedVersion: null,
    idempotencyKey: null,
  })
  return { incidentId, result }
}
const cardOf = async (id: string) => gazimur.storage.views.card(viewerOf(gazimur, gazimur.anna), id)
const replyOf = async (id: string) => (await cardOf(id))?.obligations.find(({ norm }) => norm === 'publish')

describe('a term that a person sets', () => {
  test.each([[{ term: '+999999wd' }], [{ term: '+999999h' }], [{ term: '+999999d' }], [{ due: Date.parse('2099-12-31T00:00:00Z') }]])(
    'past the end of the calendar is refused, and no duty vanishes: %o',
    async (command) => {
      const { incidentId, result } = await given(command)
      expect(result).toMatchObject({ ok: false, kind: 'refused', refusal: { refused: 'bad-term' } })
      expect(await replyOf(incidentId)).toBeDefined()
    },
  )

  test('sooner than the act gives it stands, and the card shows it', async () => {
    const { incidentId, result } = await given({ due: Date.parse('2024-04-08T17:00:00+10:00') })
    expect(result).toMatchObject({ ok: true })
    expect((await replyOf(incidentId))?.due).toBe(Date.parse('2024-04-08T17:00:00+10:00'))
  })

  test('later than the act gives it is refused with the clause and both ends, and the card shows the old one', async () => {
    const { incidentId, result } = await given({ term: '+20wh' })
    expect(result).toMatchObject({ ok: false, kind: 'refused', refusal: { refused: 'bad-term', clause: 'G-8' } })
    expect(result).toMatchObject({ refusal: { text: { ru: expect.stringContaining('9 апр. в 12:00') as string } } })
    expect((await replyOf(incidentId))?.due).toBe(Date.parse('2024-04-09T12:00:00+10:00'))
  })

  test('where the act does not let it be set is refused with what it does let (L-14)', async () => {
    const { storage, tenantId, anna } = lesozavodsk
    const incidentId = await opened(lesozavodsk, 'Яма на Ленина, 5')
    const command = { type: 'setTerm', norm: 'publish', term: '+9wd', reason: 'так надо' } as const
    const order = { tenantId, incidentId, command, acting: anna, expectedVersion: null, idempotencyKey: null }
    expect(await storage.command(order)).toMatchObject({ ok: false, refusal: { refused: 'step-not-in-act', clause: 'L-14' } })
  })
})

describe('a schedule by which a term can no longer be told', () => {
  test('leaves no row behind that the record does not bear out', async () => {
    const { storage, tenantId, options } = lesozavodsk
    await opened(lesozavodsk, 'Яма на Ленина, 5')
    expect(
      (await storage.organisation.setSchedule(tenantId, 'timezone: Asia/Vladivostok\nweek: {}\ncalendar: none\n', 'тест')).replanned,
    ).toBeGreaterThan(0)
    expect(await maintenance.rebuild(options)).toMatchObject({ differences: [] })
    await storage.organisation.setSchedule(tenantId, SCHEDULE, 'тест')
    expect(await maintenance.rebuild(options)).toMatchObject({ differences: [] })
  })
})
