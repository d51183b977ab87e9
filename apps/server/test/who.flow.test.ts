import { randomUUID } from 'node:crypto'
import type { JournalEntryView, JournalPage, PasswordHistory, PersonView, Session } from '@otklik/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hear } from './hearing.ts'
import { Browser, openTown, password, problemOf, type Town } from './town.ts'

let town: Town
let admin: Browser
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00' })
  admin = await town.as('admin')
})
afterAll(() => town.close())

const journal = (query = '') => admin.get<JournalPage>(`/api/journal${query}`)
const newest = async (kind: JournalEntryView['kind']): Promise<JournalEntryView | undefined> =>
  (await journal('?limit=200')).entries.find((entry) => entry.kind === kind)
const personOf = async (login: string): Promise<PersonView> => {
  const { people } = await admin.get<{ people: PersonView[] }>('/api/people')
  return people.find((each) => each.login === login) as PersonView
}
const given = 'луна над старой пристанью'
const own = 'чайка села на причал'
/** As an administrator does in the settings. */
const give = async (login: string, word: string): Promise<Response> => {
  const { id, name, roles, unitIds } = await personOf(login)
  return admin.send('PUT', `/api/people/${id}`, { name, login, roles, unitIds, password: word })
}
const change = (browser: Browser, present: string, next: string) => browser.send('PUT', '/api/session/password', { present, next })
/** A browser takes the cookies of an answer beside those that it has. */
function take(browser: Browser, answer: Response): void {
  const jar = new Map(browser.cookie.split('; ').map((each) => [each.split('=')[0] ?? '', each]))
  for (const cookie of answer.headers.getSetCookie()) jar.set(cookie.split('=')[0] ?? '', cookie.split(';')[0] ?? '')
  browser.cookie = [...jar.values()].join('; ')
}

