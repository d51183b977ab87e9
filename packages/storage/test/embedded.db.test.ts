import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { connect } from '../src/engine/connect.ts'
import { lives, readPostmaster, stopPostmaster } from '../src/embedded/postmaster.ts'

const CHILD = fileURLToPath(new URL('embedded-child.ts', import.meta.url))
const root = process.getuid?.() === 0
const NOBODY = { uid: 65534, gid: 65534 }
const LEASES = `select from pg_stat_activity where application_name = 'otklik lease'`

/** Memory, where the system has enough of it: these tests kill servers, not power, so nothing needs to wait for a disk. */
const GROUND = existsSync('/dev/shm') && statfsSync('/dev/shm').bavail * statfsSync('/dev/shm').bsize > 2e9 ? '/dev/shm' : tmpdir()

const places: string[] = []
const children: ChildProcess[] = []

/** A directory for one server; gone after the test, together with whatever still runs in it. */
function place(mode = 0o755): string {
  const directory = mkdtempSync(join(GROUND, 'otklik-embedded-'))
  chmodSync(directory, mode)
  places.push(directory)
  return join(directory, 'pg')
}

const prepared = mkdtempSync(join(GROUND, 'otklik-prepared-'))

/** As `place`, with a cluster that was made and stopped before: making one takes longer than all the rest. */
function furnished(): string {
  const directory = place()
  spawnSync('cp', ['-a', join(prepared, 'pg'), directory])
  return directory
}

beforeAll(async () => {
  chmodSync(prepared, 0o755)
  await (await open(join(prepared, 'pg'))).close()
})
afterAll(() => rmSync(prepared, { recursive: true }))

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const directory of places.splice(0)) {
    const cluster = join(directory, 'pg', 'cluster')
    if (existsSync(cluster)) {
      const real = realpathSync(cluster)
      await stopPostmaster(() => expect.unreachable(), real)
      if (real !== cluster) rmSync(real, { recursive: true })
    }
    rmSync(directory, { recursive: true })
  }
})

const open = async (directory: string) => {
  const events: string[] = []
  const connection = await connect({ kind: 'embedded', directory }, { log: (event) => events.push(event) })
  return { ...connection, events }
}

/** Another Node process on the same directory. */
async function inChild(directory: string, owner: { uid?: number; gid?: number } = {}) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, directory], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    ...owner,
  })
  children.push(child)
  const [line] = (await once(createInterface(child.stdout as NodeJS.ReadableStream), 'line')) as [string]
  return { child, ...(JSON.parse(line) as { events: string[]; uid: number }) }
}

const postmaster = (directory: string) => readPostmaster(realpathSync(join(directory, 'cluster')))
const pidOf = (directory: string) => postmaster(directory)?.pid ?? 0

async function gone(pid: number): Promise<void> {
  while (lives(pid)) await new Promise((resolve) => setTimeout(resolve, 10))
}

