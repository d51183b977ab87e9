import { connect as dial, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from '../src/engine/connect.ts'
import { isLost } from '../src/engine/lost.ts'
import { testDatabase, type TestDatabase } from './database.ts'

/** A way to the server that may fall silent: connections stay open and carry nothing, as when a machine dies or an address moves. */
async function way(url: string): Promise<{ url: string; silent: (now: boolean) => void; close: () => Promise<void> }> {
  const { user, password, host, port, database } = addressOf(url)
  let mute = false
  const pairs: [Socket, Socket][] = []
  const server: Server = createServer((near) => {
    const far = host.startsWith('/') ? dial({ path: `${host}/.s.PGSQL.${port}` }) : dial({ host, port })
    pairs.push([near, far])
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (piece) => (mute ? undefined : to.write(piece)))
      from.on('error', () => undefined)
      from.on('close', () => (mute ? undefined : to.destroy()))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const own = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `postgres://${user}${password === '' ? '' : `:${password}`}@127.0.0.1:${own}/${database}`,
    silent: (now) => (mute = now),
    close: () =>
      new Promise((resolve) => {
        for (const sockets of pairs) for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

function addressOf(url: string) {
  const [, user = '', password = '', place = '', port = '5432', database = '', query = ''] =
    /^postgres(?:ql)?:\/\/([^:@]*)(?::([^@]*))?@([^:/]*)(?::(\d+))?\/([^?]*)\??(.*)$/.exec(url) ?? []
  const more = new URLSearchParams(query)
  return { user, password, database, host: more.get('host') ?? place, port: Number(more.get('port') ?? port) }
}

let database: TestDatabase
let through: Awaited<ReturnType<typeof way>>
beforeEach(async () => {
  database = await testDatabase()
  through = await way(database.url)
})
afterEach(async () => {
  await through.close()
  await database.drop()
})

test('a server that falls silent is given up after a while, and used again when it speaks', async () => {
  const { pool, close } = await connect({ kind: 'server', url: through.url }, { statementTimeout: 1_000, max: 2 })
  const one = () =>
    pool.query('select 1 as one').then(
      ({ rows }) => rows as unknown,
      (error: unknown) => isLost(error),
    )
  expect(await one()).toEqual([{ one: 1 }])
  through.silent(true)
  expect(await Promise.all([one(), one(), one()])).toEqual([true, true, true])
  through.silent(false)
  await expect.poll(one, { timeout: 60_000 }).toEqual([{ one: 1 }])
  await close()
})
