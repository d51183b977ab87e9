import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Followed, Handle } from '../src/record/follow.ts'
import { pressed } from './pressed.ts'
import { act, opened, select, type Town, town } from './town.ts'

const patience = { timeout: 60_000, interval: 20 }

/** What was given, in order, and what keeps it. */
const keeper = () => {
  const given: Followed[] = []
  const keep: Handle = (batch) => {
    given.push(...batch)
    return Promise.resolve()
  }
  return { given, keep }
}

const places = (given: readonly Followed[]) => given.map(({ position, streamId, version }) => ({ position, streamId, version }))

/** Handles by writing down each position, together with the follower's own. */
const write: Handle = async (batch, client) => {
  for (const { position } of batch) await client.query('insert into heard values ($1)', [position])
}

const failing: Handle = async (batch, client) => {
  await write(batch, client)
  throw new Error('no room')
}

describe('a follower', () => {
  let lesozavodsk: Town
  let pool: Pool
  let name: string
  let names = 0
  beforeAll(async () => {
    lesozavodsk = await town()
    ;({ pool } = await lesozavodsk.database.connect())
    await opened(lesozavodsk, 'Яма на Ленина, 5')
  })
  afterAll(() => lesozavodsk.close())
  beforeEach(() => {
    name = `reports-${'abcdefghijklmnop'[names++]}`
  })

  const recorded = async () =>
    (await pool.query('select position, stream_id as "streamId", version from events order by position')).rows as {
      position: number
      streamId: string
      version: number
    }[]
  /** Steps until there is nothing more to be had. */
  const drain = async (keep: Handle): Promise<void> => {
    for (let left: number | null = 1; left !== 0; ) {
      left = await lesozavodsk.storage.followers.step(name, keep)
      if (left === null) throw new Error('somebody else follows by this name')
    }
  }

  /** Until everything recorded is given: a transaction anywhere in the cluster may make a follower wait. */
  const caughtUp = async (given: readonly Followed[], keep: Handle): Promise<void> => {
    const all = (await recorded()).length
    await expect.poll(() => drain(keep).then(() => given.length), patience).toBe(all)
  }

  test('is given everything that was recorded, in order, with what happened to which stream', async () => {
    const { given, keep } = keeper()
    await caughtUp(given, keep)
    expect(places(given)).toEqual(await recorded())
    expect(given[0]).toMatchObject({ tenantId: lesozavodsk.tenantId, kind: 'incident', version: 1, event: { type: 'MessageReceived' } })
    const id = await opened(lesozavodsk, 'Нет света')
    await caughtUp(given, keep)
    expect(given.slice(-2).map(({ streamId, event }) => [streamId, event.type])).toEqual([
      [id, 'MessageReceived'],
      [id, 'Registered'],
    ])
  })

  test('is not given a later event before an earlier one that a slow transaction has not committed yet', async () => {
    const { given, keep } = keeper()
    const slow = await opened(lesozavodsk, 'Лёд')
    await caughtUp(given, keep)
    given.length = 0
    const commit = await pressed(lesozavodsk, pool, slow)
    const quick = await opened(lesozavodsk, 'Снег')
    await drain(keep)
    await drain(keep)
    expect(given.map(({ streamId }) => streamId)).not.toContain(quick)
    await commit()
    await expect.poll(async () => drain(keep).then(() => given.length), patience).toBe(3)
    expect(given.map(({ streamId, version }) => [streamId, version])).toEqual([
      [slow, 3],
      [quick, 1],
      [quick, 2],
    ])
  })

  test('misses nothing and is given nothing twice while many write at once', async () => {
    const { given, keep } = keeper()
    const stop = new AbortController()
    const following = lesozavodsk.storage.followers.follow(name, keep, stop.signal)
    const nodes = await Promise.all([lesozavodsk.node(), lesozavodsk.node()])
    const write = async (writer: number): Promise<void> => {
      const storage = nodes[writer % 2] ?? lesozavodsk.storage
      for (let n = 0; n < 25; n++) {
        const id = await opened({ ...lesozavodsk, storage }, `Яма ${writer}-${n}`)
        if (n % 3 === 0) await act({ ...lesozavodsk, storage }, id, lesozavodsk.anna, select)
      }
    }
    await Promise.all([0, 1, 2, 3].map(write))
    const all = await recorded()
    await expect.poll(() => given.length, patience).toBe(all.length)
    stop.abort()
    await following
    expect(places(given)).toEqual(all)
  })

  test('whose handling fails is given the same again, and what it wrote with it is undone', async () => {
    await pool.query('create table if not exists heard (position bigint primary key)')
    const { followers } = lesozavodsk.storage
    const tried = () => followers.step(name, failing).catch((error: Error) => error.message)
    await expect.poll(tried, patience).toBe('no room')
    expect((await pool.query('select * from heard')).rows).toEqual([])
    const heard = async () => (await pool.query('select count(*)::int from heard')).rows as unknown[]
    await expect.poll(() => drain(write).then(heard), patience).toEqual([{ count: (await recorded()).length }])
  })

  test('that is killed in the middle leaves its batch to another process; beside a living one nothing is given', async () => {
    const other = await lesozavodsk.node()
    const { given, keep } = keeper()
    let pid = 0
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    const hang: Handle = async (_batch, client) => {
      pid = ((await client.query('select pg_backend_pid() as pid')).rows[0] as { pid: number }).pid
      begin()
      await ended
      await client.query('select 1')
    }
    const followed = async (): Promise<void> => {
      for (;;) await lesozavodsk.storage.followers.step(name, hang)
    }
    const dying = followed()
    await begun
    expect(await other.followers.step(name, keep)).toBeNull()
    await pool.query('select pg_terminate_backend($1)', [pid])
    end()
    await expect(dying).rejects.toThrow(/terminat|connection|EPIPE|ECONNRESET/i)
    await expect.poll(async () => (await other.followers.step(name, keep)) ?? 0, patience).toBeGreaterThan(0)
    expect(given[0]?.position).toBe((await recorded())[0]?.position)
  })

  test('goes on where it stood after a restart, and from the beginning where that is asked', async () => {
    const { given, keep } = keeper()
    await caughtUp(given, keep)
    const restarted = await lesozavodsk.node()
    expect(await restarted.followers.step(name, keep)).toBe(0)
    await restarted.followers.rebuild(name)
    given.length = 0
    await caughtUp(given, keep)
  })
})