describe('an administrator who gives somebody a password', () => {
  it('ends their sessions and their open pages', async () => {
    const curator = town.nobody()
    await curator.signIn('second')
    const heard = await hear(curator)
    expect((await give('second', given)).status).toBe(200)
    expect((await curator.send('GET', '/api/session')).status).toBe(401)
    await heard.until('signed-out')
    await heard.close()
    expect((await town.nobody().signIn('second')).status).toBe(401)
  })

  it('cannot act as them with it, by any route: only the password can be changed', async () => {
    const impostor = town.nobody()
    const session = (await (await impostor.signIn('second', given)).json()) as Session
    expect(session.passwordGiven).toMatchObject({ by: { name: 'Егор Настройкин' } })
    const tries: readonly (readonly [string, string, unknown?])[] = [
      ['GET', '/api/queue'],
      ['GET', '/api/queue/counts'],
      ['GET', '/api/directory'],
      ['GET', '/api/stream'],
      ['GET', '/api/schedule'],
      ['GET', `/api/incidents/${randomUUID()}`],
      ['GET', `/api/files/${'a'.repeat(64)}`],
      ['POST', '/api/files', {}],
      ['POST', '/api/looking', { incidentId: null }],
      ['POST', '/api/incidents', { text: 'От чужого имени' }],
      ['POST', `/api/incidents/${randomUUID()}/commands`, { expectedVersion: 1, command: { type: 'select' } }],
    ]
    for (const [method, path, body] of tries) {
      const answer = await problemOf(await impostor.send(method, path, body, { 'idempotency-key': randomUUID() }))
      expect([path, answer.code]).toEqual([path, 'password-not-own'])
    }
    expect((await impostor.send('GET', '/api/session')).status).toBe(200)
    expect(await newest('signed-in')).toMatchObject({ on: { name: 'Борис Куратор' }, given: true })
  })

  it('is named to the person, with the moment, before they choose their own', async () => {
    const curator = town.nobody()
    await curator.signIn('second', given)
    const { entries } = await curator.get<PasswordHistory>('/api/session/password')
    expect(entries[0]).toMatchObject({ kind: 'password-given', who: { name: 'Егор Настройкин' }, address: '127.0.0.1' })
    expect(Math.abs((entries[0]?.at ?? 0) - town.house.now())).toBeLessThan(600_000)
    const answer = await change(curator, given, own)
    expect(answer.status).toBe(200)
    take(curator, answer)
    expect((await curator.get<Session>('/api/session')).passwordGiven).toBeNull()
    expect((await curator.send('GET', '/api/queue')).status).toBe(200)
    expect((await curator.get<PasswordHistory>('/api/session/password')).entries.map(({ kind }) => kind)).toEqual([
      'password-changed',
      'password-given',
    ])
  })

  it('and who changes it in the person’s place leaves what the person is told: from where, and in whose browser', async () => {
    const browser = town.nobody()
    take(browser, await browser.send('POST', '/api/session', { login: 'admin', password }))
    await give('second', given)
    take(browser, await browser.send('POST', '/api/session', { login: 'second', password: given }))
    expect(await newest('signed-in')).toMatchObject({ on: { name: 'Борис Куратор' }, given: true, others: ['Егор Настройкин'] })
    take(browser, await change(browser, given, 'берег моря и ветер'))
    const { device } = (await newest('password-changed')) ?? {}
    expect(device).toBe((await newest('signed-in'))?.device)
    await give('second', 'лодка у дальнего леса')
    const curator = town.nobody()
    await curator.signIn('second', 'лодка у дальнего леса')
    const { entries } = await curator.get<PasswordHistory>('/api/session/password')
    expect(entries.slice(0, 3).map(({ kind }) => kind)).toEqual(['password-given', 'password-changed', 'password-given'])
  })

  it('makes a new person’s password the same way, and may not give themselves one without the present one', async () => {
    const person = { name: 'Нина Новая', login: 'nina', roles: ['curator'], unitIds: [], password: given }
    expect((await admin.send('POST', '/api/people', person)).status).toBe(200)
    const nina = town.nobody()
    await nina.signIn('nina', given)
    expect((await problemOf(await nina.send('GET', '/api/queue'))).code).toBe('password-not-own')
    expect(await problemOf(await give('admin', 'совсем другой пароль тут'))).toMatchObject({ code: 'own-password' })
    expect((await admin.send('GET', '/api/queue')).status).toBe(200)
  })

  it('changes nothing at all when the rest of the order is refused', async () => {
    const { id, name, roles, unitIds } = await personOf('roads')
    const wrong = { name, login: 'housing', roles, unitIds, password: given }
    expect((await admin.send('PUT', `/api/people/${id}`, wrong)).status).toBe(409)
    const strange = { name, login: 'roads', roles, unitIds: [randomUUID()], password: given }
    expect((await admin.send('PUT', `/api/people/${id}`, strange)).status).toBe(422)
    const roads = town.nobody()
    expect(((await (await roads.signIn('roads')).json()) as Session).passwordGiven).toBeNull()
  })
})

describe('one’s own password', () => {
  it('is changed by whoever knows the present one; other sessions end, this one goes on', async () => {
    const [here, there] = [town.nobody(), town.nobody()]
    await Promise.all([here.signIn('housing'), there.signIn('housing')])
    expect(await problemOf(await change(here, 'не тот пароль', own))).toMatchObject({ status: 422, code: 'wrong-present-password' })
    expect(await newest('password-failed')).toMatchObject({ who: { name: 'Глеб Жилищный' } })
    const answer = await change(here, password, own)
    expect(answer.status).toBe(200)
    expect((await there.send('GET', '/api/session')).status).toBe(401)
    take(here, answer)
    expect((await here.send('GET', '/api/tasks')).status).not.toBe(401)
    expect((await here.send('GET', '/api/session')).status).toBe(200)
    expect((await town.nobody().signIn('housing')).status).toBe(401)
    expect((await town.nobody().signIn('housing', own.normalize('NFD'))).status).toBe(200)
  })

  it.each([
    ['1234567890'],
    ['          '],
    ['gfhjkm1234'],
    ['дорожная2024'],
    ['vera-dorozhnaya'],
    ['roads roads roads'],
    ['й'.normalize('NFD').repeat(6)],
    [password],
  ])('is refused where it is easily guessed, by oneself and by an administrator: %j', async (word) => {
    const roads = await town.as('roads')
    const answer = await problemOf(await change(roads, password, word))
    expect(answer).toMatchObject({ status: 422, code: 'weak-password', errors: [{ path: 'body.next' }] })
    if (word === password) return
    const { code } = await problemOf(await give('roads', word))
    expect(['weak-password', 'invalid-request']).toContain(code)
    expect((await roads.send('GET', '/api/session')).status).toBe(200)
  })
})

