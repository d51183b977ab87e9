import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { inject } from 'vitest'
import { databaseNamed, freshName, type TestDatabase } from './database.ts'

/** What a test file begins with: a filled database, the data directory that belongs to it, and what whoever filled them wants to remember. */
type Filled<Kept> = { readonly database: TestDatabase; readonly kept: Kept }

/**
 * A copy of what `fill` makes: the first file of a run that asks for `name` has it made, every other copies. Founding a town takes seconds,
 * copying one takes a tenth of that.
 * @param name says everything that `fill` depends on
 * @param directory empty; receives the data directory
 * @param fill fills both and closes everything that it opened; what it answers must outlive JSON
 */
export async function copyOf<Kept>(
  name: string,
  directory: string,
  fill: (database: TestDatabase, directory: string) => Promise<Kept>,
): Promise<Filled<Kept>> {
  const { server, template: prefix, ground } = inject('postgres')
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 16)
  const made = `${prefix}_t_${digest}`
  const place = join(ground, digest)
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    // Held by the session: others who want the same wait until it is made.
    await client.query('select pg_advisory_lock(hashtext($1))', [made])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [made])
    if (rowCount === 0) await make(client, made, prefix, place, fill)
    await client.query('select pg_advisory_unlock(hashtext($1))', [made])
    const copy = freshName(prefix)
    await client.query(`create database ${copy} template ${made}`)
    cpSync(join(place, 'data'), directory, { recursive: true })
    return { database: databaseNamed(server, copy), kept: JSON.parse(readFileSync(join(place, 'kept.json'), 'utf8')) as Kept }
  } finally {
    await client.end()
  }
}

/** The template gets its name only when it is whole. */
async function make(
  client: Client,
  made: string,
  migrated: string,
  place: string,
  fill: (database: TestDatabase, directory: string) => Promise<unknown>,
): Promise<void> {
  const { server } = inject('postgres')
  const data = join(place, 'data')
  rmSync(place, { recursive: true, force: true })
  mkdirSync(data, { recursive: true })
  const draft = freshName(migrated)
  await client.query(`create database ${draft} template ${migrated}`)
  const database = databaseNamed(server, draft)
  try {
    writeFileSync(join(place, 'kept.json'), JSON.stringify(await fill(database, data)))
    await client.query(`alter database ${draft} rename to ${made}`)
  } catch (error) {
    await database.drop()
    throw error
  }
}
