import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Connector } from '@otklik/connectors'
import { vk } from '@otklik/connectors/vk'
import { startVkSandbox, type VkSandbox } from '@otklik/sandbox/vk'
import type { IncidentEvent } from '@otklik/casework'
import type { Pool } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forge } from '../../../packages/storage/test/forger.ts'
import { act, ALL, approved, message, select, type Town, town, viewerOf, intentOf } from '../../../packages/storage/test/town.ts'
import { makeSender } from '../src/worker/sender.ts'

const accountId = '0198f000-0000-7000-8000-000000000001'
const otherAccount = '0198f000-0000-7000-8000-000000000002'

let lesozavodsk: Town
let sandbox: VkSandbox
let connector: Connector
let pool: Pool

beforeEach(async () => {
  lesozavodsk = await town()
  pool = (await lesozavodsk.database.connect()).pool
  const clock = { now: () => lesozavodsk.now(), sleep: async () => undefined }
  sandbox = await startVkSandbox({ groupId: 100, clock, posts: [{ id: 1, text: 'Дорогие жители!' }] })
  const { community: communityToken, service: serviceToken } = sandbox.tokens
  const account = { id: accountId, network: 'vk', ownId: '100', fields: { apiBase: sandbox.apiBase } }
  connector = vk.create({ ...account, secrets: { communityToken, serviceToken } }, { allowLoopback: true, clock })
})
afterEach(async () => {
  await sandbox.close()
  await lesozavodsk.close()
})

/** A complaint under the town's post. */
async function complaint(text: string): Promise<string> {
  const written = sandbox.comment({ postId: 1, authorName: 'Мария', text })
  const target = { owner: -100, post: 1, comment: written.id, thread: 0 }
  const place = { network: 'vk', delivery: 'network', accountId, key: written.key, url: '', target } as const
  const arrived = await lesozavodsk.storage.arrive({ ...message(lesozavodsk, text), place })
  if (arrived.outcome !== 'opened') throw new Error(arrived.outcome)
  return arrived.incidentId
}

/** The same with an approved reply on its way. */
async function replyTo(text: string): Promise<string> {
  const id = await complaint(text)
  await approved(lesozavodsk, id)
  return id
}

/** A sender works until there is nothing to take; every account leads to the one community. */
async function send(): Promise<void> {
  const row = {} as never
  const opened = { row, network: vk, connector }
  const networks = { catalogue: [vk], byId: () => vk, open: async () => opened, openAny: async () => opened, kept: () => null }
  const house = { storage: lesozavodsk.storage, networks, now: () => lesozavodsk.now(), log: () => undefined, leaseMs: 60_000 }
  const round = makeSender(house, 'sender', new AbortController().signal)
  for (let rounds = 0; rounds < 20 && (await round()); rounds++);
}

const standing = () => sandbox.ledger().map(({ text }) => text)
const card = async (id: string) => lesozavodsk.storage.views.card(viewerOf(lesozavodsk, lesozavodsk.anna), id)
const findings = async () =>
  (await lesozavodsk.storage.alterations.list(lesozavodsk.tenantId)).map(({ why, columns }) => [why, ...columns].join(' '))
const altered = async () => (await lesozavodsk.storage.backlog()).altered
const approvedText = 'Здравствуйте, Мария! Яму заделают до 12 апреля.'

const insert = (columns: string) => `insert into intents
  (tenant_id, publication_id, stream_id, account_id, act, priority, state, not_before, made_at) ${columns}`

describe('a row of the outbox that somebody wrote past the program', () => {
  it('is not sent, and rings: nobody ordered it', async () => {
    const id = await complaint('Яма')
    await pool.query(
      insert(`select i.tenant_id, gen_random_uuid(), i.id, i.account_id, jsonb_build_object('kind', 'reply', 'text', 'Всех уволили.', 'files', '[]'::jsonb,
        'target', '{"owner": -100, "post": 1, "comment": 1, "thread": 0}'::jsonb), 1, 'prepared', 0, 0 from incidents i where id = $1`),
      [id],
    )
    await send()
    expect(standing()).toEqual([])
    expect(await findings()).toEqual(['no-cause'])
    expect(await altered()).toBe(1)
  })

  it('is not sent under no incident at all, under another organisation’s, or under a second publication of a sealed one', async () => {
    await replyTo('Яма')
    await send()
    const from = `select tenant_id, gen_random_uuid(), stream_id, account_id, act, priority, 'prepared', 0, made_at from intents limit 1`
    await pool.query(insert(from))
    await pool.query(insert(from.replace('stream_id', 'gen_random_uuid()')))
    await pool.query(insert(from.replace('tenant_id', 'gen_random_uuid()')))
    await send()
    expect(standing()).toEqual([approvedText])
    expect(await altered()).toBe(3)
  })

  it('does not hold up the replies behind it', async () => {
    await replyTo('Яма')
    await pool.query(
      insert(
        `select tenant_id, gen_random_uuid(), stream_id, account_id, jsonb_set(act, '{text}', '"Чужое"'), 0, 'prepared', -5, 0 from intents`,
      ),
    )
    await send()
    expect(standing()).toEqual([approvedText])
  })
})

