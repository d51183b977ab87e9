import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import type pg from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { sealKeyOf } from '../record/mac.ts'
import { hashOf, keepBytes } from '../files/file-bytes.ts'
import { newestAnchor } from './anchor.ts'
import { witness, witnessRestore } from './witness.ts'
import type { OpenOptions } from '../open-options.ts'
import type { Maintenance, MakesTables } from './maintenance-type.ts'
import {
  damaged,
  DIGEST_BYTES,
  type FileHead,
  FORMAT,
  foreign,
  type Frame,
  type Header,
  MAGIC,
  newer,
  ofPlace,
  readFrames,
  type Sequence,
  type Table,
} from './backup-format.ts'
import { connect } from '../engine/connect.ts'
import { type Fillable, fillable } from './kept.ts'
import { applyWithin, type Migration, migrations } from '../engine/migrate.ts'
import { clearEmpty, lockForeignKeys } from './restore-ground.ts'
import { doubtReplies } from './restored.ts'
import { inTransaction } from '../engine/transaction.ts'

/** The header may name many tables of the sign-in library, but a whole file without a line end is not ours. */
const HEADER_LIMIT = 4_000_000

/**
 * Reads a file written by `backup` into an empty database: all of it or nothing. The checksum is verified before anything is touched.
 * The schema becomes the one of the backup, and is then brought to the program's; the file brings rows and never says what is run or made,
 * since whoever wrote it can compute its checksum. Replies that were on their way are looked for in the network before they are sent.
 * @param makeSignIn makes the tables of the sign-in library, which are not in our migrations
 * @returns tables and rows read, how many replies were on their way, and the moment of the backup.
 * @throws StorageFault `backup-place`, `backup-foreign`, `backup-damaged`, `backup-newer`, `database-not-empty`
 */
export async function restore(options: OpenOptions, file: string, makeSignIn: MakesTables): ReturnType<Maintenance['restore']> {
  const { header, start, end } = await verify(file, options.migrations ?? migrations())
  const log = options.log === undefined ? {} : { log: options.log }
  const connection = await connect(options.location, { statementTimeout: 0, max: 2, applicationName: 'otklik restore', ...log })
  try {
    const totals = await inTransaction(connection.pool, async (client) => {
      await clearEmpty(client)
      const own = options.migrations ?? migrations()
      for (const migration of own.slice(0, header.schema.number)) await applyWithin(client, migration, options.now())
      // From here every name of ours is written out; the sign-in library relies on its search path.
      await client.query('set local search_path = auth')
      await makeSignIn(poolOfOne(client))
      const unlock = await lockForeignKeys(client)
      const pieces = createReadStream(file, { start, end: end - 1 }).pipe(createZstdDecompress())
      const read = await readAll(client, await fillable(client), readFrames(pieces), options.filesDirectory)
      await unlock()
      for (const migration of own.slice(header.schema.number)) await applyWithin(client, migration, options.now())
      const replies = await doubtReplies(client, header.madeAt, options.now())
      // Last, and before the commit: the database was empty, so nothing that was noted of its earlier life can be compared any more.
      await witnessRestore(options.witnessFile, options.now())
      return { ...read, replies, madeAt: header.madeAt }
    })
    const newest = await newestAnchor(connection.pool)
    if (newest !== null) await witness(options.witnessFile, newest)
    await connection.pool.query('analyze')
    return { ...totals, keyFits: await keyFits(connection.pool, options.key) }
  } finally {
    await connection.close()
  }
}

/** Whether the newest event was sealed under this key; true where there is none. */
async function keyFits(pool: pg.Pool, key: Uint8Array): Promise<boolean> {
  const { rows } = await pool.query('select hash, mac from public.events order by position desc limit 1')
  const [newest] = rows as { hash: Uint8Array; mac: Uint8Array }[]
  return newest === undefined || sealKeyOf(key).fits('event', newest.hash, newest.mac)
}