describe('the journal', () => {
  it('is read by administrator and head, and by nobody else', async () => {
    for (const login of ['admin', 'head'] as const) expect((await (await town.as(login)).send('GET', '/api/journal')).status).toBe(200)
    for (const login of ['curator', 'roads', 'stranger'] as const)
      expect((await problemOf(await (await town.as(login)).send('GET', '/api/journal'))).code).toBe('forbidden')
  })

  it('tells of a try with a wrong password by name, and of an unknown login without what was typed', async () => {
    await town.nobody().signIn('curator', 'мимо мимо мимо')
    expect(await newest('sign-in-failed')).toMatchObject({
      on: { name: 'Анна Куратор' },
      why: 'wrong-password',
      address: '127.0.0.1',
      who: null,
    })
    await town.nobody().signIn('Тайный Пароль 77', 'x')
    expect(await newest('sign-in-failed')).toMatchObject({ why: 'unknown-login', typed: 'Т…', on: null })
    const { rows } = await (town.house.storage.pool as { query(sql: string): Promise<{ rows: { all: string }[] }> }).query(
      `select coalesce(string_agg(j::text, ' '), '') || coalesce((select string_agg(r::text, ' ') from public.journal_repeats r), '') as all from public.journal j`,
    )
    expect(rows[0]?.all).not.toMatch(/Тайный|мимо|correct horse|чайка|луна/i)
  })

  it('tells of a refused right once, however often it is tried, and of commands that belong to others', async () => {
    const curator = await town.as('curator')
    for (let n = 0; n < 5; n += 1) await curator.send('GET', '/api/people')
    const { entries } = await journal('?group=refusals')
    const mine = entries.filter(({ who, what }) => who?.name === 'Анна Куратор' && what?.ru === 'Люди с логинами')
    expect(mine).toHaveLength(1)
  })

  it('tells of people, units, connections, act, schedule and sign-outs with who and from where', async () => {
    const unit = { name: 'Отдел благоустройства', short: 'Благо', parentId: null, executes: true, active: true }
    await admin.post('/api/units', unit)
    const { source } = await admin.get<{ source: string }>('/api/schedule')
    await admin.send('PUT', '/api/schedule', { source: `${source}\n# проба` })
    await admin.send('PUT', '/api/regulation-in-force', { id: 'yelets-2023' })
    const page = {
      name: 'Вторая',
      network: 'vk',
      ownId: '77',
      fields: { apiBase: town.sandbox.apiBase },
      receive: 'webhook',
      secrets: { callbackSecret: 'very-secret' },
    }
    await admin.post('/api/accounts', page)
    const leaving = town.nobody()
    await leaving.signIn('roads')
    await leaving.send('DELETE', '/api/session')
    const found = Object.fromEntries((await journal('?limit=200')).entries.map((entry) => [entry.kind, entry]).toReversed()) as Record<
      string,
      JournalEntryView
    >
    for (const kind of ['unit-added', 'schedule-set', 'act-set', 'account-added'])
      expect(found[kind]).toMatchObject({ who: { name: 'Егор Настройкин' }, address: '127.0.0.1' })
    expect(found['act-set']?.changes[0]).toMatchObject({
      field: 'act',
      before: { ru: expect.any(String) },
      after: { ru: expect.any(String) },
    })
    expect(found['signed-out']).toMatchObject({ who: { name: 'Вера Дорожная' } })
    expect(JSON.stringify(found)).not.toContain('very-secret')
  })

  it('is sifted by person and kind, goes page by page, and refuses what is no page of it', async () => {
    const { id } = await personOf('second')
    const all = (await journal(`?person=${id}&limit=200`)).entries
    expect(all.length).toBeGreaterThan(3)
    expect(all.every(({ who, on }) => who?.id === id || on?.id === id)).toBe(true)
    const first = await journal('?group=entry&limit=2')
    expect(first.entries).toHaveLength(2)
    const second = await journal(`?group=entry&limit=2&cursor=${first.nextCursor}`)
    expect(second.entries[0]?.number).toBeLessThan(first.entries[1]?.number ?? 0)
    for (const query of ['cursor=x', 'cursor=-1', 'cursor=1e9', 'limit=0', 'group=all', 'person=1'])
      expect([query, (await admin.send('GET', `/api/journal?${query}`)).status]).toEqual([query, 400])
  })
})
