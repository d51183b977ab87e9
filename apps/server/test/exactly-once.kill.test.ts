import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { actingOf, type PersonCommand } from '@otklik/casework'
import type { QueuePage } from '@otklik/contract'
import { maintenance } from '@otklik/storage'
import { expect, it } from 'vitest'
import type { Person } from '../src/http/who.ts'
import { chance } from './chance.ts'
import { openTown, type Town, until } from './town.ts'
import { withPosts } from '../../../packages/storage/test/posts/post.ts'
import { killWorker, startWorker, workerWithPosts } from './worker-process.ts'

/** `npm test` kills in every phase, `npm run test:long` as often as it takes for rare meetings. */
const long = process.env.OTKLIK_LONG === '1'
const replies = Number(process.env.OTKLIK_REPLIES ?? (long ? '220' : '40'))
/** Acts of a second kind, asked for by streams of a second kind, through the same account. */
const posts = Number(process.env.OTKLIK_POSTS ?? (long ? '110' : '20'))
const kills = Number(process.env.OTKLIK_KILLS ?? (long ? '200' : '30'))
const seed = Number(process.env.OTKLIK_SEED ?? '20261122')

/** What may go wrong between us and VK, all the time: before the effect, after it, and in the answer. */
function everythingFails({ faults }: Town['sandbox']): void {
  const post = (effect: Parameters<typeof faults.add>[0]['effect'], probability: number): void => {
    for (const method of ['wall.createComment', 'wall.post']) faults.add({ method, effect, probability })
  }
  post({ kind: 'reset-before' }, 0.04)
  post({ kind: 'reset-after' }, 0.06)
  post({ kind: '502-html' }, 0.03)
  post({ kind: '502-html', after: true }, 0.03)
  post({ kind: '502-json', after: true }, 0.03)
  post({ kind: 'truncated' }, 0.05)
  post({ kind: 'error', code: 6 }, 0.04)
  post({ kind: 'error', code: 10 }, 0.03)
  post({ kind: 'error', code: 10, after: true }, 0.03)
  post({ kind: 'hang-after' }, 0.02)
  post({ kind: 'hang-before' }, 0.02)
  // A slow answer is where a killed process most often leaves its work.
  post({ kind: 'latency', ms: 250 }, 0.3)
  for (const method of ['wall.getComments', 'wall.get']) {
    faults.add({ method, effect: { kind: 'reset-before' }, probability: 0.05 })
    faults.add({ method, effect: { kind: '502-html' }, probability: 0.05 })
  }
  faults.add({ method: 'longpoll', effect: { kind: 'failed', failed: 2 }, probability: 0.02 })
  faults.add({ method: 'longpoll', effect: { kind: 'reset-after' }, probability: 0.05 })
}

/** Citizens write and people answer: the part of the work that no process of ours is killed in. Resolves when every reply is approved. */
async function townAtWork(town: Town, random: () => number): Promise<void> {
  const { storage } = town.house
  const [curator, roads] = await Promise.all([town.viewer('curator'), town.viewer('roads')])
  const press = async (who: Person, incidentId: string, expectedVersion: number, command: PersonCommand): Promise<number> => {
    const acting = actingOf(who)
    const result = await storage.command({ tenantId: town.tenantId, incidentId, command, acting, expectedVersion, idempotencyKey: null })
    if (!result.ok) throw new Error(JSON.stringify(result))
    return result.version
  }
  const writing = (async () => {
    for (let written = 0; written < replies; written++) {
      town.sandbox.comment({ postId: town.postId, authorName: `Житель ${written % 40}`, text: `Сообщение ${written}: нет света.` })
      await wait(300 + random() * 1_000)
    }
  })()
  for (let answered = 0; answered < replies; await wait(100)) {
    const { rows } = await storage.views.queue(curator, { view: 'new', limit: 50 })
    for (const { id, number, version } of rows) {
      const selected = await press(curator, id, version, { type: 'select', importance: 'normal', topicId: null, location: null })
      const routed = await press(curator, id, selected, { type: 'route', unitId: town.units.roads, note: '' })
      const text = `Здравствуйте! По сообщению ${number}: свет дадим сегодня к 18:00.`
      const drafted = await press(roads, id, routed, { type: 'submitDraft', kind: 'final', text, attachments: [] })
      await press(curator, id, drafted, { type: 'approve', revision: 1, confirmed: [] })
      answered += 1
    }
  }
  await writing
}