/** A pool of the one session whose transaction all of this is: what a library makes through it is undone with the rest. */
function poolOfOne(client: pg.PoolClient): Parameters<MakesTables>[0] {
  const query = client.query.bind(client)
  return { query, connect: () => Promise.resolve({ query, release: () => {} }) }
}

/** Reads the file once from end to end; returns its header and where the stream of frames stands in it, in bytes. */
async function verify(file: string, migrationsOfProgram: readonly Migration[]): Promise<{ header: Header; start: number; end: number }> {
  const handle = await open(file, 'r').catch((error: unknown) => Promise.reject(ofPlace(file, error)))
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(size, HEADER_LIMIT)), 0, Math.min(size, HEADER_LIMIT), 0)
    const head = buffer.subarray(0, bytesRead)
    if (!head.toString('latin1').startsWith(MAGIC)) throw foreign()
    const line = head.indexOf('\n', MAGIC.length)
    if (line < 0) throw damaged()
    const header = parseHeader(head.toString('utf8', MAGIC.length, line))
    if (header.format > FORMAT) throw newer(`format ${header.format}`)
    const own = migrationsOfProgram.length
    if (header.schema.number > own) throw newer(header.schema.name)
    const end = size - DIGEST_BYTES
    if (end <= line) throw damaged()
    const hash = createHash('sha256')
    for await (const piece of createReadStream(file, { start: 0, end: end - 1 })) hash.update(piece as Buffer)
    const kept = await handle.read(Buffer.alloc(DIGEST_BYTES), 0, DIGEST_BYTES, end)
    if (!hash.digest().equals(kept.buffer)) throw damaged()
    return { header, start: line + 1, end }
  } finally {
    await handle.close()
  }
}

function parseHeader(text: string): Header {
  const header = parse(text) as Header
  if (![header?.format, header?.schema?.number, header?.madeAt].every((each) => Number.isSafeInteger(each) && each > 0)) throw damaged()
  return header
}

async function readAll(
  client: pg.PoolClient,
  place: Fillable,
  frames: AsyncIterable<Frame>,
  filesDirectory: string,
): Promise<{ tables: number; rows: number }> {
  let into: CopyStreamQuery | null = null
  let file: FileHead | null = null
  for await (const { kind, body } of frames) {
    if (kind === 'D' && into !== null) {
      // The frame's bytes are a view of a buffer that moves on: a copy stays with the socket.
      if (!into.write(Buffer.from(body))) await once(into, 'drain')
    } else if (kind === 'D' && file !== null) {
      if (hashOf(body) !== file.id) throw damaged()
      await keepBytes(filesDirectory, file.id, body)
      file = null
    } else if (kind === 'T') into = begin(client, place.table(parse(body) as Table))
    else if (kind === 'E' && into !== null) {
      into.end()
      await finished(into)
      if (into.rowCount !== (parse(body) as { rows: number }).rows) throw damaged()
      into = null
    } else if (kind === 'F') file = parse(body) as FileHead
    else if (kind === 'S')
      await setSequences(
        client,
        (parse(body) as Sequence[]).map((each) => place.sequence(each)),
      )
    else if (kind === 'Z') return parse(body) as { tables: number; rows: number }
    else throw damaged()
  }
  throw damaged()
}

function parse(text: Buffer | string): unknown {
  try {
    return JSON.parse(text.toString())
  } catch (cause) {
    throw damaged(cause)
  }
}

function begin(client: pg.PoolClient, { schema, name, columns }: Table): CopyStreamQuery {
  const quoted = columns.map((column) => client.escapeIdentifier(column)).join(', ')
  return client.query(copyFrom(`copy ${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)} (${quoted}) from stdin`))
}

async function setSequences(client: pg.PoolClient, sequences: readonly Sequence[]): Promise<void> {
  for (const { schema, name, last, called } of sequences) {
    await client.query(`select setval(format('%I.%I', $1::text, $2::text)::regclass, $3::bigint, $4)`, [schema, name, last, called])
  }
}
