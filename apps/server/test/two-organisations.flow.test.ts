import { randomUUID } from 'node:crypto'
import type { JournalPage, PersonView, QueuePage, Session } from '@otklik/contract'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hear } from './hearing.ts'
import { Browser, openTown, password, problemOf, type Town } from './town.ts'

// One person, one password, two organisations: a curator in the town, the head in the other one.
let town: Town
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00' })
  const { userId } = await town.viewer('curator')
  const there = { name: 'Анна Глава', login: 'curator', roles: ['head'], unitIds: [], active: true, userId }
  await town.house.storage.organisation.savePerson(town.strangers, null, there)
})
afterAll(() => town.close())

/** Two tabs of one browser. */
async function tabs(): Promise<{ nowhere: Browser; here: Browser; there: Browser }> {
  const nowhere = new Browser(town.url)
  expect((await nowhere.signIn('curator')).status).toBe(200)
  const tab = (organisation: string): Browser => Object.assign(new Browser(town.url), { cookie: nowhere.cookie, organisation })
  return { nowhere, here: tab(town.tenantId), there: tab(town.strangers) }
}

const codeOf = async (asked: Promise<Response>): Promise<string> => (await problemOf(await asked)).code
const signedIn = async (browser: Browser, name: string) =>
  (await browser.get<JournalPage>('/api/journal')).entries.filter(({ kind, on }) => kind === 'signed-in' && on?.name === name).length
const byHand = (browser: Browser, text: string) =>
  browser.post<{ id: string; version: number }>('/api/incidents', { text }, { 'idempotency-key': randomUUID() })

describe('who works in two organisations', () => {
  it('chooses one: until then the desk is shut', async () => {
    const { nowhere, here, there } = await tabs()
    const session = await nowhere.get<Session>('/api/session')
    expect(session).toMatchObject({ organisationChosen: false, organisations: [{ name: 'Город' }, { name: 'Другой город' }] })
    for (const path of ['/api/queue?view=all', '/api/directory', '/api/stream', '/api/journal']) {
      expect(await codeOf(nowhere.send('GET', path))).toBe('organisation-not-chosen')
    }
    expect(await here.get<Session>('/api/session')).toMatchObject({
      organisationChosen: true,
      organisation: { id: town.tenantId },
      person: { name: 'Анна Куратор', roles: ['curator'] },
    })
    expect(await there.get<Session>('/api/session')).toMatchObject({
      organisationChosen: true,
      organisation: { id: town.strangers },
      person: { name: 'Анна Глава', roles: ['head'] },
    })
  })

  it('has in each the rights of there alone, in both tabs at once', async () => {
    const { here, there } = await tabs()
    await byHand(here, 'Яма у моста')
    expect(await codeOf(there.send('POST', '/api/incidents', { text: 'Яма' }))).toBe('forbidden')
    expect((await there.send('GET', '/api/journal')).status).toBe(200)
    expect(await codeOf(here.send('GET', '/api/journal'))).toBe('forbidden')
  })

  it('meets in each what is of the other as something that does not exist', async () => {
    const { here, there } = await tabs()
    const { id, version } = await byHand(here, 'Яма у школы')
    const { message } = await here.card(id)
    const form = new FormData()
    const pixels = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#321' } })
      .jpeg()
      .toBuffer()
    form.set('file', new Blob([pixels], { type: 'image/jpeg' }), 'яма.jpg')
    const file = await here.post<{ id: string }>('/api/files', form)
    const asked = [
      there.send('GET', `/api/incidents/${id}`),
      there.press(id, version, { type: 'select' }),
      there.send('POST', `/api/incidents/${id}/read`),
      there.send('POST', '/api/looking', { incidentId: id }),
      there.send('GET', `/api/authors/${message.author.id}/messages`),
      there.send('GET', `/api/files/${file.id}`),
    ].map(codeOf)
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 6 }, () => 'not-found'))
    expect((await there.get<QueuePage>('/api/queue?view=all')).rows.map((row) => row.id)).not.toContain(id)
    // Pictures are asked for by the browser itself, which sends no header of ours.
    const bare = Object.assign(new Browser(town.url), { cookie: here.cookie })
    expect((await bare.send('GET', `/api/files/${file.id}?organisation=${town.tenantId}`)).status).toBe(200)
    expect(await codeOf(bare.send('GET', `/api/files/${file.id}?organisation=${town.strangers}`))).toBe('not-found')
    expect(await codeOf(bare.send('GET', `/api/files/${file.id}`))).toBe('organisation-not-chosen')
  })

  it('cannot name an organisation that is not theirs, nor can anybody', async () => {
    const { nowhere } = await tabs()
    const stranger = await town.as('stranger')
    for (const [browser, organisation] of [
      [nowhere, randomUUID()],
      [nowhere, 'nonsense'],
      [stranger, town.tenantId],
    ] as const) {
      const asking = Object.assign(new Browser(town.url), { cookie: browser.cookie, organisation })
      expect(await codeOf(asking.send('GET', '/api/queue?view=all'))).toBe('not-found')
      expect((await asking.get<Session>('/api/session')).organisationChosen).toBe(false)
    }
  })

  it('hears in each tab what happens there, and nothing of the other', async () => {
    const { here, there } = await tabs()
    const heard = { here: await hear(here), there: await hear(there) }
    const stranger = await town.as('stranger')
    const second = await town.as('second')
    const inTown = await byHand(second, 'Не горит фонарь')
    const elsewhere = await byHand(stranger, 'Не ходит автобус')
    await heard.here.until(inTown.id)
    await heard.there.until(elsewhere.id)
    // Something later in each: what was to come before it has been heard by then.
    const [last, lastThere] = [await byHand(second, 'Ещё фонарь'), await byHand(stranger, 'Ещё автобус')]
    await heard.here.until(last.id)
    await heard.there.until(lastThere.id)
    expect(heard.here.text()).not.toContain(elsewhere.id)
    expect(heard.there.text()).not.toContain(inTown.id)
    await Promise.all([heard.here.close(), heard.there.close()])
  })

  it('has one password: no administrator of one organisation changes it or the login, or shuts the other', async () => {
    const admin = await town.as('admin')
    const { people } = await admin.get<{ people: PersonView[] }>('/api/people')
    const anna = people.find(({ login }) => login === 'curator')
    if (anna === undefined) throw new Error('no curator')
    const { id, ...face } = anna
    const put = (more: object) => admin.send('PUT', `/api/people/${id}`, { ...face, ...more })
    expect(await codeOf(put({ password: 'ветер с моря тёплый' }))).toBe('shared-sign-in')
    expect(await codeOf(put({ login: 'anna' }))).toBe('shared-sign-in')
    expect((await put({ active: false })).status).toBe(200)
    try {
      const alone = new Browser(town.url)
      expect((await alone.signIn('curator', password)).status).toBe(200)
      // One is left: there is nothing to choose.
      expect(await alone.get<Session>('/api/session')).toMatchObject({ organisationChosen: true, organisation: { id: town.strangers } })
      const late = Object.assign(new Browser(town.url), { cookie: alone.cookie, organisation: town.tenantId })
      expect(await codeOf(late.send('GET', '/api/queue?view=all'))).toBe('not-found')
    } finally {
      expect((await put({})).status).toBe(200)
    }
  })

  it('is read of in the journals of both', async () => {
    const { there } = await tabs()
    const admin = await town.as('admin')
    expect(await signedIn(there, 'Анна Глава')).toBeGreaterThan(0)
    expect(await signedIn(admin, 'Анна Куратор')).toBeGreaterThan(0)
    expect(await signedIn(there, 'Анна Куратор')).toBe(0)
  })
})
