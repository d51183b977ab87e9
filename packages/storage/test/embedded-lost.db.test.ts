import { chmodSync, mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { connect } from '../src/engine/connect.ts'
import { lives, readPostmaster } from '../src/embedded/postmaster.ts'
import { inTransaction } from '../src/engine/transaction.ts'
import { endCluster } from './cluster.ts'

const patience = 120_000

let directory: string
let events: string[]
let connection: Awaited<ReturnType<typeof connect>>
const cluster = (): string => realpathSync(join(directory, 'pg', 'cluster'))

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'otklik-embedded-lost-'))
  chmodSync(directory, 0o755)
  events = []
  connection = await connect({ kind: 'embedded', directory: join(directory, 'pg') }, { log: (event) => events.push(event) })
})
afterEach(async () => {
  await endCluster(cluster(), 'SIGKILL')
  rmSync(directory, { recursive: true, force: true })
})

const one = () =>
  connection.pool.query<{ one: number }>('select 1 as one').then(
    ({ rows }) => rows,
    () => null,
  )

describe('an embedded server that is lost', () => {
  test('and cannot start for a while is brought up when it can, however often that fails', async () => {
    const pid = readPostmaster(cluster())?.pid ?? 0
    const [version, away] = [join(cluster(), 'PG_VERSION'), join(cluster(), 'away')]
    renameSync(version, away)
    process.kill(pid, 'SIGKILL')
    await vi.waitFor(() => expect(events).toContain('database-restart-failed'), patience)
    expect(await one()).toBeNull()
    renameSync(away, version)
    await expect.poll(one, { timeout: patience }).toEqual([{ one: 1 }])
    await vi.waitFor(() => expect(events).toContain('database-restarted'), patience)
    const last = readPostmaster(cluster())?.pid ?? 0
    await connection.close()
    expect(lives(last)).toBe(false)
  })

  test('and cannot start does not keep the program from ending', async () => {
    renameSync(join(cluster(), 'PG_VERSION'), join(cluster(), 'away'))
    process.kill(readPostmaster(cluster())?.pid ?? 0, 'SIGKILL')
    await vi.waitFor(() => expect(events).toContain('database-restart-failed'), patience)
    await connection.close()
    expect(await one()).toBeNull()
  })

  test('in the middle of a transaction fails that transaction and nothing else', async () => {
    const { pool } = connection
    const cut = inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
      // Nobody speaks over the session while it ends.
      await new Promise((resolve) => setTimeout(resolve, 300))
      return client.query('select 1')
    })
    await expect(cut).rejects.toThrow(/terminat|queryable/)
    expect(await one()).toEqual([{ one: 1 }])
    await connection.close()
  })

  test('a transaction in which a statement failed is never taken for committed', async () => {
    const swallowed = inTransaction(connection.pool, (client) => client.query('select 1 / 0').catch(() => 'went on'))
    await expect(swallowed).rejects.toThrow('a statement failed')
    await connection.close()
  })
})
