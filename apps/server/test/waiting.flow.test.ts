import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maintenance } from '@otklik/storage'
import { databaseUrl } from '../../../packages/storage/test/database-url.ts'
import { type Ground, openGround, Program } from './ground.ts'
import { until } from './town.ts'

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Starts a program anew whenever it ends, as systemd does with Restart=always; five starts in ten seconds are the end. */
class Supervisor {
  starts = 0
  failed = false
  #program: Program | null = null
  #leaving = false
  readonly #make: () => Program

  constructor(make: () => Program) {
    this.#make = make
    void this.#run([])
  }

  async #run(recent: number[]): Promise<void> {
    while (!this.#leaving) {
      recent = [...recent, Date.now()].filter((at) => at > Date.now() - 10_000)
      if (recent.length > 5) {
        this.failed = true
        return
      }
      this.starts += 1
      this.#program = this.#make()
      await this.#program.ended
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  get program(): Program {
    if (this.#program === null) throw new Error('nothing was started')
    return this.#program
  }

  async stop(): Promise<number | null> {
    this.#leaving = true
    return this.program.stop()
  }
}

describe('a program that starts while its database is away', () => {
  let ground: Ground
  beforeAll(async () => {
    ground = await openGround('server')
  })
  afterAll(() => ground.remove())

  it('waits under a supervisor, says why to everybody who asks, and works when the database comes, without a second start', async () => {
    await ground.stop('SIGINT')
    const port = await freePort()
    const env = { ...ground.environment, PORT: String(port) }
    const supervisor = new Supervisor(() => new Program(['serve'], env))
    const url = `http://127.0.0.1:${port}`
    const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      fetch(`${url}${path}`, { headers, method }).catch(() => null)
    const first = await until(() => ask('/healthz'))
    expect(first.status).toBe(503)
    expect(first.headers.get('retry-after')).toBe('10')
    expect(await first.json()).toMatchObject({
      status: 'degraded',
      database: { ok: false, kind: 'server' },
      troubles: [
        { code: 'database', ru: expect.stringContaining('База данных не отвечает'), en: expect.stringContaining('does not answer') },
      ],
    })
    const page = await until(() => ask('/', { accept: 'text/html', 'accept-language': 'ru' }))
    expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8'])
    expect(await page.text()).toContain('Хранилище сейчас недоступно')
    const problem = await until(() => ask('/api/session', { 'accept-language': 'en' }, 'POST'))
    expect(problem.status).toBe(503)
    expect(await problem.json()).toMatchObject({ code: 'unavailable', status: 503, detail: expect.stringContaining('does not answer') })
    // Longer than a supervisor would need to give up.
    await new Promise((resolve) => setTimeout(resolve, 12_000))
    expect(supervisor.program.err).toContain('Жду базу')
    expect(supervisor.program.err.match(/Жду базу/g)).toHaveLength(1)
    await ground.start()
    expect(await supervisor.program.ready()).toBe(`${url}/`)
    expect((await until(() => ask('/healthz'))).status).toBe(200)
    expect([supervisor.starts, supervisor.failed]).toEqual([1, false])
    expect(await supervisor.stop()).toBe(0)
  })

  it('is stopped at once when asked while it waits', async () => {
    await ground.stop('SIGINT')
    const program = new Program(['serve'], ground.environment)
    await until(async () => program.err.includes('Жду базу'))
    expect(await program.stop()).toBe(0)
    await ground.start()
  })

  it('as a worker it waits just so, without an address', async () => {
    await ground.stop('SIGINT')
    const program = new Program(['serve', '--role', 'worker'], ground.environment)
    await until(async () => program.err.includes('Жду базу'))
    await ground.start()
    expect(await program.ready()).toBe('worker')
    expect(await program.stop()).toBe(0)
  })

  const address = (): string => ground.environment['DATABASE_URL'] ?? ''
  it.each([
    ['no such database', () => databaseUrl(address(), 'nowhere'), 'такой базы на сервере нет'],
    ['no such user', () => address().replace('otklik@', 'stranger@'), 'Проверьте DATABASE_URL'],
  ])('does not wait for what waiting does not mend: %s', async (_, url, words) => {
    const program = new Program(['serve'], { ...ground.environment, DATABASE_URL: url() })
    expect(await program.ended).toBe(1)
    expect(program.err).toContain(words)
    expect(program.err).not.toContain('Жду базу')
    expect(program.err).not.toContain('    at ')
  })

  it('does not wait for a database that is newer than the program', async () => {
    await maintenance.migrate({ kind: 'server', url: address() })
    await ground.sql(`insert into schema_versions (number, name, applied_at) values (9000, '9000_later', 0)`)
    const program = new Program(['serve'], ground.environment)
    expect(await program.ended).toBe(1)
    expect(program.err).toContain('База новее программы')
    await ground.sql('delete from schema_versions where number = 9000')
  })

  it('says at once that its port is taken, and leaves no PostgreSQL behind', async () => {
    const holder = createServer()
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
    const taken = holder.address()
    const port = typeof taken === 'object' && taken !== null ? taken.port : 0
    const { DATABASE_URL: _, ...embedded } = { DATABASE_URL: '', ...ground.environment }
    const program = new Program(['serve'], { ...embedded, OTKLIK_DATA: `${ground.directory}/unborn`, PORT: String(port) })
    expect(await program.ended).toBe(2)
    expect(program.err).toContain(`Порт ${port}`)
    await new Promise((resolve) => holder.close(resolve))
  })
})
