import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RoleTable } from '@otklik/casework'
import type { Network } from '@otklik/connectors'
import type { CommandResponse, IncidentCard, PersonCommandInput, Problem, QueueRow } from '@otklik/contract'
import { startVkSandbox, type VkSandbox } from '@otklik/sandbox/vk'
import type { OpenOptions } from '@otklik/storage'
import { vkPage } from '../../../packages/storage/test/account.ts'
import { copyOf } from '../../../packages/storage/test/template.ts'
import { readConfig } from '../src/config.ts'
import type { House } from '../src/house.ts'
import { type Person, personOf } from '../src/http/who.ts'
import { openHouse, openOptions } from '../src/open-house.ts'
import { type Role, serve } from '../src/serve.ts'
import type { Waits } from '../src/waits.ts'
import { foundedTown, type Login, own, password } from './founded-town.ts'

const secret = 'callback-secret'

export { type Login, password } from './founded-town.ts'

/** A browser of one person, or of nobody. */
export class Browser {
  readonly #url: string
  cookie = ''
  /** Said with every request, as a page of somebody who works in several does. */
  organisation: string | null = null

  constructor(url: string) {
    this.#url = url
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const multipart = body instanceof FormData
    return fetch(new URL(path, this.#url), {
      method,
      redirect: 'manual',
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(this.organisation === null ? {} : { 'otklik-organisation': this.organisation }),
        ...(body === undefined || multipart ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: multipart ? body : JSON.stringify(body) }),
    })
  }

  async get<T>(path: string): Promise<T> {
    return expectOk<T>(await this.send('GET', path))
  }

  async post<T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
    return expectOk<T>(await this.send('POST', path, body, headers))
  }

  async signIn(login: string, secretWord = password): Promise<Response> {
    const response = await this.send('POST', '/api/session', { login, password: secretWord })
    this.cookie = response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0] ?? '')
      .join('; ')
    return response
  }

  /** Signs in with a password that somebody else gave, and goes on with one's own. */
  async signInWithGiven(login: string, given: string): Promise<Response> {
    await this.signIn(login, given)
    const own = 'длинная дорога к реке'
    await expectOk(await this.send('PUT', '/api/session/password', { present: given, next: own }))
    return this.signIn(login, own)
  }

  card(incidentId: string): Promise<IncidentCard> {
    return this.get(`/api/incidents/${incidentId}`)
  }

  press(incidentId: string, expectedVersion: number, command: PersonCommandInput, key: string = randomUUID()): Promise<Response> {
    return this.send('POST', `/api/incidents/${incidentId}/commands`, { expectedVersion, command }, { 'idempotency-key': key })
  }

  /** Acts on the newest state, as a person who looks and presses. */
  async act(incidentId: string, command: PersonCommandInput): Promise<CommandResponse> {
    const { row } = await this.card(incidentId)
    return expectOk(await this.press(incidentId, row.version, command))
  }
}

async function expectOk<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

export async function problemOf(response: Response): Promise<Problem> {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) {
    throw new Error(`no problem: ${response.status} ${await response.text()}`)
  }
  return (await response.json()) as Problem
}

/** Asks until the answer is there; a test fails by its own timeout, not by ours. */
export async function until<T>(ask: () => Promise<T | null | undefined | false>): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (answer !== null && answer !== undefined && answer !== false) return answer
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

export type Town = {
  readonly house: House
  readonly url: string
  readonly sandbox: VkSandbox
  readonly tenantId: string
  readonly strangers: string
  readonly accountId: string
  readonly units: { readonly roads: string; readonly housing: string }
  readonly postId: number
  /** For processes beside this one, and for upkeep. */
  readonly environment: Readonly<Record<string, string>>
  readonly openOptions: OpenOptions
  viewer(login: Login): Promise<Person>
  /** Sets the town's clock; it runs on from there. */
  setClock(iso: string): void
  as(login: Login): Promise<Browser>
  nobody(): Browser
  /** A citizen writes under the town's post; resolves when the message stands in the queue. */
  write(text: string, authorName?: string): Promise<QueueRow & { readonly commentId: number }>
  close(): Promise<void>
}

