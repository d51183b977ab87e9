import { afterEach, expect, it } from 'vitest'
import type { AccountView } from '@otklik/contract'
import { vkPage } from '../../../packages/storage/test/account.ts'
import { openTown, type Town, until } from './town.ts'

let town: Town | null = null
afterEach(async () => {
  await town?.close()
  town = null
})

it('of a time whose messages may be missing the administrator reads in the settings; new ones arrive, and a reading key mends it', async () => {
  const lesozavodsk = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00' })
  town = lesozavodsk
  const { sandbox, accountId, postId } = lesozavodsk
  const admin = await lesozavodsk.as('admin')
  const saved = async (serviceToken: string): Promise<void> => {
    const { home: _, ...connection } = vkPage({ name: 'Город', ownId: 100, apiBase: sandbox.apiBase, receive: 'poll', active: true })
    const body = { ...connection, secrets: { serviceToken, userToken: '' } }
    expect((await admin.send('PUT', `/api/accounts/${accountId}`, body)).status).toBe(200)
  }
  const health = async (): Promise<AccountView['health']> => {
    const { accounts } = await admin.get<{ accounts: AccountView[] }>('/api/accounts')
    return accounts[0]?.health ?? { state: 'unknown', text: null, at: null }
  }
  await saved('')
  // From the round after this one on the connection is polled without a key to read with.
  await lesozavodsk.write('Первое')
  sandbox.faults.add({ method: 'longpoll', effect: { kind: 'failed', failed: 1 } })
  sandbox.comment({ postId, authorName: 'Мария', text: 'Второе' })
  const told = await until(async () => {
    const now = await health()
    return now.state === 'failing' && now
  })
  expect(told.text).toMatchObject({
    ru: expect.stringMatching(/написанное с .+ по .+ могло не прийти\. Добавьте в подключение сервисный ключ/),
    en: expect.stringMatching(/may be missing\. Add the service key/),
  })
  expect(await lesozavodsk.write('Третье')).toMatchObject({ status: 'received' })
  expect((await health()).state).toBe('failing')
  await saved(sandbox.tokens.service)
  await lesozavodsk.write('Четвёртое')
  await until(async () => (await health()).state === 'ok')
})