/** Somebody orders posts meanwhile. Resolves when all are ordered; answers their streams. */
async function pageAtWork(town: Town, random: () => number): Promise<string[]> {
  const streams: string[] = []
  for (let ordered = 0; ordered < posts; ordered++) {
    const streamId = randomUUID()
    const act = { kind: 'post', text: `Новость ${ordered}: движение открыто.`, files: [] } as const
    const command = { type: 'ask', key: randomUUID(), accountId: town.accountId, act } as const
    const given = { acting: { kind: 'system' } as const, expectedVersion: null, idempotencyKey: null }
    const { ok } = await town.house.storage.streams.command({ tenantId: town.tenantId, kind: 'post', streamId, command, ...given })
    if (!ok) throw new Error('the post was not taken')
    streams.push(streamId)
    await wait((300 + random() * 1_000) * (replies / posts))
  }
  return streams
}

/** What the record says of every post: how each act ended. */
async function postEnds(town: Town, streams: readonly string[]): Promise<{ type: string; ref: string | null }[]> {
  const pool = town.house.storage.pool as {
    query(sql: string, values: unknown[]): Promise<{ rows: { type: string; ref: string | null }[] }>
  }
  const text = `select e.data -> 'end' ->> 'type' as type, e.data -> 'end' ->> 'ref' as ref from public.events e
    where e.tenant_id = $1 and e.stream_id = any ($2::uuid[]) and e.type = 'ActEnded'`
  return (await pool.query(text, [town.tenantId, streams])).rows
}

/** What the record says of every incident: the replies that stand, by their key in the network. */
async function published(town: Town): Promise<{ refs: string[]; statuses: Map<string, number> }> {
  const head = await town.viewer('head')
  const refs: string[] = []
  const statuses = new Map<string, number>()
  let cursor: string | null = null
  do {
    const page: QueuePage = await town.house.storage.views.queue(head, { view: 'all', limit: 200, ...(cursor === null ? {} : { cursor }) })
    for (const { id, status } of page.rows) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      const card = await town.house.storage.views.card(head, id)
      for (const { state, ref } of card?.publications ?? []) if (state === 'published') refs.push(ref ?? 'none')
    }
    cursor = page.nextCursor
  } while (cursor !== null)
  return { refs, statuses }
}

/** Where a kill of all workers at once finds the work. */
const phases = [
  'nothing is being sent',
  'an act is being carried out and has not arrived',
  'an act has arrived and is not in the record',
] as const
type Phase = (typeof phases)[number]

/** Read after the kill: whatever is being carried out now was left by the dead. */
async function phaseOf({ house, sandbox }: Town): Promise<Phase> {
  const pool = house.storage.pool as { query(sql: string): Promise<{ rows: { key: string }[] }> }
  const { rows } = await pool.query("select publication_id as key from public.intents where state = 'sending'")
  if (rows.length === 0) return 'nothing is being sent'
  const arrived = new Set([...sandbox.ledger(), ...sandbox.postLedger()].map(({ guid }) => guid))
  return rows.some(({ key }) => arrived.has(key))
    ? 'an act has arrived and is not in the record'
    : 'an act is being carried out and has not arrived'
}

const arrivals = ({ sandbox }: Town): number => sandbox.ledger().length + sandbox.postLedger().length

const anyMoment = (random: () => number) => wait(300 + random() * 900)

/** Waits for the moment at which a kill most likely finds the work in this phase; resolves early when the work is done. */
async function momentFor(phase: Phase, town: Town, random: () => number, done: AbortSignal): Promise<void> {
  switch (phase) {
    case 'nothing is being sent':
      return anyMoment(random)
    case 'an act is being carried out and has not arrived':
      while (!done.aborted && (await phaseOf(town)) !== phase) await wait(2)
      return
    case 'an act has arrived and is not in the record': {
      const before = arrivals(town)
      while (!done.aborted && arrivals(town) === before) await wait(1)
    }
  }
}