/** A whole town on a database of its own: server, workers, and a pretended VK, at a moment of its own. */
export async function openTown(wish: {
  readonly act: string
  /** The town's moment at the start; absent: the real clock. */
  readonly at?: string
  readonly receive?: 'poll' | 'webhook'
  readonly role?: Role
  readonly leaseMs?: number
  readonly waits?: Waits
  /** Kinds of streams beside the program's own. */
  readonly aggregates?: OpenOptions['aggregates']
  /** Absent: the house's own table. */
  readonly roles?: RoleTable
  /** The networks that the house speaks to; absent: the shipped ones. */
  readonly catalogue?: readonly Network[]
}): Promise<Town> {
  const directory = await mkdtemp(join(tmpdir(), 'otklik-town-'))
  const { database, kept } = await copyOf(`town ${wish.act} ${wish.at ?? 'now'}`, directory, foundedTown(wish.act, wish.at ?? null))
  const { tenantId, strangers, units } = kept
  const people = new Map<Login, string>(kept.people)
  let ahead = wish.at === undefined ? 0 : Date.parse(wish.at) - Date.now()
  const now = (): number => Date.now() + ahead
  const sandbox = await startVkSandbox({ groupId: 100, name: 'Город', clock: { now }, posts: [{ text: 'Дорогие жители!' }] })
  const env = {
    ...own(database, directory),
    OTKLIK_NETWORK_SITES: `vk=${sandbox.url}`,
    OTKLIK_LEASE_MS: String(wish.leaseMs ?? 2_000),
  }
  const config = readConfig(env, directory, { directory })
  const kinds = wish.aggregates === undefined ? {} : { aggregates: wish.aggregates }
  const house = await openHouse(config, now, {
    ...kinds,
    ...(wish.roles === undefined ? {} : { roles: wish.roles }),
    ...(wish.catalogue === undefined ? {} : { catalogue: wish.catalogue }),
  })
  const { organisation, accounts } = house.storage
  const { community, service, user } = sandbox.tokens
  const receive = wish.receive ?? 'poll'
  const accountId = await accounts.save(
    tenantId,
    null,
    vkPage({ name: 'Город', ownId: 100, apiBase: sandbox.apiBase, receive, active: true }),
    {
      communityToken: community,
      serviceToken: service,
      userToken: user,
      callbackSecret: secret,
      callbackConfirmation: 'c0nf1rm',
    },
  )
  const running = await serve(house, config, wish.role ?? 'all', null, wish.waits)
  const url = running.url ?? ''
  if (receive === 'webhook') {
    // The handshake waits ten seconds for an answer: on a busy machine one is not always enough.
    let shaken = await sandbox.callback.connect({ url: new URL(`/hooks/vk/${accountId}`, url).href, secret, confirmation: 'c0nf1rm' })
    while (!shaken) shaken = await sandbox.callback.confirm()
  } else if (wish.role !== 'web') {
    // A community that nobody has polled yet remembers nothing for the first poll: wait until somebody listens.
    await until(async () => (await accounts.get(accountId))?.cursor)
  }
  const browsers = new Map<Login, Browser>()
  const postId = sandbox.posts()[0]?.id ?? 0

  async function as(login: Login): Promise<Browser> {
    const known = browsers.get(login)
    if (known !== undefined) return known
    const browser = new Browser(url)
    await expectOk(await browser.signIn(login))
    browsers.set(login, browser)
    return browser
  }

  async function viewer(login: Login): Promise<Person> {
    const userId = people.get(login) ?? ''
    const person = personOf(house, userId, await organisation.memberships(userId), null)
    if (person === null) throw new Error(`nobody is called ${login}`)
    return person
  }

  return {
    house,
    url,
    sandbox,
    tenantId,
    strangers,
    accountId,
    units,
    postId,
    as,
    environment: env,
    openOptions: { ...openOptions(config, now), ...kinds },
    viewer,
    setClock(iso) {
      ahead = Date.parse(iso) - Date.now()
    },
    nobody: () => new Browser(url),
    async write(text, authorName = 'Жительница Мария') {
      const { id: commentId, key } = sandbox.comment({ postId, authorName, text })
      const incidentId = await until(() => house.storage.views.incidentByKey(tenantId, accountId, key))
      const { row } = await (await as('curator')).card(incidentId)
      return { ...row, commentId }
    },
    async close() {
      await running.stop()
      await house.close()
      await sandbox.close()
      await database.drop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
