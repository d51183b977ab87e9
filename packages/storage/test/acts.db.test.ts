import { shippedActs } from '@otklik/regulations/shipped'
import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { maintenance } from '../src/index.ts'
import { adoptActs } from '../src/organisation/adopt-acts.ts'
import { connect } from '../src/engine/connect.ts'
import { message, select, type Town, town, viewerOf } from './town.ts'

const ACT = 'lesozavodsk-2022'
const text = shippedActs().find(({ id }) => id === ACT)?.source ?? ''

/** The act as a later edition says it: under a title of its own, and with another term for the reply. */
const edition = (name: string, publish: string): string =>
  text
    .replace('edition: "2022-02-04"', `edition: "${name}"`)
    .replace('  ru: Положение о работе', `  ru: (${name}) Положение о работе`)
    .replaceAll(/(norm: publish[\s\S]*?term: )[^\n]+/g, `$1+${publish}`)

let lesozavodsk: Town
let pool: Pool
let close: () => Promise<void>

beforeAll(async () => {
  lesozavodsk = await town(ACT)
  const connection = await connect(lesozavodsk.database.location, { log: () => undefined })
  pool = connection.pool
  close = () => connection.close()
})
afterAll(async () => {
  await close()
  await lesozavodsk.close()
})

/** A message arrives and is selected, so that its term for the reply runs. */
async function opened(words: string, { storage } = lesozavodsk): Promise<string> {
  const { tenantId, anna } = lesozavodsk
  const arrived = await storage.arrive(message(lesozavodsk, words))
  const incidentId = arrived.outcome === 'opened' ? arrived.incidentId : ''
  await storage.command({ tenantId, incidentId, command: select, acting: anna, expectedVersion: null, idempotencyKey: null })
  return incidentId
}
const cardOf = async (id: string) => {
  const card = await lesozavodsk.storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), id)
  return {
    edition: card?.regulation.edition,
    title: card?.regulation.title.ru,
    due: card?.obligations.find((one) => one.norm === 'publish')?.due,
  }
}
const editions = async (): Promise<string[]> => (await lesozavodsk.storage.organisation.acts(lesozavodsk.tenantId)).map(({ ref }) => ref)

const check = async () => {
  const { faultCount, differences } = await maintenance.verify(lesozavodsk.options)
  return { faultCount, differences }
}
const told = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing',
    (error: Error & { code?: string }) => error.code ?? error.message,
  )

test('an organisation is founded with every act of the program, each in its edition', async () => {
  expect(await editions()).toEqual(shippedActs().map(({ id, edition: of }) => `${id}@${of}`))
})

test('what was opened under an edition stays with it, whatever edition comes later: on the card, after rebuild, for verify', async () => {
  const { storage, tenantId, anna, options } = lesozavodsk
  const { organisation } = storage
  const first = await opened('Яма на Лесной')
  const before = await cardOf(first)
  expect(before.edition).toBe('2022-02-04')
  await organisation.storeAct(tenantId, edition('2025-01-01', '40wh'), 'own')
  // Stored is not in force.
  expect((await cardOf(await opened('Нет света'))).edition).toBe('2022-02-04')
  lesozavodsk.at('2024-04-08T11:30:00+10:00')
  await organisation.setRegulation(tenantId, ACT, 'setup')
  const second = await cardOf(await opened('Мусор у школы'))
  expect(second).toMatchObject({ edition: '2025-01-01', title: expect.stringContaining('(2025-01-01)') })
  expect(second.due).not.toBe(before.due)
  // A later command of the first is decided under its own edition too.
  const routed = { type: 'route', unitId: lesozavodsk.roads, note: '' } as const
  await storage.command({ tenantId, incidentId: first, command: routed, acting: anna, expectedVersion: null, idempotencyKey: null })
  expect(await cardOf(first)).toMatchObject({ edition: before.edition, title: before.title })
  expect(await check()).toEqual({ faultCount: 0, differences: [] })
  await pool.query('delete from obligations where tenant_id = $1', [tenantId])
  await maintenance.rebuild(options)
  expect((await cardOf(first)).edition).toBe('2022-02-04')
  expect(await check()).toEqual({ faultCount: 0, differences: [] })
})

test("a new edition that a release ships is in force from the start on; an organisation's own is left in force", async () => {
  const { tenantId } = lesozavodsk
  const log: string[] = []
  const ship = (source: string, of: string) =>
    adoptActs(pool, lesozavodsk.options.now, (event) => log.push(event), [{ id: ACT, edition: of, source }])
  // The edition in force is the organisation's own (of the test before).
  await ship(edition('2026-01-01', '48wh'), '2026-01-01')
  expect(await editions()).toContain(`${ACT}@2026-01-01`)
  expect((await cardOf(await opened('Своя редакция'))).edition).toBe('2025-01-01')
  lesozavodsk.at('2024-04-08T12:00:00+10:00')
  await lesozavodsk.storage.organisation.setRegulation(tenantId, ACT, 'setup')
  lesozavodsk.at('2024-04-08T12:30:00+10:00')
  await ship(edition('2027-01-01', '24wh'), '2027-01-01')
  expect((await cardOf(await opened('Новая редакция'))).edition).toBe('2027-01-01')
  expect(log).toEqual(['act-adopted'])
  // The same edition with another text: the stored one stays, and the log says so.
  await ship(edition('2027-01-01', '30wh'), '2027-01-01')
  expect(log.slice(1)).toEqual(['act-edition-unlike'])
})

test('an edition is never written over, and only what is stored can be put in force', async () => {
  const { storage, tenantId } = lesozavodsk
  const { organisation } = storage
  expect(await told(organisation.storeAct(tenantId, edition('2025-01-01', '40wh'), 'own'))).toBe('nothing')
  expect(await told(organisation.storeAct(tenantId, edition('2025-01-01', '41wh'), 'own'))).toBe('edition-taken')
  expect(await told(organisation.setRegulation(tenantId, 'nowhere-1999', 'setup'))).toBe('act-unknown')
  const made = { name: 'Город', regulationId: 'nowhere-1999', scheduleSource: '', demo: false }
  const { source } = await organisation.schedule(tenantId)
  expect(await told(organisation.createTenant({ ...made, scheduleSource: source }))).toBe('act-unknown')
})

test('a text altered in the database counts no term, and verify names it', async () => {
  const { tenantId } = lesozavodsk
  await pool.query(`update acts set source = replace(source, '(2027-01-01)', '(other)') where tenant_id = $1 and edition = '2027-01-01'`, [
    tenantId,
  ])
  const node = await lesozavodsk.node()
  expect(await told(node.arrive(message(lesozavodsk, 'Подменённый акт')))).toBe('act-altered')
  expect((await check()).differences).toContainEqual(expect.objectContaining({ table: 'acts' }))
})
