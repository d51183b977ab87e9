import { sql } from 'kysely'
import type { PoolClient } from 'pg'
import type { Connection } from '../engine/connect.ts'
import { StorageFault } from '../engine/fault.ts'
import { inTransaction, violation } from '../engine/transaction.ts'
import { type JournalChange, type JournalValue, program } from './journal-type.ts'
import { sealKeyOf } from '../record/mac.ts'
import { differences } from './differences.ts'
import { OrganisationRecord } from './organisation-record.ts'
import type { AccountRow, Accounts, Secrets } from './accounts-type.ts'
import { checkKey, seal, unseal } from './sealing.ts'

/**
 * Connections to networks and their secrets.
 * @param key 32 bytes that are not in the database.
 * @param now moments written into rows, in milliseconds; leases run on the database's clock, which all nodes share.
 * @throws StorageFault `key-malformed`
 */
export function accountStorage({ pool, db }: Connection, key: Uint8Array, now: () => number): Accounts {
  checkKey(key)
  const record = new OrganisationRecord(sealKeyOf(key))
  return {
    async list(tenantId) {
      const all = db.selectFrom('accounts').selectAll().orderBy('name').orderBy('id')
      const rows = await (tenantId === null ? all : all.where('tenant_id', '=', tenantId)).execute()
      return rows.map(face)
    },

    async get(accountId) {
      const row = await db.selectFrom('accounts').selectAll().where('id', '=', accountId).executeTakeFirst()
      return row === undefined ? null : face(row)
    },

    async save(tenantId, id, account, secrets, doer = program) {
      try {
        return await inTransaction(pool, async (client) => {
          const was = id === null ? null : await compared(client, tenantId, id)
          const had = id === null ? [] : await secretNames(client, id)
          const saved = await saveAccount(client, tenantId, id, account)
          for (const [name, secret] of Object.entries(secrets))
            await saveSecret(client, key, { tenantId, accountId: saved, name }, secret, now())
          const changes = [...differences(was, (await compared(client, tenantId, saved)) ?? {}), ...secretChanges(had, secrets)]
          const kind = id === null ? 'account-added' : 'account-changed'
          const on = { id: saved, name: account.name }
          if (changes.length > 0) await record.note(client, now(), { tenantId, kind, doer, on, details: { changes } })
          return saved
        })
      } catch (error) {
        throw violation(error).constraint === 'accounts_by_own' ? taken(error) : error
      }
    },

    async secrets(accountId) {
      const rows = await db.selectFrom('account_secrets').selectAll().where('account_id', '=', accountId).execute()
      const open = rows.map((row) => [row.name, unseal(key, { tenantId: row.tenant_id, accountId, name: row.name }, row)] as const)
      return Object.fromEntries(open)
    },

    async present(accountId) {
      const rows = await db.selectFrom('account_secrets').select('name').where('account_id', '=', accountId).orderBy('name').execute()
      return rows.map(({ name }) => name)
    },

    async setHealth(accountId, { state, ru, en }) {
      const health = { health_state: state, health_ru: ru, health_en: en, health_at: now() }
      await db.updateTable('accounts').set(health).where('id', '=', accountId).execute()
    },

    async leasePoll(accountId, holder, leaseMs) {
      const clock = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`
      const taken = await db
        .updateTable('accounts')
        .set({ poll_holder: holder, poll_until: sql<number>`${clock} + ${leaseMs}::bigint` })
        .where('id', '=', accountId)
        .where('active', '=', true)
        .where((row) => row.or([row('poll_holder', '=', holder), row('poll_until', 'is', null), row('poll_until', '<', clock)]))
        .executeTakeFirst()
      return taken.numUpdatedRows === 1n
    },

    async leavePoll(accountId, holder) {
      const nobody = { poll_holder: null, poll_until: null }
      await db.updateTable('accounts').set(nobody).where('id', '=', accountId).where('poll_holder', '=', holder).execute()
    },
  }
}

type Row = {
  id: string
  tenant_id: string
  network: string
  name: string
  own_id: string
  home: string
  fields: unknown
  receive: string
  active: boolean
  revision: number
  cursor: unknown
  health_state: string
  health_ru: string | null
  health_en: string | null
  health_at: number | null
}

/** Words that the table checks are taken as checked. */
function face(row: Row): AccountRow {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    network: row.network,
    name: row.name,
    ownId: row.own_id,
    home: row.home,
    fields: row.fields as AccountRow['fields'],
    receive: row.receive as AccountRow['receive'],
    active: row.active,
    revision: row.revision,
    cursor: row.cursor as AccountRow['cursor'],
    health: { state: row.health_state as AccountRow['health']['state'], ru: row.health_ru, en: row.health_en, at: row.health_at },
  }
}

/** What the record of changes tells of an account: never a secret. Each of the network's fields stands under its own name. */
type Compared = Readonly<Record<string, JournalValue>>

async function compared(client: PoolClient, tenantId: string, id: string): Promise<Compared | null> {
  const { rows } = await client.query<Pick<Row, 'name' | 'own_id' | 'fields' | 'receive' | 'active'>>(
    'select name, own_id, fields, receive, active from accounts where tenant_id = $1 and id = $2',
    [tenantId, id],
  )
  const [row] = rows
  if (row === undefined) return null
  return { name: row.name, ownId: row.own_id, ...(row.fields as AccountRow['fields']), receive: row.receive, active: row.active }
}

const secretNames = async (client: PoolClient, accountId: string): Promise<string[]> =>
  (await client.query<{ name: string }>('select name from account_secrets where account_id = $1', [accountId])).rows.map(({ name }) => name)

/** That a secret was given, replaced or taken away; never what it is. */
const secretChanges = (had: readonly string[], secrets: Secrets): JournalChange[] =>
  Object.entries(secrets).flatMap(([field, secret]) => {
    const before = had.includes(field) ? 'present' : 'absent'
    if (secret === '' && before === 'absent') return []
    return [{ field, before, after: secret === '' ? 'absent' : before === 'present' ? 'replaced' : 'present' }]
  })

async function saveAccount(
  client: PoolClient,
  tenantId: string,
  id: string | null,
  account: Parameters<Accounts['save']>[2],
): Promise<string> {
  const { network, name, ownId, home, fields, receive, active } = account
  const values = [tenantId, name, ownId, home, JSON.stringify(fields), receive, active]
  const { rows } =
    id === null
      ? await client.query<{ id: string }>(
          `insert into accounts (tenant_id, name, own_id, home, fields, receive, active, network) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
          [...values, network],
        )
      : // Another page has another history: the place reached in the old one means nothing there.
        await client.query<{ id: string }>(
          `update accounts set name = $2, own_id = $3, home = $4, fields = $5, receive = $6, active = $7,
             cursor = case when own_id = $3 and home = $4 then cursor end where tenant_id = $1 and id = $8 and network = $9 returning id`,
          [...values, id, network],
        )
  const saved = rows[0]?.id
  if (saved !== undefined) return saved
  throw new StorageFault('not-found', {
    ru: 'Такого подключения нет: возможно, список устарел. Обновите страницу.',
    en: 'There is no such connection: the list may be out of date. Reload the page.',
  })
}

/** An empty text takes a secret away; one that is not given stays as it is. */
async function saveSecret(
  client: PoolClient,
  key: Uint8Array,
  owner: { readonly tenantId: string; readonly accountId: string; readonly name: string },
  secret: string,
  at: number,
): Promise<void> {
  const whose = [owner.tenantId, owner.accountId, owner.name]
  if (secret === '') {
    await client.query('delete from account_secrets where tenant_id = $1 and account_id = $2 and name = $3', whose)
    return
  }
  const { nonce, sealed } = seal(key, owner, secret)
  await client.query(
    `insert into account_secrets (tenant_id, account_id, name, nonce, sealed, set_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant_id, account_id, name) do update set nonce = $4, sealed = $5, set_at = $6`,
    [...whose, nonce, sealed, at],
  )
}

function taken(cause: unknown): StorageFault {
  return new StorageFault(
    'account-taken',
    {
      ru: 'Эта страница уже подключена: вторым подключением всё пришло бы дважды. Измените имеющееся.',
      en: 'This page is connected already: a second connection would receive everything twice. Change the one there is.',
    },
    { cause },
  )
}