describe('a waiting reply that somebody changed past the program', () => {
  const changes = {
    text: `act = jsonb_set(act, '{text}', '"Всех уволили."')`,
    target: `act = jsonb_set(act, '{target,comment}', '77')`,
    kind: `act = jsonb_set(act, '{kind}', '"post"')`,
    priority: 'priority = 0',
    files: `act = jsonb_set(act, '{files}', '[{"id": "${'0'.repeat(64)}", "name": "a.png", "type": "image/png"}]')`,
    account_id: `account_id = '${otherAccount}'`,
    made_at: 'made_at = 0',
  }
  it.each(Object.entries(changes))(
    'is not sent when its %s is another; the curator has it back, with the reason',
    async (column, change) => {
      const id = await replyTo('Яма')
      await pool.query(`update intents set ${change}`)
      await send()
      expect(standing()).toEqual([])
      expect(await findings()).toEqual([`unlike ${column}`])
      const after = await card(id)
      expect(after?.row).toMatchObject({ status: 'approved', flags: ['publicationFailed'] })
      expect(after?.publications[0]).toMatchObject({ state: 'failed', failure: 'altered' })
      // What was approved goes out when it is ordered again: out of the record.
      await act(lesozavodsk, id, lesozavodsk.anna, { type: 'publish', revision: 1, confirmed: ALL })
      await send()
      expect(standing()).toEqual([approvedText])
    },
  )

  it('and that may have left already is shown to a person, not called failed', async () => {
    const id = await replyTo('Яма')
    await pool.query(`update intents set act = jsonb_set(act, '{text}', '"Всех уволили."'), state = 'ambiguous'`)
    await send()
    expect(standing()).toEqual([])
    expect((await card(id))?.row.status).toBe('uncertain')
  })

  it('and moved under another publication’s name, or under another incident, is not sent', async () => {
    const [one, two] = [await replyTo('Яма'), await replyTo('Лёд')]
    await pool.query('update intents set stream_id = $2 where stream_id = $1', [one, two])
    await pool.query(
      `update intents set publication_id = gen_random_uuid() where publication_id <> (select min(publication_id::text)::uuid from intents)`,
    )
    await send()
    expect(standing().length).toBeLessThanOrEqual(1)
    expect(await altered()).toBeGreaterThan(0)
  })

  it.each(['confirmed', 'rejected', 'uncertain'] as const)(
    'and had ended as %s, turned back to waiting, is not sent a second time',
    async (end) => {
      const id = await replyTo('Яма')
      if (end === 'rejected') sandbox.faults.add({ method: 'wall.createComment', effect: { kind: 'error', code: 213 } })
      if (end === 'uncertain') {
        const taken = await lesozavodsk.storage.outbox.take('sender', 60_000)
        await lesozavodsk.storage.outbox.finish(intentOf(taken), 'sender', { type: 'uncertain', detail: 'связь' })
      } else await send()
      const [before, status] = [standing(), (await card(id))?.row.status]
      await pool.query(`update intents set state = 'prepared', not_before = 0, attempts = 0, detail = null, sender = null`)
      await send()
      expect(standing()).toEqual(before)
      expect(await findings()).toEqual(['ended'])
      expect((await card(id))?.row.status).toBe(status)
      expect((await pool.query('select state from intents')).rows).toEqual([{ state: end }])
    },
  )

  it('rings again each time it is met, also after somebody has seen it', async () => {
    await replyTo('Яма')
    await send()
    const again = async (): Promise<void> => {
      await pool.query(`update intents set state = 'prepared', not_before = 0`)
      await send()
    }
    await again()
    const [finding] = await lesozavodsk.storage.alterations.list(lesozavodsk.tenantId)
    expect(await lesozavodsk.storage.alterations.seen(lesozavodsk.tenantId, finding?.id ?? '', 'Администратор')).toBe(true)
    expect(await altered()).toBe(0)
    await again()
    expect(await altered()).toBe(1)
    expect(await lesozavodsk.storage.alterations.list(lesozavodsk.tenantId)).toMatchObject([{ why: 'ended', times: 2, seenAt: null }])
  })
})

