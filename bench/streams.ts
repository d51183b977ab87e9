import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { startVkSandbox } from '../packages/sandbox/src/vk/index.ts'
import { readConfig } from '../apps/server/src/config.ts'
import { openHouse } from '../apps/server/src/open-house.ts'
import { callback, sendAll, type Taken } from './callbacks.ts'
import { client, type Client, signIn } from './client.ts'
import { atMost, type Figure } from './figure.ts'
import { foundForMeasuring, measuring } from './organisation.ts'
import { startProgram } from './program.ts'

/** `people` × `each` streams; `messages` come from the network, `rate` a second, and at last `atOnce` as fast as they are taken. */
export type Crowd = {
  readonly people: number
  readonly each: number
  readonly messages: number
  readonly rate: number
  readonly atOnce: number
}

const secret = 'callback-secret'
const own = 100

type Load = { readonly queueP95: number; readonly healthP95: number; readonly drainedMs: number }
type Heard = {
  readonly open: number
  readonly bytes: number
  readonly rows: number
  readonly looks: number
  readonly asked: number
  readonly failed: number
}

const p95 = (taken: readonly number[]): number => taken.toSorted((a, b) => a - b)[Math.floor(taken.length * 0.95)] ?? Number.NaN

/** Takes the time of a call again and again, ten times a second at most, until told to stop. */
async function timed(call: () => Promise<unknown>, going: () => boolean): Promise<number> {
  const taken: number[] = []
  while (going()) {
    const started = performance.now()
    await call()
    taken.push(performance.now() - started)
    await pause(Math.max(0, 100 - (performance.now() - started)))
  }
  return p95(taken)
}

const health = async (url: string): Promise<number> => {
  const response = await fetch(new URL('/healthz', url))
  return ((await response.json()) as { queue: { rawWaiting: number } }).queue.rawWaiting
}

