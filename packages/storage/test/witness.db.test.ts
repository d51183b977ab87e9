import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { GENESIS, sealOf } from '../src/record/chain.ts'
import { maintenance, openStorage } from '../src/index.ts'
import { anchorHash } from '../src/upkeep/anchor.ts'
import { streamPages } from '../src/upkeep/streams.ts'
import { emptyDatabase } from './database.ts'
import { approved, opened, type Town, town } from './town.ts'

const anchorFault = (version: number) => ({ streamId: '', version, problem: 'anchor' })

describe('anchors that are noted outside the database', () => {
  let directory: string
  let witnessFile: string
  let lesozavodsk: Town
  let pool: Pool
  let incidentId: string
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'otklik-witness-'))
    witnessFile = join(directory, 'anchors.log')
    lesozavodsk = await town('lesozavodsk-2022', undefined, { witnessFile })
    pool = (await lesozavodsk.database.connect()).pool
    incidentId = await opened(lesozavodsk, 'Яма на Ленина, 5')
    await lesozavodsk.storage.integrity.anchor()
    await approved(lesozavodsk, incidentId)
    await lesozavodsk.storage.integrity.anchor()
  })
  afterEach(async () => {
    await lesozavodsk.close()
    rmSync(directory, { recursive: true })
  })

  const verdict = () => maintenance.verify(lesozavodsk.options)
  const lines = () => readFileSync(witnessFile, 'utf8').trimEnd().split('\n')
  const cutTail = async () => {
    await pool.query('delete from events where stream_id = $1 and version = 7', [incidentId])
    await pool.query(
      `update streams s set version = 6, hash = e.hash from events e where s.stream_id = $1 and e.stream_id = $1 and e.version = 6`,
      [incidentId],
    )
    await pool.query('update incidents set version = 6 where id = $1', [incidentId])
  }

  /** What somebody does who owns the database and knows the program: the record and all that proves it are computed again. */
  const remakeAnchors = async () => {
    let before: Uint8Array = GENESIS
    const { rows } = await pool.query('select number, made_at, position, tenants, streams, versions from anchors order by number')
    for (const { number, made_at, position, tenants, streams, versions } of rows as {
      number: number
      made_at: number
      position: number
      tenants: string[]
      streams: string[]
      versions: number[]
    }[]) {
      const entries = []
      for (const [index, streamId] of streams.entries()) {
        const [tenantId, version] = [tenants[index] ?? '', versions[index] ?? 0]
        const found = await pool.query('select hash from events where stream_id = $1 and version = $2', [streamId, version])
        entries.push({ tenantId, streamId, version, hash: (found.rows[0] as { hash: Uint8Array }).hash })
      }
      const hash = anchorHash({ number, madeAt: made_at, position, entries, prevHash: before })
      await pool.query('update anchors set hashes = $2, prev_hash = $3, hash = $4 where number = $1', [
        number,
        entries.map((entry) => entry.hash),
        before,
        hash,
      ])
      before = hash
    }
  }
  const remakeRecord = async () => {
    await pool.query('update events set at = at - 60000 where stream_id = $1 and version = 3', [incidentId])
    for await (const page of streamPages(pool)) {
      for (const { tenantId, id: streamId, kind, recorded } of page) {
        let before: Uint8Array = GENESIS
        for (const one of recorded) {
          const hash = sealOf({ kind, tenantId, streamId, ...one }, before)
          await pool.query('update events set prev_hash = $3, hash = $4 where stream_id = $1 and version = $2', [
            streamId,
            one.version,
            before,
            hash,
          ])
          before = hash
        }
        await pool.query('update streams set hash = $2 where stream_id = $1', [streamId, before])
      }
    }
    await remakeAnchors()
  }

  test('stand in a file that its owner alone may read, and agree with a record that nobody touched', async () => {
    const { rows } = await pool.query(`select number, position, encode(hash, 'hex') as hash from anchors order by number`)
    const made = rows as { number: number; position: number; hash: string }[]
    expect(lines()).toEqual(made.map(({ number, position, hash }) => `${number} ${position} ${hash}`))
    expect(statSync(witnessFile).mode & 0o777).toBe(0o600)
    expect(await verdict()).toMatchObject({ faults: [], noted: 2, newest: { number: 2, hash: made[1]?.hash } })
  })

  test('show that the newest anchor was removed, and then the tail that it had sealed', async () => {
    await pool.query('delete from anchors where number = 2')
    await cutTail()
    expect((await verdict()).faults).toEqual([anchorFault(2)])
  })

  test('show that all anchors were removed', async () => {
    await pool.query('delete from anchors')
    expect((await verdict()).faults).toEqual([anchorFault(1), anchorFault(2)])
  })

  test('show that removed anchors were made anew over a shorter record', async () => {
    await pool.query('delete from anchors')
    await cutTail()
    const elsewhere = await openStorage({ ...lesozavodsk.options, witnessFile: join(directory, 'elsewhere') })
    await elsewhere.integrity.anchor()
    await elsewhere.close()
    expect((await verdict()).faults).toEqual([anchorFault(1), anchorFault(2)])
  })

  test('show that record, chain and anchors were computed again so that they agree, also to whoever has not the key', async () => {
    await remakeRecord()
    const keyless = { ...lesozavodsk.options, key: null }
    expect((await maintenance.verify({ ...keyless, witnessFile: join(directory, 'absent') })).faults).toEqual([])
    expect((await maintenance.verify(keyless)).faults).toEqual([anchorFault(2)])
    const { faults } = await verdict()
    expect(faults.filter(({ streamId }) => streamId !== '').map(({ version, problem }) => [version, problem])).toEqual(
      [3, 4, 5, 6, 7].map((version) => [version, 'mac']),
    )
    expect(faults.filter(({ streamId }) => streamId === '')).toEqual([{ streamId: '', version: 2, problem: 'mac' }, anchorFault(2)])
  })

  test('may have been written down by a person as well', async () => {
    const { newest } = await verdict()
    if (newest === null) throw new Error('no anchor')
    rmSync(witnessFile)
    expect(await maintenance.verify(lesozavodsk.options, [newest])).toMatchObject({ faults: [], noted: 1 })
    await remakeRecord()
    const keyless = { ...lesozavodsk.options, key: null }
    expect((await maintenance.verify(keyless, [newest])).faults).toEqual([anchorFault(2)])
    expect((await maintenance.verify(keyless, [{ ...newest, number: 3 }])).faults).toEqual([anchorFault(3)])
  })

  test('are noted by whichever node made them, each in its own file', async () => {
    const other = await openStorage({ ...lesozavodsk.options, witnessFile: join(directory, 'other', 'anchors.log') })
    await opened(lesozavodsk, 'Нет воды')
    await other.integrity.anchor()
    await other.close()
    expect(lines().map((line) => line.split(' ')[0])).toEqual(['1', '2'])
    await pool.query('delete from anchors where number = 3')
    expect((await verdict()).faults).toEqual([])
    const its = { ...lesozavodsk.options, witnessFile: join(directory, 'other', 'anchors.log') }
    expect((await maintenance.verify(its)).faults).toEqual([anchorFault(3)])
  })

  test('are read as far as they are whole where the power was lost while a line was written', async () => {
    appendFileSync(witnessFile, '3 12 ab')
    expect(await verdict()).toMatchObject({ faults: [], noted: 2 })
  })

  test('cry no wolf after a restore from an older backup, and go on from what was restored', async () => {
    const file = join(directory, 'night.backup')
    const { anchor } = await maintenance.backup(lesozavodsk.options, file)
    expect(anchor).toEqual((await verdict()).newest)
    await opened(lesozavodsk, 'Нет воды')
    await lesozavodsk.storage.integrity.anchor()
    const database = await emptyDatabase()
    const options = { ...lesozavodsk.options, location: database.location, filesDirectory: join(directory, 'files') }
    expect(await maintenance.restore(options, file, async () => {})).toMatchObject({ keyFits: true })
    expect(lines().slice(-2)).toEqual(['restored 2024-04-08T01:00:00.000Z', expect.stringMatching(`^2 \\d+ ${anchor?.hash}$`)])
    expect(await maintenance.verify(options)).toMatchObject({ faults: [], noted: 1 })
    const restored = (await database.connect()).pool
    await restored.query('delete from anchors')
    expect((await maintenance.verify(options)).faults).toEqual([anchorFault(2)])
    await database.drop()
  })

  test('and seals come along in a backup; a restore under another key says that it is another', async () => {
    const file = join(directory, 'night.backup')
    await maintenance.backup(lesozavodsk.options, file)
    const database = await emptyDatabase()
    const options = { ...lesozavodsk.options, location: database.location, filesDirectory: join(directory, 'files') }
    const other = { ...options, key: new Uint8Array(32).fill(8), witnessFile: join(directory, 'other.log') }
    expect(await maintenance.restore(other, file, async () => {})).toMatchObject({ keyFits: false })
    expect(await maintenance.verify(other)).toMatchObject({ macs: 'foreign' })
    expect(await maintenance.verify({ ...options, witnessFile: join(directory, 'other.log') })).toMatchObject({
      macs: 'checked',
      faults: [],
    })
    await database.drop()
  })
})