describe('a reply whose record somebody forged or edited', () => {
  const words = 'Здравствуйте, Мария! Всех уволили.'
  const forged = (publicationId: string): readonly IncidentEvent[] => [
    { type: 'DraftSubmitted', revision: 1, unitId: lesozavodsk.roads, kind: 'final', text: words, attachments: [] },
    { type: 'Approved', revision: 1, confirmed: ALL },
    { type: 'PublicationRequested', publicationId, revision: 1, confirmed: ALL },
  ]
  const row = (publicationId: string, id: string) =>
    pool.query(
      `insert into intents (tenant_id, publication_id, stream_id, account_id, act, priority, state, not_before, made_at)
       select e.tenant_id, $2, e.stream_id, e.data -> 'message' -> 'place' ->> 'accountId', jsonb_build_object('kind', 'reply', 'text', $3::text,
         'files', '[]'::jsonb, 'target', e.data -> 'message' -> 'place' -> 'target'), 1, 'prepared', 0,
         (select max(at) from events where stream_id = $1)
       from events e where e.stream_id = $1 and e.version = 1`,
      [id, publicationId, words],
    )

  it.each([false, true])('with right hashes and all its rows, is not sent (an anchor before: %s)', async (anchored) => {
    const id = await complaint('Яма')
    await act(lesozavodsk, id, lesozavodsk.anna, select)
    if (anchored) await lesozavodsk.storage.integrity.anchor()
    const publicationId = '0198f000-0000-7000-8000-00000000000a'
    await forge(lesozavodsk, pool, id, forged(publicationId))
    await row(publicationId, id)
    await pool.query(`update incidents set status = 'publishing', version = version + 3 where id = $1`, [id])
    if (anchored) await lesozavodsk.storage.integrity.anchor()
    await send()
    expect(standing()).toEqual([])
    expect(await findings()).toEqual(['record'])
    expect((await pool.query('select state from intents')).rows).toEqual([{ state: 'stopped' }])
  })

  it('behind a real approval, so that other words stand under it, is not sent; the card says that it was stopped', async () => {
    const id = await replyTo('Яма')
    await pool.query(
      `update events set data = jsonb_set(data, '{text}', to_jsonb($2::text)) where stream_id = $1 and type = 'DraftSubmitted'`,
      [id, words],
    )
    await pool.query(`update intents set act = jsonb_set(act, '{text}', to_jsonb($1::text))`, [words])
    await send()
    expect(standing()).toEqual([])
    expect(await findings()).toEqual(['record'])
    expect((await card(id))?.publications[0]?.waiting).toMatchObject({ until: null })
  })

  it('with its tail cut off behind an end and the head mended, is looked for before anything is said again', async () => {
    const id = await replyTo('Яма')
    await send()
    await pool.query('delete from events where stream_id = $1 and version = 8', [id])
    await pool.query(
      `update streams s set version = 7, hash = e.hash from events e where s.stream_id = $1 and e.stream_id = $1 and e.version = 7`,
      [id],
    )
    await pool.query(`update incidents set version = 7, status = 'publishing' where id = $1`, [id])
    await pool.query(`update intents set state = 'ambiguous', not_before = 0`)
    await send()
    expect(standing()).toEqual([approvedText])
  })
})

/** Every file on the disk has other bytes. */
function bytesOnDisk(bytes: Uint8Array): void {
  for (const shard of readdirSync(lesozavodsk.options.filesDirectory)) {
    const folder = join(lesozavodsk.options.filesDirectory, shard)
    mkdirSync(folder, { recursive: true })
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), bytes)
  }
}

async function withPhoto(): Promise<string> {
  const { storage, tenantId, roads, anna, roadman } = lesozavodsk
  const file = await storage.files.put(tenantId, new Uint8Array([137, 80, 78, 71]), 'яма.png', 'image/png')
  const id = await complaint('Яма')
  await act(lesozavodsk, id, anna, select)
  await act(lesozavodsk, id, anna, { type: 'route', unitId: roads, note: '' })
  await act(lesozavodsk, id, roadman, { type: 'submitDraft', kind: 'final', text: approvedText, attachments: [file] })
  await act(lesozavodsk, id, anna, { type: 'approve', revision: 1, confirmed: ALL })
  return id
}

describe('a reply whose photo somebody exchanged', () => {
  it('on the disk is not sent, and rings', async () => {
    const id = await withPhoto()
    bytesOnDisk(new Uint8Array([1, 2, 3]))
    await send()
    expect(standing()).toEqual([])
    expect(await findings()).toEqual(['file'])
    expect((await card(id))?.publications[0]).toMatchObject({ state: 'failed', failure: 'invalid' })
  })

  it('in the table, for the photo of another file, is not sent', async () => {
    await withPhoto()
    const other = await lesozavodsk.storage.files.put(lesozavodsk.tenantId, new Uint8Array([137, 80, 78, 72]), 'другая.png', 'image/png')
    await pool.query(`update intents set act = jsonb_set(act, '{files,0,id}', to_jsonb($1::text))`, [other.id])
    await send()
    expect(standing()).toEqual([])
    expect(await findings()).toEqual(['unlike files'])
  })
})
