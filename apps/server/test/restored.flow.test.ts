import { join } from 'node:path'
import type { PersonCommandInput } from '@otklik/contract'
import { maintenance } from '@otklik/storage'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyDatabase, type TestDatabase } from '../../../packages/storage/test/database.ts'
import { ALL } from '../../../packages/storage/test/town.ts'
import { readConfig } from '../src/config.ts'
import { openHouse } from '../src/open-house.ts'
import { serve } from '../src/serve.ts'
import { signInTables } from '../src/sign-in/tables.ts'
import { Browser, openTown, type Town, until } from './town.ts'

const reply = 'Здравствуйте, Мария! Яму на Ленина, 5 заделают до 12 апреля 2024 года силами отдела дорожного хозяйства.'

describe('a town restored from the backup of last night', () => {
  let town: Town
  let database: TestDatabase
  const closing: (() => Promise<unknown>)[] = []
  beforeAll(async () => {
    town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00' })
    database = await emptyDatabase()
  })
  afterAll(async () => {
    for (const close of closing) await close()
    await database.drop()
    await town.close()
  })

  it('approves again what was published after the backup, and the citizen reads one reply, not two', async () => {
    const { sandbox, openOptions, environment, units } = town
    const { id } = await town.write('Яма на Ленина, 5', 'Мария Лесная')
    const curator = await town.as('curator')
    await curator.act(id, { type: 'select', importance: 'normal', topicId: null, location: null })
    await curator.act(id, { type: 'route', unitId: units.roads, note: '' })
    await (await town.as('roads')).act(id, { type: 'submitDraft', kind: 'final', text: reply, attachments: [] })
    const file = join(environment['OTKLIK_DATA'] ?? '', 'night.backup')
    await maintenance.backup(openOptions, file)
    const approve: PersonCommandInput = { type: 'approve', revision: 1, confirmed: [...ALL] }
    await curator.act(id, approve)
    await until(async () => (await curator.card(id)).row.status === 'answered')
    expect(sandbox.ledger().map(({ text }) => text)).toEqual([reply])

    await maintenance.restore({ ...openOptions, location: database.location }, file, signInTables(openOptions.key))
    const directory = environment['OTKLIK_DATA'] ?? ''
    const config = readConfig({ ...environment, DATABASE_URL: database.url }, directory, { directory })
    const house = await openHouse(config, openOptions.now)
    closing.push(() => house.close())
    const running = await serve(house, config, 'all')
    closing.unshift(() => running.stop())
    const afterwards = new Browser(running.url ?? '')
    await afterwards.signIn('curator')
    expect((await afterwards.card(id)).row.status).toBe('submitted')
    await afterwards.act(id, approve)
    await until(async () => (await afterwards.card(id)).row.status === 'answered')
    expect(sandbox.ledger().map(({ text }) => text)).toEqual([reply])
  })
})
