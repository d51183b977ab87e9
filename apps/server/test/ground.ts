import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { endCluster, socketOf } from '../../../packages/storage/test/cluster.ts'
import { startDebianPostgres } from '../../../packages/storage/test/debian-server.ts'
import { SETTINGS } from '../../../packages/storage/test/own-server.ts'
import { until } from './town.ts'

/** A database of its own that a test may stop, kill and start again under a program that runs. */
export type Ground = {
  readonly kind: 'embedded' | 'server'
  readonly environment: Readonly<Record<string, string>>
  readonly directory: string
  /** Name of the program's database. */
  readonly database: string
  /** As the database's superuser. */
  readonly sql: (text: string) => Promise<Record<string, unknown>[]>
  /** A session of one's own as superuser, in the program's database or another one. */
  readonly session: (database?: string) => Promise<Client>
  /** Ends the server: by a signal of PostgreSQL's (SIGINT fast, SIGQUIT immediate) or by SIGKILL. Resolves when it is gone. */
  readonly stop: (signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL') => Promise<void>
  /** Starts it again; the embedded one is started by the program. */
  readonly start: () => Promise<void>
  /** Takes everything away; whoever used it has ended. */
  readonly remove: () => Promise<void>
}

/** @param kind the embedded one stands in the data directory and belongs to the program; the other is the system's own. */
export async function openGround(kind: Ground['kind']): Promise<Ground> {
  const directory = mkdtempSync(join(tmpdir(), 'otklik-ground-'))
  chmodSync(directory, 0o755)
  const data = join(directory, 'data')
  const common = { OTKLIK_DATA: data, OTKLIK_LOG: 'error', OTKLIK_ALLOW_LOOPBACK: '1', PORT: '0', HOST: '127.0.0.1' }
  const server = kind === 'server' ? await startDebianPostgres(join(directory), SETTINGS) : null
  const cluster = (): string => server?.cluster ?? realpathSync(join(data, 'database', 'cluster'))
  const database = server === null ? 'otklik' : 'postgres'
  const session = async (into = database): Promise<Client> => {
    const password = server === null ? readFileSync(join(cluster(), 'otklik.password'), 'utf8').trim() : undefined
    const host = socketOf(cluster()) ?? cluster()
    const client = new Client({ host, port: 5432, user: 'otklik', password, database: into })
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
  return {
    kind,
    directory,
    database,
    environment: server === null ? common : { ...common, DATABASE_URL: server.url },
    session,
    async sql(text) {
      const client = await session()
      try {
        return (await client.query(text)).rows as Record<string, unknown>[]
      } finally {
        await client.end()
      }
    },
    stop: (signal) => endCluster(cluster(), signal),
    async start() {
      await server?.start()
    },
    async remove() {
      await endCluster(cluster(), 'SIGINT').catch(() => undefined)
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

const main = join(import.meta.dirname, '../../command-line/src/main.ts')

/** `otklik …` as an operating system runs it. */
export class Program {
  out = ''
  err = ''
  readonly child: ChildProcess
  readonly ended: Promise<number | null>

  constructor(args: readonly string[], env: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, [main, ...args], {
      env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child = child
    child.stdout.on('data', (chunk: Buffer) => (this.out += chunk.toString('utf8')))
    child.stderr.on('data', (chunk: Buffer) => (this.err += chunk.toString('utf8')))
    this.ended = once(child, 'exit').then(([code]) => code as number | null)
  }

  get runs(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null
  }

  /** The address that it says it is ready at. */
  ready(): Promise<string> {
    return until(async () => {
      if (!this.runs) throw new Error(`the program ended with ${this.child.exitCode}: ${this.err.slice(-4_000)}`)
      return /ready (\S+)/.exec(this.out)?.[1]
    })
  }

  /** Asks it to stop, as Ctrl+C does. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.runs) this.child.kill(signal)
    return this.ended
  }
}
