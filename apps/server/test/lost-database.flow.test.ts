import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startVkSandbox, type VkSandbox } from '@otklik/sandbox/vk'
import { vkPage } from '../../../packages/storage/test/account.ts'
import { readConfig } from '../src/config.ts'
import { openHouse } from '../src/open-house.ts'
import { officeHours } from '../src/organisation/office-hours.ts'
import { shippedAct } from '../src/organisation/shipped-act.ts'
import { type Ground, openGround, Program } from './ground.ts'
import { hear } from './hearing.ts'
import { Browser, password, problemOf, until } from './town.ts'

/** What comes true sooner or later; only what never comes fails. */
const patience = { timeout: 240_000, interval: 100 }

const cutAll = `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`

/** Whoever waits for somebody's table. */
const cutWaiting = `select pg_terminate_backend(pid) from pg_locks where not granted and relation = 'units'::regclass`

/** Every way to lose a database under a program that runs. Each ends with the database as it was before. */
const ways: readonly { readonly title: string; readonly on?: Ground['kind']; readonly lose: (ground: Ground) => Promise<unknown> }[] = [
  { title: 'every session is cut', lose: ({ sql }) => sql(cutAll) },
  {
    title: 'sessions are cut again and again',
    lose: async ({ session }) => {
      const client = await session()
      for (let count = 0; count < 40; count += 1) {
        await client.query(cutAll)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      await client.end()
    },
  },
  { title: 'the server is stopped and started', lose: (ground) => ground.stop('SIGINT').then(() => ground.start()) },
  { title: 'the server is stopped at once, and recovers', lose: (ground) => ground.stop('SIGQUIT').then(() => ground.start()) },
  { title: 'the server is killed', lose: (ground) => ground.stop('SIGKILL').then(() => ground.start()) },
  {
    title: 'the server is away for some seconds',
    on: 'server',
    lose: async (ground) => {
      await ground.stop('SIGINT')
      await new Promise((resolve) => setTimeout(resolve, 6_000))
      await ground.start()
    },
  },
  {
    title: 'it takes no writes for a while, like a standby after a failover',
    lose: async ({ session }) => {
      const client = await session()
      await client.query('alter system set default_transaction_read_only = on')
      await client.query('select pg_reload_conf()')
      await client.query(cutAll)
      await new Promise((resolve) => setTimeout(resolve, 3_000))
      await client.query('set default_transaction_read_only = off')
      await client.query('alter system reset default_transaction_read_only')
      await client.query('select pg_reload_conf()')
      await client.query(cutAll)
      await client.end()
    },
  },
  {
    title: 'all its connections are taken',
    lose: async ({ session }) => {
      const holders = [await session('template1')]
      await holders[0]?.query(cutAll)
      for (;;) {
        try {
          holders.push(await session('template1'))
        } catch {
          break
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 2_000))
      await Promise.all(holders.map((holder) => holder.end()))
    },
  },
  {
    title: 'the password is changed under it and changed back',
    on: 'embedded',
    lose: async ({ session }) => {
      const client = await session('template1')
      const { rows } = await client.query<{ secret: string }>(`select rolpassword as secret from pg_authid where rolname = 'otklik'`)
      await client.query(`alter role otklik password 'another'`)
      await client.query(cutAll)
      await new Promise((resolve) => setTimeout(resolve, 2_000))
      await client.query(`alter role otklik password '${rows[0]?.secret}'`)
      await client.end()
    },
  },
  {
    title: 'it lets nobody in for a while',
    lose: async ({ session, database }) => {
      const client = await session('template1')
      await client.query(`alter database ${database} allow_connections false`)
      await client.query(cutAll)
      await new Promise((resolve) => setTimeout(resolve, 3_000))
      await client.query(`alter database ${database} allow_connections true`)
      await client.end()
    },
  },
]

describe.each(['embedded', 'server'] as const)('a database (%s) that goes away under a program that runs', (kind) => {
  let ground: Ground
  let sandbox: VkSandbox
  let program: Program
  let url: string
  let curator: Browser

  beforeAll(async () => {
    sandbox = await startVkSandbox({ groupId: 100, name: 'Город', posts: [{ text: 'Дорогие жители!' }] })
    ground = await openGround(kind)
    const env = { ...ground.environment, OTKLIK_NETWORK_SITES: `vk=${sandbox.url}`, OTKLIK_LEASE_MS: '2000' }
    const house = await openHouse(readConfig(env, ground.directory, { directory: ground.directory }))
    const { organisation, accounts } = house.storage
    const { timezone, id } = shippedAct('lesozavodsk-2022')
    const tenantId = await organisation.createTenant({
      name: 'Город',
      regulationId: id,
      scheduleSource: officeHours(timezone),
      demo: false,
    })
    const userId = await house.signIn.addUser('curator', 'Анна Куратор', password)
    const person = { name: 'Анна Куратор', login: 'curator', roles: ['curator', 'administrator'], unitIds: [], active: true, userId }
    await organisation.savePerson(tenantId, null, person)
    const { community, service, user } = sandbox.tokens
    const account = vkPage({ name: 'Город', ownId: 100, apiBase: sandbox.apiBase, receive: 'poll', active: true })
    await accounts.save(tenantId, null, account, { communityToken: community, serviceToken: service, userToken: user })
    program = new Program(['serve'], env)
    url = await program.ready()
    // A community that nobody has polled yet remembers nothing for the first poll: wait until somebody listens.
    await until(async () => (await accounts.list(tenantId))[0]?.cursor)
    await house.close()
    curator = new Browser(url)
    await curator.signIn('curator')
  })
  afterAll(async () => {
    await program.stop()
    await ground.remove()
    await sandbox.close()
  })

  const register = (text: string, key: string) =>
    curator.send('POST', '/api/incidents', { text, authorName: 'Звонивший' }, { 'idempotency-key': key })
  const texts = async (): Promise<string[]> => {
    const { rows } = await curator.get<{ rows: { excerpt: string }[] }>('/api/queue?view=all&limit=200')
    return rows.map(({ excerpt }) => excerpt)
  }

  it.each(ways.filter(({ on }) => on === undefined || on === kind).map((way) => [way.title, way] as const))(
    '%s: answered with 503 meanwhile, healed by itself, and nothing is done twice',
    async (title, { lose }) => {
      const stream = await hear(curator)
      const key = randomUUID()
      const [told, wrote] = [`Яма у дома, ${title}`, `Фонарь не горит, ${title}`]
      const refusals = new Set<string>()
      // Somebody works while it happens: the same press again and again until it is answered.
      let over = false
      const pressing = (async () => {
        for (;;) {
          const response = await register(told, key)
          if (response.ok && over) return
          const text = await response.text()
          if (!response.ok) refusals.add(`${response.status} ${response.headers.get('retry-after')} ${text.slice(0, 400)}`)
          await new Promise((resolve) => setTimeout(resolve, 30))
        }
      })()
      await lose(ground)
      over = true
      await pressing
      expect(program.runs).toBe(true)
      const fitting = /^503 10 .*"code":"unavailable","detail":"[^"]*Записано ли сделанное, неизвестно/
      expect([...refusals].filter((refusal) => !fitting.test(refusal))).toEqual([])
      // The receiver, the inbox and the live stream that was open before go on by themselves. What comes while the stream's own line to the
      // database is away is told by a greeting ("look anew"), so citizens write until one is told by name.
      let [heard, written] = [false, 0]
      const hearing = stream.until(wrote).then(() => true)
      do {
        written += 1
        sandbox.comment({ postId: sandbox.posts()[0]?.id ?? 0, authorName: 'Мария', text: `${wrote}, ${written}` })
        heard = await Promise.race([hearing, new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 2_000))])
      } while (!heard)
      await stream.close()
      await expect.poll(async () => (await texts()).filter((text) => text.includes(wrote)).length, patience).toBe(written)
      expect((await texts()).filter((text) => text.includes(told))).toHaveLength(1)
      await expect.poll(async () => (await fetch(new URL('/healthz', url))).status, patience).toBe(200)
    },
  )

  it('a session cut while a command waits in it: its end is not known, and the same key makes it once', async () => {
    const key = randomUUID()
    const [holder, cutter] = [await ground.session(), await ground.session()]
    await holder.query('begin; lock table events in access exclusive mode')
    const begun = register('Лифт стоит', key)
    // Others of the program's sessions wait for the same lock, and one of them may be the first.
    let over = false
    void begun.finally(() => (over = true))
    await until(async () => {
      await cutter.query(`select pg_terminate_backend(pid) from pg_locks where not granted and relation = 'events'::regclass`)
      return over
    })
    const response = await begun
    expect(response.status).toBe(503)
    const { detail, text } = await problemOf(response)
    expect(detail).toContain('дважды ничего не сделается (Idempotency-Key тот же)')
    expect(text.en).toContain('Repeating is safe')
    await holder.query('rollback')
    await Promise.all([holder.end(), cutter.end()])
    await until(async () => (await register('Лифт стоит', key)).ok)
    expect((await texts()).filter((text) => text.includes('Лифт стоит'))).toHaveLength(1)
    expect(program.runs).toBe(true)
  })

  it.each([
    ['cut once', async ({ sql }: Ground): Promise<void> => void (await sql(cutWaiting))],
    ['cut, and cut again', async ({ sql }: Ground): Promise<void> => void [await sql(cutWaiting), await sql(cutWaiting)]],
    ['ended by a fast restart', (own: Ground) => own.stop('SIGINT').then(() => own.start())],
    ['ended by an immediate restart', (own: Ground) => own.stop('SIGQUIT').then(() => own.start())],
    ['ended with the server, killed', (own: Ground) => own.stop('SIGKILL').then(() => own.start())],
  ] as const)('a session %s while a transaction of several statements waits in it: 503, and the program lives', async (how, lose) => {
    // The way before may have left the server on its way up.
    const holder = await until(() => ground.session().catch(() => null))
    await holder.query('begin; lock table units in access exclusive mode')
    const name = `Отдел, ${how}`
    const unit = { name, short: name, parentId: null, executes: true, active: true }
    const begun = curator.send('POST', '/api/units', unit)
    await until(async () => (await ground.sql(`select 1 from pg_locks where not granted and relation = 'units'::regclass`)).length > 0)
    await lose(ground)
    const response = await begun
    // A server that stops ends whoever holds the table too, and what waited may get through before its own end.
    expect(`${response.status} ${await response.text()}`).toMatch(/^(20\d |503 .*сначала посмотрите, потом повторяйте)/)
    await holder.end().catch(() => undefined)
    await until(async () => (await curator.send('POST', '/api/units', unit)).ok)
    expect(program.runs).toBe(true)
  })
})
