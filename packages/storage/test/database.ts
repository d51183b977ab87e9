import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import { type Connection, type ConnectOptions, connect } from '../src/engine/connect.ts'
import type { Location } from '../src/engine/location.ts'
import { databaseUrl } from './database-url.ts'

/** A database of one test file: migrated, empty, nobody else's. */
export type TestDatabase = {
  readonly name: string
  readonly url: string
  readonly location: Location
  /** Opened connections are closed by `drop`. */
  connect(options?: ConnectOptions): Promise<Connection>
  drop(): Promise<void>
}

/** A fresh copy of the migrated template; call in `beforeAll`, `drop` in `afterAll`. */
export function testDatabase(): Promise<TestDatabase> {
  return make(inject('postgres').template)
}

/** A database without any table, in Unicode. */
export function emptyDatabase(): Promise<TestDatabase> {
  return make('template0')
}

async function make(template: string): Promise<TestDatabase> {
  const { server, template: prefix } = inject('postgres')
  const name = freshName(prefix)
  await run(server, `create database ${name} encoding 'UTF8' template ${template}`)
  return databaseNamed(server, name)
}

/** A name that no other database has; the end of a run drops whatever begins with its prefix. */
export const freshName = (prefix: string): string => `${prefix}_${randomBytes(5).toString('hex')}`

/** A database of the server of this run, dropped by `drop`. */
export const databaseNamed = (server: string, name: string): TestDatabase =>
  databaseAt(name, databaseUrl(server, name), () => run(server, `drop database if exists ${name} with (force)`))

/** A database that stands at this address; `drop` closes what was opened and then takes it away by `away`. */
export function databaseAt(name: string, url: string, away: () => Promise<void>): TestDatabase {
  const location: Location = { kind: 'server', url }
  const opened: Connection[] = []
  return {
    name,
    url,
    location,
    async connect(options) {
      const connection = await connect(location, options)
      opened.push(connection)
      return connection
    },
    async drop() {
      await Promise.all(opened.splice(0).map((connection) => connection.close()))
      await away()
    },
  }
}

async function run(server: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
