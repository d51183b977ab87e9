import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Program } from '../../server/test/ground.ts'
import { until } from '../../server/test/town.ts'

let directory: string
let holder: Server | null
let program: Program
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'otklik-demo-start-'))
  holder = null
})
afterEach(async () => {
  await program.stop('SIGKILL')
  await new Promise<void>((resolve) => (holder === null ? resolve() : holder.close(() => resolve())))
  rmSync(directory, { recursive: true, force: true })
})

async function take(port = 0): Promise<number> {
  const server = createServer()
  holder = server
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const start = (port: number): Program => {
  program = new Program(['demo'], { OTKLIK_DATA: directory, OTKLIK_LOG: 'error', PORT: String(port) })
  return program
}

/** Every PostgreSQL whose data stand in the directory: its own command line says so. */
function servers(): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return (
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('-D\0') && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(directory)
      )
    } catch {
      return false
    }
  })
}

describe.runIf(existsSync('/proc/self/cmdline'))('the demo', () => {
  it('says at once that its port is taken: before a town is built, and with nothing left', async () => {
    const port = await take()
    const demo = start(port)
    expect(await demo.ended).toBe(2)
    expect(demo.err).toContain(`Порт ${port}`)
    expect(demo.err).not.toContain('Открываю данные города')
    expect(readdirSync(directory)).toEqual([])
    expect(servers()).toEqual([])
  })

  it('leaves nothing running when its port is taken meanwhile', async () => {
    const port = await take()
    await new Promise((resolve) => holder?.close(resolve))
    const demo = start(port)
    await until(async () => demo.err.includes('Открываю данные города') || !demo.runs)
    await take(port)
    expect(await demo.ended).toBe(2)
    expect(demo.err).toContain(`Порт ${port}`)
    expect(servers()).toEqual([])
  })

  it.each([
    ['its data are opened', 'Открываю данные города'],
    ['its history is told', 'Рассказываю последние дни'],
  ])('stopped by Ctrl+C while %s leaves no PostgreSQL', async (_, words) => {
    const demo = start(0)
    await until(async () => demo.err.includes(words) || !demo.runs)
    expect(await demo.stop('SIGINT')).toBe(0)
    expect(servers()).toEqual([])
  })
})
