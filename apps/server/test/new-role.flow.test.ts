import { roles, type RoleTable } from '@otklik/casework'
import type { QueuePage, Session } from '@otklik/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hear } from './hearing.ts'
import { Browser, openTown, problemOf, type Town } from './town.ts'

/** A role that the house does not know, as one row. */
const table: RoleTable = {
  ...roles,
  observer: {
    name: { ru: 'наблюдатель', en: 'observer' },
    means: { ru: 'видит всё, ничего не меняет', en: 'sees everything, changes nothing' },
    may: ['readIncidents'],
    sees: 'organisation',
  },
}

let town: Town
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', roles: table })
})
afterAll(() => town.close())

const given = 'ветер с моря тёплый'

async function observer(login: string): Promise<Browser> {
  const admin = await town.as('admin')
  await admin.post('/api/people', { name: 'Ольга Наблюдающая', login, roles: ['observer'], unitIds: [], password: given })
  const browser = new Browser(town.url)
  expect((await browser.signInWithGiven(login, given)).status).toBe(200)
  return browser
}

it('is given by the settings, signs in, sees every message and hears of it live', async () => {
  const olga = await observer('olga')
  const session = await olga.get<Session>('/api/session')
  expect(session.person).toMatchObject({ roles: ['observer'], may: ['readIncidents'], sees: 'organisation', unitIds: [] })
  const heard = await hear(olga)
  const { id } = await town.write('Яма у школы')
  await heard.until(id)
  await heard.close()
  const { rows } = await olga.get<QueuePage>('/api/queue?view=all')
  expect(rows.map((row) => row.id)).toContain(id)
  expect((await olga.card(id)).actions.filter(({ allowed }) => allowed)).toEqual([])
})

it('may do nothing: no command, no message by hand, no settings, no journal', async () => {
  const olga = await observer('olga2')
  const { id, version } = await town.write('Не горит фонарь')
  const asked = [
    await olga.press(id, version, { type: 'select' }),
    await olga.send('POST', '/api/incidents', { text: 'Сама' }),
    await olga.send('GET', '/api/people'),
    await olga.send('GET', '/api/journal'),
  ]
  expect(await Promise.all(asked.map(async (answer) => (await problemOf(answer)).code))).toEqual(Array(4).fill('forbidden'))
})

it('exists only where the table names it', async () => {
  const plain = await openTown({ act: 'lesozavodsk-2022', role: 'web' })
  try {
    const admin = await plain.as('admin')
    const person = { name: 'Ольга', login: 'olga', roles: ['curator', 'observer'], unitIds: [], password: given }
    const answer = await problemOf(await admin.send('POST', '/api/people', person))
    expect(answer).toMatchObject({ code: 'invalid-request', errors: [{ path: 'body.roles.1' }] })
    for (const role of ['toString', 'Наблюдатель', '']) {
      expect((await problemOf(await admin.send('POST', '/api/people', { ...person, roles: [role] }))).code).toBe('invalid-request')
    }
  } finally {
    await plain.close()
  }
})
