import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { access, constants, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { readBytes } from '../files/file-bytes.ts'
import { newestAnchor } from './anchor.ts'
import type { OpenOptions } from '../open-options.ts'
import type { Maintenance } from './maintenance-type.ts'
import { FORMAT, frame, type Header, MAGIC, ofPlace, overOther } from './backup-format.ts'
import { type Connection, connect } from '../engine/connect.ts'
import { keptSequences, keptTables } from './kept.ts'
import { checkSchema, schemaVersion } from '../engine/migrate.ts'
import { inTransaction } from '../engine/transaction.ts'

/**
 * Writes everything that is kept (tables of `public` and `auth`, sequences, files with their bytes) as of one moment into one file.
 * Work goes on meanwhile. The key that opens network secrets is not in it. An earlier backup of that name is replaced when the new one is
 * whole; a file that is no backup is never replaced.
 * @returns tables and rows written, the size of the file in bytes, and the newest anchor in it.
 * @throws StorageFault; `backup-place`, `backup-over-other`
 */
export async function backup(options: OpenOptions, file: string): ReturnType<Maintenance['backup']> {
  // A name that nobody has: what stands beside may be somebody's own, also where it ends in `.part`.
  const draft = `${file}.${randomBytes(6).toString('hex')}.part`
  await checkPlace(file)
  const connection = await connect(options.location, { statementTimeout: 0, max: 2, applicationName: 'otklik backup', ...logOf(options) })
  try {
    await checkSchema(connection.pool, options.migrations)
    const totals = await inTransaction(connection.pool, async (client) => {
      await client.query('set transaction isolation level repeatable read, read only')
      const newest = await newestAnchor(client)
      const anchor = newest && { number: newest.number, hash: newest.hash }
      return { ...(await write(connection, client, options, draft)), anchor }
    })
    await rename(draft, file)
    return { ...totals, bytes: (await stat(file)).size }
  } catch (error) {
    throw ofPlace(file, error)
  } finally {
    await rm(draft, { force: true })
    await connection.close()
  }
}

/** Before the database is started and read: can it be written there, and what would be lost? */
async function checkPlace(file: string): Promise<void> {
  try {
    const there = await open(file, 'r').catch((error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? undefined : Promise.reject(error),
    )
    try {
      const start = await there?.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0)
      if (start !== undefined && start.bytesRead > 0 && start.buffer.toString('latin1', 0, start.bytesRead) !== MAGIC) throw overOther(file)
    } finally {
      await there?.close()
    }
    await access(dirname(file), constants.W_OK)
  } catch (error) {
    throw ofPlace(file, error)
  }
}

const logOf = ({ log }: OpenOptions) => (log === undefined ? {} : { log })

async function write(connection: Connection, client: pg.PoolClient, options: OpenOptions, draft: string) {
  const { serverVersion } = connection
  const header: Header = { format: FORMAT, schema: await schemaVersion(client), madeAt: options.now(), serverVersion }
  const first = Buffer.from(`${MAGIC}${JSON.stringify(header)}\n`)
  const hash = createHash('sha256').update(first)
  const totals = { tables: 0, rows: 0 }
  const handle = await open(draft, 'wx', 0o600)
  await handle.write(first)
  await pipeline(
    Readable.from(frames(client, options, totals)),
    createZstdCompress(),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        hash.update(piece)
        yield piece
      }
      yield hash.digest()
    },
    // `flush`: the stream resolves when the bytes are on the disk.
    createWriteStream('', { fd: handle, flush: true }),
  )
  return totals
}

async function* frames(client: pg.PoolClient, options: OpenOptions, totals: { tables: number; rows: number }): AsyncGenerator<Buffer> {
  // Texts mean the same on every server and version.
  await client.query(`set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local bytea_output = 'hex'`)
  for (const table of await keptTables(client)) {
    yield* frame('T', table)
    const columns = table.columns.map((name) => client.escapeIdentifier(name)).join(', ')
    const stream = client.query(
      copyTo(`copy ${client.escapeIdentifier(table.schema)}.${client.escapeIdentifier(table.name)} (${columns}) to stdout`),
    )
    for await (const piece of stream as AsyncIterable<Buffer>) yield* frame('D', piece)
    yield* frame('E', { rows: stream.rowCount })
    totals.tables += 1
    totals.rows += stream.rowCount
  }
  yield* fileFrames(client, options)
  // Read last: a sequence moves outside of transactions, and may only be ahead of the rows.
  yield* frame('S', await keptSequences(client))
  yield* frame('Z', totals)
}

async function* fileFrames(client: pg.PoolClient, { filesDirectory, log }: OpenOptions): AsyncGenerator<Buffer> {
  const { rows } = await client.query<{ id: string }>('select distinct id from files order by id')
  for (const { id } of rows) {
    const bytes = await readBytes(filesDirectory, id).catch(() => null)
    // One lost file must not keep everything else from being saved.
    if (bytes === null) log?.('backup-file-missing', { id })
    else {
      yield* frame('F', { id, bytes: bytes.length })
      yield* frame('D', Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    }
  }
}
