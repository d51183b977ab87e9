import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { StreamEvent } from '@otklik/contract'
import { readConfig } from '../src/config.ts'
import { mostStreams } from '../src/live/changes.ts'
import { openHouse } from '../src/open-house.ts'
import { type Running, serve } from '../src/serve.ts'
import { usualWaits } from '../src/waits.ts'
import { Browser, openTown, type Town, until } from './town.ts'

/** What comes true sooner or later; however slow the machine, only what never comes fails. */
const patience = { timeout: 60_000 }

/** No look runs out and no stream is looked at by itself: what is heard was told. */
const waits = { ...usualWaits, heartbeat: 3_600_000, look: 3_600_000 }

/** A browser's stream: every event it has heard, and everything as it came. */
class Ear {
  raw = ''
  ended = false
  readonly #leaving = new AbortController()

  static async open(url: string, { cookie }: Browser): Promise<Ear> {
    const ear = new Ear()
    const response = await fetch(new URL('/api/stream', url), { headers: { cookie }, signal: ear.#leaving.signal })
    if (!response.ok || response.body === null) throw new Error(`the stream answered ${response.status}`)
    void ear.#read(response.body)
    await until(async () => {
      if (ear.ended) throw new Error(`the stream ended before its greeting: ${ear.raw}`)
      return ear.raw.includes('event: hello')
    })
    return ear
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    try {
      const decoder = new TextDecoder()
      for await (const bytes of body) {
        this.raw += decoder.decode(bytes, { stream: true })
      }
    } catch (error) {
      if (!this.#leaving.signal.aborted) throw error
    } finally {
      this.ended = true
    }
  }

  get events(): StreamEvent[] {
    return [...this.raw.matchAll(/^data: (.*)\n\n/gm)].map(([, data = '']) => JSON.parse(data) as StreamEvent)
  }

  /** Who has the card open, as it was said last. */
  lookers(incidentId: string): string[] {
    const said = this.events.findLast((event) => event.type === 'looking' && event.incidentId === incidentId)
    return said?.type === 'looking' ? said.people.map(({ name, writing }) => `${name}${writing ? ' пишет' : ''}`).toSorted() : []
  }

  leave(): void {
    this.#leaving.abort()
  }
}

async function at(url: string, login: string): Promise<Browser> {
  const browser = new Browser(url)
  if (!(await browser.signIn(login)).ok) throw new Error(`${login} cannot sign in`)
  return browser
}

const looks = (browser: Browser, open: string | null, writing = false) => browser.post('/api/looking', { incidentId: open, writing })

describe('two web processes on one database', () => {
  let town: Town
  let other: Running & { readonly url: string }
  let closeOther: () => Promise<void>
  let incidentId: string
  let ears: Ear[]
  const hears = async (url: string, browser: Browser): Promise<Ear> => {
    const ear = await Ear.open(url, browser)
    ears.push(ear)
    return ear
  }

  beforeAll(async () => {
    town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web', receive: 'webhook', waits })
    const directory = town.environment['OTKLIK_DATA'] ?? ''
    const config = readConfig(town.environment, directory, { directory })
    const house = await openHouse(config)
    const running = await serve(house, config, 'web', null, waits)
    other = { ...running, url: running.url ?? '' }
    closeOther = async () => {
      await running.stop()
      await house.close()
    }
    const curator = await at(town.url, 'curator')
    const registered = await curator.post<{ id: string }>(
      '/api/incidents',
      { text: 'Мост закрыт', authorName: 'Звонивший' },
      { 'idempotency-key': '5b1f0c38-0000-4000-8000-000000000001' },
    )
    incidentId = registered.id
  })
  beforeEach(() => {
    ears = []
    return () => {
      for (const ear of ears) ear.leave()
    }
  })
  afterAll(async () => {
    await closeOther()
    await town.close()
  })

  it('tell each other who has a card open, who writes, and who has left', async () => {
    const [anna, boris] = [await at(town.url, 'curator'), await at(other.url, 'second')]
    const [here, there] = [await hears(town.url, anna), await hears(other.url, boris)]
    await looks(anna, incidentId)
    await looks(boris, incidentId)
    const both = ['Анна Куратор', 'Борис Куратор']
    await expect.poll(() => [here.lookers(incidentId), there.lookers(incidentId)], patience).toEqual([both, both])
    await looks(boris, incidentId, true)
    await expect.poll(() => here.lookers(incidentId), patience).toEqual(['Анна Куратор', 'Борис Куратор пишет'])
    await looks(boris, null)
    await expect.poll(() => here.lookers(incidentId), patience).toEqual(['Анна Куратор'])
    await looks(anna, null)
  })

  it('tell a process that has just been started who was there before it', async () => {
    const anna = await at(town.url, 'curator')
    await looks(anna, incidentId)
    const directory = town.environment['OTKLIK_DATA'] ?? ''
    const config = readConfig(town.environment, directory, { directory })
    const house = await openHouse(config)
    const running = await serve(house, config, 'web', null, waits)
    const url = running.url ?? ''
    const boris = await at(url, 'second')
    const ear = await hears(url, boris)
    await expect
      .poll(async () => {
        await looks(boris, null)
        await looks(boris, incidentId)
        return ear.lookers(incidentId)
      }, patience)
      .toEqual(['Анна Куратор', 'Борис Куратор'])
    ear.leave()
    await running.stop()
    await house.close()
    await looks(anna, null)
  })

  it('let a person who signs out at one hear nothing more at the other, at once and with the reason', async () => {
    const anna = await at(town.url, 'curator')
    const elsewhere = new Browser(other.url)
    elsewhere.cookie = anna.cookie
    const ear = await hears(other.url, elsewhere)
    const apart = await hears(other.url, await at(other.url, 'curator'))
    expect((await elsewhere.send('GET', '/api/session')).status).toBe(200)
    expect((await anna.send('DELETE', '/api/session')).status).toBe(200)
    // Told by the other process, not found by the look that each stream takes with its heartbeat.
    await expect.poll(() => ear.ended, patience).toBe(true)
    expect(ear.events.at(-1)).toEqual({ type: 'closing', reason: 'signed-out' })
    expect((await elsewhere.send('GET', '/api/session')).status).toBe(401)
    expect(apart.ended).toBe(false)
  })

  it('end every stream of a person whose password was changed or who was made inactive', async () => {
    const admin = await at(town.url, 'admin')
    const { people } = await admin.get<{ people: { id: string; login: string; name: string; roles: string[]; unitIds: string[] }[] }>(
      '/api/people',
    )
    const head = people.find(({ login }) => login === 'head')
    const { id, ...person } = head ?? people[0]!
    const ear = await hears(other.url, await at(other.url, 'head'))
    const changed = { ...person, active: true, password: 'another battery staple' }
    expect((await admin.send('PUT', `/api/people/${id}`, changed)).status).toBe(200)
    await expect.poll(() => ear.events.at(-1), patience).toEqual({ type: 'closing', reason: 'signed-out' })
    const back = new Browser(other.url)
    expect((await back.signInWithGiven('head', 'another battery staple')).status).toBe(200)
    const again = await hears(other.url, back)
    expect((await admin.send('PUT', `/api/people/${id}`, { ...person, active: false })).status).toBe(200)
    await expect.poll(() => again.events.at(-1), patience).toEqual({ type: 'closing', reason: 'signed-out' })
  })

  it(`give one person ${mostStreams} streams: one more ends the oldest, which is told to come back later`, async () => {
    const [anna, boris] = [await at(town.url, 'curator'), await at(town.url, 'second')]
    const foreign = await hears(town.url, boris)
    const own: Ear[] = []
    for (let count = 0; count < mostStreams + 2; count += 1) own.push(await hears(town.url, anna))
    await expect.poll(() => own.map(({ ended }) => ended), patience).toEqual(own.map((_, index) => index < 2))
    expect(own[0]?.events.at(-1)).toEqual({ type: 'closing', reason: 'too-many' })
    expect(own[0]?.raw).toContain('retry: 60000\n')
    expect(foreign.ended).toBe(false)
  })
})