it(`loses and doubles none of ${replies} replies and ${posts} posts while workers are killed ${kills} times and VK fails`, async () => {
  const town = await openTown({ act: 'lesozavodsk-2022', role: 'web', leaseMs: 1_500, aggregates: withPosts })
  const random = chance(seed)
  const workers = new Set<ChildProcess>()
  const { storage } = town.house
  const environment = { ...town.environment, OTKLIK_NETWORK_TIMEOUT_MS: '1500', OTKLIK_LOG: 'silent' }
  let killed = 0
  const found = new Map<Phase, number>(phases.map((phase) => [phase, 0]))
  const done = new AbortController()
  const start = async (): Promise<void> => {
    workers.add(await startWorker(environment, workerWithPosts))
  }
  const kill = async (child: ChildProcess): Promise<void> => {
    await killWorker(child)
    workers.delete(child)
  }
  const rarest = () => phases.reduce((least, phase) => ((found.get(phase) ?? 0) < (found.get(least) ?? 0) ? phase : least))
  /** Two run at any time. Now one of them dies, now both at once, as when the power goes; when the kills are done two stay and finish the work. */
  const killing = async (): Promise<void> => {
    await Promise.all([start(), start()])
    for (let round = 0; killed < kills || (!done.signal.aborted && found.get(rarest()) === 0); round++) {
      const all = round % 4 !== 0
      await (all ? momentFor(rarest(), town, random, done.signal) : anyMoment(random))
      const dying = [...workers].slice(0, all ? 2 : 1)
      await Promise.all(dying.map(kill))
      killed += dying.length
      if (all) {
        const phase = await phaseOf(town)
        found.set(phase, (found.get(phase) ?? 0) + 1)
      }
      await Promise.all(dying.map(start))
    }
  }
  try {
    await start()
    await until(async () => (await storage.accounts.get(town.accountId))?.cursor)
    await Promise.all([...workers].map(kill))
    everythingFails(town.sandbox)
    const working = Promise.all([pageAtWork(town, random), townAtWork(town, random)]).finally(() => done.abort())
    const [[streams]] = await Promise.all([working, killing()])
    await until(async () => {
      const [{ waiting, uncertain }, { rawWaiting }] = await Promise.all([storage.outbox.waiting(), storage.backlog()])
      // What is uncertain waits for a person, and there is none here.
      if (uncertain > 0) throw new Error(`${uncertain} acts wait for a person who looks into the network`)
      return waiting + rawWaiting === 0
    })
    const ledger = town.sandbox.ledger()
    const perComment = new Map<number | null, number>()
    for (const { replyTo } of ledger) perComment.set(replyTo, (perComment.get(replyTo) ?? 0) + 1)
    const doubled = [...perComment.values()].filter((count) => count > 1).length
    const lost = town.sandbox.comments().filter(({ id, fromId }) => fromId > 0 && !perComment.has(id)).length
    const wall = town.sandbox.postLedger()
    const perText = new Map<string, number>()
    for (const { text } of wall) perText.set(text, (perText.get(text) ?? 0) + 1)
    const doubledPosts = [...perText.values()].filter((count) => count > 1).length
    const told = [...found].map(([phase, count]) => `${phase} ${count}`).join(', ')
    const lostPosts = posts - perText.size
    console.info(
      `replies ${replies} · posts ${posts} · kills ${killed} · lost ${lost} + ${lostPosts} · doubled ${doubled} + ${doubledPosts} · seed ${seed} · ${told}`,
    )
    expect({ lost, doubled, replies: ledger.length }).toEqual({ lost: 0, doubled: 0, replies })
    expect({ lostPosts, doubledPosts, posts: wall.length }).toEqual({ lostPosts: 0, doubledPosts: 0, posts })
    expect(killed).toBeGreaterThanOrEqual(kills)
    expect([...found].filter(([, count]) => count === 0)).toEqual([])
    const { refs, statuses } = await published(town)
    expect([...statuses]).toEqual([['answered', replies]])
    expect(refs.toSorted()).toEqual(ledger.map(({ key }) => key).toSorted())
    const ends = await postEnds(town, streams)
    expect(ends.map(({ type, ref }) => `${type} ${ref}`).toSorted()).toEqual(wall.map(({ key }) => `done ${key}`).toSorted())
    const { faults, differences } = await maintenance.verify(town.openOptions)
    expect({ faults, differences }).toEqual({ faults: [], differences: [] })
  } finally {
    await Promise.all([...workers].map(killWorker))
    await town.close()
  }
})
