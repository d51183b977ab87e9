import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../packages/storage/test/database.ts'
import { Disks } from '../src/disks.ts'
import { Program } from './ground.ts'
import { until } from './town.ts'

const run = (...words: readonly string[]): boolean => spawnSync(words[0] ?? '', words.slice(1)).status === 0

/** A small disk of its own at a place; false where this system does not let us mount one. */
const mount = (place: string, size: string): boolean => run('mount', '-t', 'tmpfs', '-o', `size=${size},mode=0755`, 'tmpfs', place)

const mayMount = (() => {
  const place = mkdtempSync(join(tmpdir(), 'otklik-mount-'))
  const may = mount(place, '1m')
  if (may) run('umount', place)
  rmSync(place, { recursive: true })
  if (!may) process.stderr.write('full-disk.flow.test.ts: this system mounts no tmpfs for us; its tests are NOT run\n')
  return may
})()

let place: string
let programs: Program[]
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'otklik-disk-'))
  programs = []
})
afterEach(async () => {
  for (const program of programs) await program.stop('SIGTERM')
  const pid = /^\d+/.exec(readOr(join(place, 'database', 'cluster', 'postmaster.pid')))?.[0]
  if (pid !== undefined) {
    process.kill(Number(pid), 'SIGKILL')
    await until(async () => !run('kill', '-0', pid))
  }
  while (run('umount', '-l', place));
  rmSync(place, { recursive: true, force: true })
})

const readOr = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function start(env: Readonly<Record<string, string>>, ...args: readonly string[]): Program {
  const program = new Program(args.length === 0 ? ['serve'] : args, { OTKLIK_LOG: 'error', PORT: '0', OTKLIK_DATA: place, ...env })
  programs.push(program)
  return program
}

/** Fills the disk to its last byte, or so far that this is left. */
function fill(left = 0): void {
  const { bavail, bsize } = statfsSync(place)
  const ballast = openSync(join(place, 'ballast'), 'a')
  const piece = Buffer.alloc(4096, 1)
  try {
    for (let free = bavail * bsize - left; free > 0; free -= piece.length) writeSync(ballast, piece)
    if (left === 0) for (;;) writeSync(ballast, piece, 0, 512)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    closeSync(ballast)
  }
}

const healthOf = async (url: string) => {
  const response = await fetch(new URL('/healthz', url))
  return {
    http: response.status,
    ...((await response.json()) as { status: string; disk: { ok: boolean }; troubles: { code: string; ru: string }[] }),
  }
}

/** The last words of a program that cannot start: words, and no stack. */
const said = async (program: Program): Promise<string> => {
  expect(await program.ended).toBeGreaterThan(0)
  expect(program.err).not.toContain('    at ')
  return program.err
}

describe.runIf(mayMount)('a disk that fills under a program that runs', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await testDatabase()
  })
  afterEach(() => database.drop())

  it('is told before it hurts, then as full with 503, and forgotten when there is room again', async () => {
    mount(place, '700m')
    const url = await start({ DATABASE_URL: database.url }).ready()
    expect(await healthOf(url)).toMatchObject({ http: 200, status: 'ok', troubles: [] })
    fill(200 * 1024 * 1024)
    await expect
      .poll(() => healthOf(url), { timeout: 60_000 })
      .toMatchObject({ http: 200, status: 'degraded', troubles: [{ code: 'disk-low' }] })
    fill()
    await expect
      .poll(() => healthOf(url), { timeout: 60_000 })
      .toMatchObject({ http: 503, disk: { ok: false }, troubles: [{ code: 'disk' }] })
    const { troubles } = await healthOf(url)
    expect(troubles[0]?.ru).toContain(place)
    expect(troubles[0]?.ru).toContain('кончилось место')
    rmSync(join(place, 'ballast'))
    await expect.poll(() => healthOf(url), { timeout: 60_000 }).toMatchObject({ http: 200, status: 'ok' })
  })

  it('that can only be read any more is told with 503 and what to look at', async () => {
    mount(place, '700m')
    const url = await start({ DATABASE_URL: database.url }).ready()
    run('mount', '-o', 'remount,ro', place)
    await expect.poll(() => healthOf(url), { timeout: 60_000 }).toMatchObject({ http: 503, disk: { ok: false } })
    expect((await healthOf(url)).troubles[0]?.ru).toContain('EROFS')
  })
})

describe.runIf(mayMount)('a start', () => {
  it.each([['serve'], ['demo'], ['migrate'], ['verify']])(
    'on a full disk: %s says so and what to free, and leaves nothing running',
    async (command) => {
      mount(place, '1m')
      fill()
      const err = await said(start({}, command))
      expect(err).toContain('На диске кончилось место')
      expect(err).not.toContain('DATABASE_URL')
    },
  )

  it('on a disk that an initdb does not fit on', async () => {
    mount(place, '20m')
    expect(await said(start({}))).toContain('На диске кончилось место')
  })

  it('with an embedded database whose disk is full: the disk is named, not the address; with room again it starts, and all is there', async () => {
    mount(place, '300m')
    const first = start({})
    await first.ready()
    expect(await first.stop()).toBe(0)
    fill()
    const err = await said(start({}))
    expect(err).toContain('На диске кончилось место')
    expect(err).not.toContain('DATABASE_URL')
    rmSync(join(place, 'ballast'))
    const again = start({})
    expect(await healthOf(await again.ready())).toMatchObject({ disk: { ok: true } })
  })

  it.each([['serve'], ['demo'], ['migrate']])('in a directory that can only be read: %s says so and what to do', async (command) => {
    mount(place, '1m')
    run('mount', '-o', 'remount,ro', place)
    for (const directory of [place, join(place, 'not', 'made')]) {
      const err = await said(start({ OTKLIK_DATA: directory }, command))
      expect(err).toContain('доступен только для чтения')
      expect(err).toContain('OTKLIK_DATA')
    }
  })

  it('with data on a disk that can only be read any more', async () => {
    mount(place, '300m')
    const first = start({})
    await first.ready()
    expect(await first.stop()).toBe(0)
    run('mount', '-o', 'remount,ro', place)
    expect(await said(start({}))).toContain('доступен только для чтения')
  })
})

const at = (directory: string) => new Disks({ directory, filesDirectory: directory, location: { kind: 'server', url: '' } }).look()

describe('what is known of disks', () => {
  it('a place with room has no trouble, a place that is not there has one', async () => {
    mkdirSync(join(place, 'there'))
    writeFileSync(join(place, 'file'), '')
    expect(await at(join(place, 'there'))).toMatchObject({ ok: true })
    expect(await at(join(place, 'nowhere'))).toMatchObject({ ok: false, freeMb: null, troubles: [{ code: 'disk' }] })
    expect(await at(join(place, 'file'))).toMatchObject({ ok: false })
  })

  it.each([['53100'], ['ENOSPC'], ['EDQUOT']])(
    "a write that failed with %s is told: of a server's disk nothing else is known",
    async (code) => {
      const disks = new Disks({ directory: place, filesDirectory: place, location: { kind: 'server', url: '' } })
      const log = disks.noticing(() => undefined)
      log('inbox.failed', { error: Object.assign(new Error('no room'), { code: '23505' }) })
      expect((await disks.look()).ok).toBe(true)
      const others = new Disks({ directory: place, filesDirectory: place, location: { kind: 'server', url: '' } })
      others.noticing(() => undefined)('inbox.failed', {
        error: new Error('wrapped', { cause: Object.assign(new Error('no room'), { code }) }),
      })
      expect(await others.look()).toMatchObject({ ok: false, troubles: [{ code: 'disk' }] })
    },
  )
})