async function callBack(hook: URL, body: string): Promise<void> {
  const answer = await fetch(hook, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const said = await answer.text()
  if (said !== 'ok') throw new Error(`a callback was answered ${answer.status} ${said}`)
}

/** Sends the messages as the network does and measures a curator's queue until all of them have been handled. */
async function burst(url: string, accountId: string, first: number, { messages, rate }: Crowd, desk: Client): Promise<Load> {
  const hook = new URL(`/hooks/vk/${accountId}`, url)
  let drained = false
  const going = () => !drained
  const measured = Promise.all([timed(() => desk.page('/api/queue?limit=50'), going), timed(() => health(url), going)])
  const started = performance.now()
  const sent: Promise<unknown>[] = []
  for (let n = 0; n < messages; n++) {
    await pause(Math.max(0, started + (n * 1000) / rate - performance.now()))
    const id = first + n
    const body = callback(id, own, secret)
    sent.push(callBack(hook, body))
  }
  await Promise.all(sent)
  while ((await health(url)) > 0) await pause(100)
  const drainedMs = performance.now() - started
  drained = true
  const [queueP95, healthP95] = await measured
  return { queueP95, healthP95, drainedMs }
}

/** A burst as fast as it is taken; the curator's queue and the state of the program are asked for all the while. */
async function atOnce(url: string, accountId: string, first: number, count: number, desk: Client): Promise<Load & Taken> {
  let drained = false
  const going = () => !drained
  const measured = Promise.all([timed(() => desk.page('/api/queue?limit=50'), going), timed(() => health(url), going)])
  const started = performance.now()
  const bodies = Array.from({ length: count }, (_, n) => callback(first + n, own, secret))
  const taken = await sendAll(new URL(`/hooks/vk/${accountId}`, url), bodies)
  while ((await health(url)) > 0) await pause(100)
  const drainedMs = performance.now() - started
  drained = true
  const [queueP95, healthP95] = await measured
  return { queueP95, healthP95, drainedMs, ...taken }
}

/** A desk at rest: what the queue costs while nothing comes, milliseconds. */
async function atRest(desk: Client): Promise<number> {
  const until = performance.now() + 5_000
  return timed(
    () => desk.page('/api/queue?limit=50'),
    () => performance.now() < until,
  )
}

const beside = (value: number) => ({ name: 'without streams', value })

/** What live streams cost the others: the same burst of messages without them and with a crowd of them, in one run of one process. */
export async function streamFigures(crowd: Crowd): Promise<Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'otklik-bench-streams-'))
  const sandbox = await startVkSandbox({ groupId: own, name: 'Замер', posts: [{ text: 'Дорогие жители!' }] })
  const env = {
    OTKLIK_DATA: directory,
    PORT: '0',
    OTKLIK_LOG: 'error',
    OTKLIK_ALLOW_LOOPBACK: '1',
    OTKLIK_NETWORK_SITES: `vk=${sandbox.url}`,
  }
  try {
    const config = readConfig(env, directory, { directory })
    const { tenantId, unitId } = await foundForMeasuring(config)
    const house = await openHouse(config)
    const { community, service, user } = sandbox.tokens
    const accountId = await house.storage.accounts.save(
      tenantId,
      null,
      {
        network: 'vk',
        name: 'Замер',
        ownId: String(own),
        home: sandbox.url,
        fields: { apiBase: sandbox.apiBase },
        receive: 'webhook',
        active: true,
      },
      { communityToken: community, serviceToken: service, userToken: user, callbackSecret: secret, callbackConfirmation: 'c0nf1rm' },
    )
    const logins = Array.from({ length: crowd.people }, (_, n) => `person${n}`)
    for (const [n, login] of logins.entries()) {
      const userId = await house.signIn.addUser(login, login, measuring.password)
      const rights = n % 5 < 3 ? { roles: ['curator'], unitIds: [] } : { roles: ['executor'], unitIds: [unitId] }
      await house.storage.organisation.savePerson(tenantId, null, { name: login, login, active: true, userId, ...rights })
    }
    await house.close()
    const program = await startProgram(env)
    const desk = client(program.url, await signIn(program.url))
    await burst(program.url, accountId, 1_000, { ...crowd, messages: 50 }, desk)
    const alone = await burst(program.url, accountId, 10_000, crowd, desk)
    const cookies: string[] = []
    for (const login of logins) cookies.push(await signIn(program.url, login))
    const listeners = new Worker(new URL('./listeners.ts', import.meta.url), {
      workerData: { url: program.url, cookies, each: crowd.each },
    })
    const heard = async (): Promise<Heard> => {
      const answer = once(listeners, 'message')
      listeners.postMessage('heard', [])
      return (await answer)[0] as Heard
    }
    const streams = crowd.people * crowd.each
    while ((await heard()).open < streams) await pause(100)
    const before = await heard()
    const among = await burst(program.url, accountId, 20_000, crowd, desk)
    const after = await heard()
    if (after.failed > 0) throw new Error(`${after.failed} of ${after.asked} questions were refused`)
    const rest = await atRest(desk)
    const burstOf = await atOnce(program.url, accountId, 40_000, crowd.atOnce, desk)
    await listeners.terminate()
    // What they asked last is answered, to nobody, before the data are closed.
    await pause(2_000)
    await program.stop()
    const title = (what: string) =>
      `${what}, ${streams} live streams of ${crowd.people} people, ${crowd.messages} messages at ${crowd.rate}/s`
    const inBurst = (what: string) =>
      `${what}, ${crowd.atOnce} callbacks in a burst, ${streams} live streams (${burstOf.sentAway} sent away and sent again)`
    return [
      atMost('burst-ack', inBurst('slowest acknowledgement'), burstOf.slowest, 'ms', 2_000),
      atMost('burst-drain', inBurst('all handled after'), burstOf.drainedMs / 1000, 's', 30),
      atMost('burst-health', inBurst('/healthz p95'), burstOf.healthP95, 'ms', 100),
      {
        ...atMost('burst-queue', inBurst('queue of 50, p95'), burstOf.queueP95, 'ms', Math.round(2 * rest)),
        against: { name: 'at rest', value: Math.round(rest) },
      },
      {
        ...atMost('streams-queue', title('queue of 50, p95'), among.queueP95, 'ms', Math.round(2 * alone.queueP95)),
        against: beside(alone.queueP95),
      },
      { ...atMost('streams-drain', title('all handled after'), among.drainedMs / 1000, 's', 30), against: beside(alone.drainedMs / 1000) },
      { ...atMost('streams-health', title('/healthz p95'), among.healthP95, 'ms', 100), against: beside(alone.healthP95) },
      atMost(
        'streams-pushed',
        title(
          `pushed (${after.rows - before.rows} rows, ${after.looks - before.looks} «look again», the browsers asked ${after.asked - before.asked} times)`,
        ),
        (after.bytes - before.bytes) / 1e6,
        'MB',
        60,
      ),
    ]
  } finally {
    await sandbox.close()
    await rm(directory, { recursive: true, force: true })
  }
}