describe('the embedded server', () => {
  test('comes up in an empty directory, sorts Russian words by itself, keeps checksums, and is stopped by its only user', async () => {
    const directory = place()
    const { pool, close, events } = await open(directory)
    const { rows } = await pool.query<{ word: string }>(
      `select word from unnest(array['ёлка', 'Арбуз', 'ель', 'абзац']) as t (word) order by word`,
    )
    expect(rows.map(({ word }) => word)).toEqual(['абзац', 'Арбуз', 'ёлка', 'ель'])
    const settings = await pool.query(
      `select current_setting('data_checksums') as sums, current_setting('fsync') as fsync, current_setting('synchronous_commit') as sync,
         current_setting('jit') as jit, current_setting('listen_addresses') as listens, lower('ЁЖ') as lower,
         to_tsvector('russian', '«Ямы» на дорогах')::text as words`,
    )
    expect(settings.rows).toEqual([
      { sums: 'on', fsync: 'on', sync: 'on', jit: 'off', listens: '', lower: 'ёж', words: `'дорог':3 'ям':1` },
    ])
    const pid = pidOf(directory)
    await close()
    expect(lives(pid)).toBe(false)
    expect(events).toEqual(['database-made', 'database-started', 'database-stopped'])
  })

  test('is made once by two starters at once, and stopped by the last one out', async () => {
    const directory = place()
    const [one, two] = await Promise.all([open(directory), inChild(directory)])
    expect(readdirSync(directory)).toEqual(['cluster'])
    const pid = pidOf(directory)
    await one.close()
    expect(one.events.at(-1)).toBe('database-left-running')
    expect(lives(pid)).toBe(true)
    two.child.stdin?.end()
    await once(two.child, 'exit')
    expect(lives(pid)).toBe(false)
  })

  test('left by a killed Node process is reused, with everything that was confirmed', async () => {
    const directory = furnished()
    const { child } = await inChild(directory)
    const pid = pidOf(directory)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(lives(pid)).toBe(true)
    const { pool, close, events } = await open(directory)
    expect(events).toEqual(['database-reused'])
    expect(pidOf(directory)).toBe(pid)
    expect((await pool.query('select word from left_behind')).rows).toEqual([{ word: 'confirmed' }])
    // The server takes a moment to see that the killed process is gone; until then it would not be ours alone to stop.
    await expect.poll(async () => (await pool.query(LEASES)).rowCount, { timeout: 60_000 }).toBe(1)
    await close()
    expect(lives(pid)).toBe(false)
  })

  test('killed together with its Node is started again from its stale files', async () => {
    const directory = furnished()
    const { child } = await inChild(directory)
    const pid = pidOf(directory)
    child.kill('SIGKILL')
    process.kill(pid, 'SIGKILL')
    await gone(pid)
    const { pool, close, events } = await open(directory)
    expect(events).toEqual(['database-started'])
    expect((await pool.query('select word from left_behind')).rows).toEqual([{ word: 'confirmed' }])
    await close()
  })

  test('killed under a living Node is restarted, and the pool goes on', async () => {
    const directory = furnished()
    const { pool, close, events } = await open(directory)
    await pool.query('create table kept (number int)')
    await pool.query('insert into kept select generate_series(1, 1000)')
    const pid = pidOf(directory)
    process.kill(pid, 'SIGKILL')
    const count = () => pool.query('select count(*)::int as count from kept').catch(() => null)
    await gone(pid)
    await expect.poll(async () => (await count())?.rows, { timeout: 60_000 }).toEqual([{ count: 1000 }])
    await vi.waitFor(() => expect(events).toContain('database-restarted'), 30_000)
    expect(events.filter((event) => event !== 'database-session-lost')).toEqual(['database-started', 'database-lost', 'database-restarted'])
    await close()
  })

  test('is not kept from starting by a stale file whose number now belongs to another program', async () => {
    const directory = furnished()
    const stale = [process.pid, join(directory, 'cluster'), 1767225600, 5432, join(directory, 'cluster'), '', '', 'ready', '']
    writeFileSync(join(directory, 'cluster', 'postmaster.pid'), stale.join('\n'))
    const { close, events } = await open(directory)
    expect(events).toEqual(['database-started'])
    await close()
  })

  test('sweeps away what an initdb cut off in the middle left', async () => {
    const directory = place()
    const { pid } = spawnSync(process.execPath, ['--version'])
    mkdirSync(join(directory, `making-${pid}-0badcafe`, 'cluster'), { recursive: true })
    const { close } = await open(directory)
    await close()
    expect(readdirSync(directory)).toEqual(['cluster'])
  })

  test('of another major version is left alone, and the way across is named', async () => {
    const directory = furnished()
    writeFileSync(join(directory, 'cluster', 'PG_VERSION'), '17\n')
    await expect(open(directory)).rejects.toMatchObject({
      code: 'other-major-version',
      ru: expect.stringMatching(/otklik backup.*otklik restore/),
      en: expect.stringMatching(/otklik backup.*otklik restore/),
    })
  })

  test('listens in a short place where the path is too long for a socket', async () => {
    const directory = join(place(), 'a'.repeat(60), 'b'.repeat(60))
    mkdirSync(dirname(directory), { recursive: true })
    spawnSync('cp', ['-a', join(prepared, 'pg'), directory])
    const { pool, close } = await open(directory)
    const socket = postmaster(directory)?.socketDirectory ?? ''
    expect(socket).toMatch(/otklik-[0-9a-f]{16}$/)
    expect(statSync(socket).mode & 0o777).toBe(0o700)
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await close()
    rmSync(socket, { recursive: true, force: true })
  })

  test('lets nobody in without the password that stands beside its data', async () => {
    const directory = furnished()
    const { config, close } = await open(directory)
    const cluster = realpathSync(join(directory, 'cluster'))
    const file = join(cluster, 'otklik.password')
    expect(statSync(cluster).mode & 0o777).toBe(0o700)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const url = (password: string) =>
      `postgres://otklik:${password}@/otklik?host=${encodeURIComponent(config.host ?? '')}&port=${config.port}`
    await expect(connect({ kind: 'server', url: url('guess') })).rejects.toMatchObject({ code: 'server-unreachable' })
    const right = await connect({ kind: 'server', url: url(readFileSync(file, 'utf8').trim()) })
    expect(right.serverVersion).toMatch(/^18\./)
    await right.close()
    await close()
  })
})

describe.skipIf(!root)('started by root', () => {
  test('runs as an ordinary user, who owns the data', async () => {
    const directory = furnished()
    const { close } = await open(directory)
    const owner = statSync(join(directory, 'cluster')).uid
    expect(owner).not.toBe(0)
    expect(statSync(`/proc/${pidOf(directory)}`).uid).toBe(owner)
    await close()
  })

  test('in a place that user cannot enter, keeps the data where they can, and leaves a pointer', async () => {
    const directory = place(0o700)
    const { pool, close, events } = await open(directory)
    expect(events).toContain('database-elsewhere')
    expect(realpathSync(join(directory, 'cluster'))).toMatch(/^\/var\/lib\/otklik\/cluster-/)
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await close()
  })

  test('an ordinary user starts one of their own just so', async ({ skip }) => {
    const seen = spawnSync(process.execPath, ['--check', CHILD], { ...NOBODY, cwd: '/' })
    if (seen.status !== 0) skip('this checkout, or Node itself, stands where an ordinary user cannot read it')
    const directory = place()
    mkdirSync(directory)
    chownSync(directory, NOBODY.uid, NOBODY.gid)
    const { child, events, uid } = await inChild(directory, NOBODY)
    expect(uid).toBe(NOBODY.uid)
    expect(events).toEqual(['database-made', 'database-started'])
    const pid = pidOf(directory)
    expect(statSync(`/proc/${pid}`).uid).toBe(NOBODY.uid)
    child.stdin?.end()
    await once(child, 'exit')
    expect(lives(pid)).toBe(false)
  })

  test('an ordinary user who may not enter the directory is told whose it must be', async ({ skip }) => {
    const seen = spawnSync(process.execPath, ['--check', CHILD], { ...NOBODY, cwd: '/' })
    if (seen.status !== 0) skip('this checkout, or Node itself, stands where an ordinary user cannot read it')
    const directory = place(0o700)
    const answer = spawnSync(process.execPath, [CHILD, directory], { ...NOBODY, cwd: '/', encoding: 'utf8' })
    expect(answer.status).toBe(1)
    expect(answer.stderr).toContain('Нет доступа к ')
    expect(answer.stderr).toContain('No access to ')
  })
})
