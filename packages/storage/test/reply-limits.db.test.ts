import type { PersonCommand } from '@otklik/casework'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { vkPage } from './account.ts'
import { act, ALL, opened, select, type Town, town, viewerOf } from './town.ts'

/** A network of the test: 300 characters, two photos where the account holds both keys. */
const replyLimits = (_network: string, secrets: ReadonlySet<string>) => ({
  textLength: 300,
  photos: secrets.has('communityToken') && secrets.has('userToken') ? 2 : 0,
})

describe('what a reply may hold is known before it is handed in', () => {
  let lesozavodsk: Town
  beforeAll(async () => {
    lesozavodsk = await town('lesozavodsk-2022', undefined, { replyLimits })
  })
  afterAll(() => lesozavodsk.close())

  const page = { name: 'Лесозаводск', apiBase: 'http://127.0.0.1:9/method', receive: 'webhook', active: true } as const
  const account = (ownId: number, secrets: Parameters<Town['storage']['accounts']['save']>[3]) =>
    lesozavodsk.storage.accounts.save(lesozavodsk.tenantId, null, vkPage({ ...page, ownId }), secrets)
  const routed = async (accountId: string) => {
    const incidentId = await opened(lesozavodsk, 'Яма на Ленина, 5', { accountId })
    await act(lesozavodsk, incidentId, lesozavodsk.anna, select)
    await act(lesozavodsk, incidentId, lesozavodsk.anna, { type: 'route', unitId: lesozavodsk.roads, note: '' })
    return incidentId
  }
  const draft = async (photos: number, text = 'Здравствуйте, Мария! Яму заделали 8 апреля.'): Promise<PersonCommand> => {
    const files = Array.from({ length: photos }, (_, n) =>
      lesozavodsk.storage.files.put(lesozavodsk.tenantId, new TextEncoder().encode(`фото ${n}`), `${n}.jpg`, 'image/jpeg'),
    )
    return { type: 'submitDraft', kind: 'final', text, attachments: await Promise.all(files) }
  }
  const give = (incidentId: string, acting: Town['anna'], command: PersonCommand) =>
    lesozavodsk.storage.command({
      tenantId: lesozavodsk.tenantId,
      incidentId,
      command,
      acting,
      expectedVersion: null,
      idempotencyKey: null,
    })
  const card = (incidentId: string) => lesozavodsk.storage.views.card(viewerOf(lesozavodsk, lesozavodsk.roadman), incidentId)

  test('three photos where the network takes two', async () => {
    const incidentId = await routed(await account(101, { communityToken: 'c', userToken: 'u' }))
    expect(await card(incidentId)).toMatchObject({ maxReplyLength: 300, maxReplyPhotos: 2 })
    expect(await give(incidentId, lesozavodsk.roadman, await draft(3))).toMatchObject({
      ok: false,
      refusal: { refused: 'requirement-unmet', text: { ru: 'В ответе 3 фото, а соцсеть примет не больше 2. Уберите лишние.' } },
    })
    expect(await give(incidentId, lesozavodsk.roadman, await draft(0, `Здравствуйте! ${'а'.repeat(300)}`))).toMatchObject({ ok: false })
    expect(await give(incidentId, lesozavodsk.roadman, await draft(2))).toMatchObject({ ok: true })
  })

  test('a photo through a connection without the key for photos', async () => {
    const incidentId = await routed(await account(102, { communityToken: 'c' }))
    expect(await card(incidentId)).toMatchObject({ maxReplyPhotos: 0 })
    expect(await give(incidentId, lesozavodsk.roadman, await draft(1))).toMatchObject({ ok: false, kind: 'refused' })
    expect(await give(incidentId, lesozavodsk.roadman, await draft(0))).toMatchObject({ ok: true })
  })

  test('a key that comes or goes counts at once', async () => {
    const accountId = await account(103, { communityToken: 'c', userToken: 'u' })
    const incidentId = await routed(accountId)
    await act(lesozavodsk, incidentId, lesozavodsk.roadman, await draft(1))
    const approve: PersonCommand = { type: 'approve', revision: 1, confirmed: ALL }
    await lesozavodsk.storage.accounts.save(lesozavodsk.tenantId, accountId, vkPage({ ...page, ownId: 103 }), { userToken: '' })
    expect(await give(incidentId, lesozavodsk.anna, approve)).toMatchObject({ ok: false, refusal: { refused: 'requirement-unmet' } })
    await lesozavodsk.storage.accounts.save(lesozavodsk.tenantId, accountId, vkPage({ ...page, ownId: 103 }), { userToken: 'u2' })
    expect(await give(incidentId, lesozavodsk.anna, approve)).toMatchObject({ ok: true })
  })

  test('a message registered by hand goes through no network', async () => {
    const place = { network: null, delivery: 'person', accountId: '', key: 'call-1', url: '', target: {} } as const
    const incidentId = await opened(lesozavodsk, 'Звонок: яма на Ленина, 5', { place })
    expect(await lesozavodsk.storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), incidentId)).toMatchObject({
      maxReplyLength: 16_000,
      maxReplyPhotos: 10,
    })
  })
})
