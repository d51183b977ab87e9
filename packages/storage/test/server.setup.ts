import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { Client, Pool } from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/engine/migrate.ts'
import { stopPostmaster } from '../src/embedded/postmaster.ts'
import { databaseUrl } from './database-url.ts'
import { startDebianPostgres } from './debian-server.ts'
import { SETTINGS, startOurs } from './own-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server's maintenance database, and the migrated database that others are copied from. */
    postgres: {
      readonly server: string
      readonly template: string
      readonly embedded: boolean
      /** A directory of the run, for what is made once and copied. */
      readonly ground: string
    }
  }
}

const PREFIX = 'otklik-test-'

/**
 * One PostgreSQL for a run: the one of `OTKLIK_TEST_DATABASE_URL` (a superuser's address); with `OTKLIK_TEST_DATABASE=server` the system's own
 * in a directory that goes away; an embedded one otherwise.
 * Tests copy their databases from one migrated here.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.OTKLIK_TEST_DATABASE_URL
  const server = given ? { url: given, stop: async (): Promise<unknown> => null } : await throwAway()
  const template = `otklik_test_${randomBytes(5).toString('hex')}`
  await withClient(server.url, (client) => client.query(`create database ${template} encoding 'UTF8' template template0`))
  const pool = new Pool({ connectionString: databaseUrl(server.url, template), max: 1 })
  await migrate(pool, () => Date.parse('2026-01-12T09:00:00+03:00'))
  await pool.end()
  const ground = mkdtempSync(join(tmpdir(), 'otklik-made-'))
  const embedded = !given && process.env.OTKLIK_TEST_DATABASE !== 'server'
  project.provide('postgres', { server: server.url, template, embedded, ground })
  return async () => {
    await withClient(server.url, (client) => dropAll(client, template))
    await server.stop()
    rmSync(ground, { recursive: true, force: true })
  }
}

async function withClient(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** Also what a failed test forgot: every copy carries the template's name. */
async function dropAll(client: Client, template: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select datname as name from pg_database where starts_with(datname, $1)', [
    template,
  ])
  for (const { name } of rows) await client.query(`drop database if exists "${name}" with (force)`)
}

async function throwAway(): Promise<{ url: string; stop: () => Promise<unknown> }> {
  await sweep()
  const directory = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  // As root the server runs as another user, who must be able to pass.
  chmodSync(directory, 0o755)
  const { url, stop } = await (process.env.OTKLIK_TEST_DATABASE === 'server'
    ? startDebianPostgres(directory, SETTINGS)
    : startOurs(directory))
  return { url, stop: () => stop().then(() => rmSync(directory, { recursive: true, force: true })) }
}

/** Servers of runs that were killed. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]
    if (pid === undefined || runs(Number(pid))) continue
    const cluster = join(tmpdir(), name, 'cluster')
    await stopPostmaster(() => {
      throw new Error('unreachable on POSIX')
    }, cluster).catch(() => {})
    rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
