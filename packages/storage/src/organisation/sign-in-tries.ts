import { createHmac } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '../engine/transaction.ts'

/** Where somebody tries from. `device`: the hash of what the browser's own cookie says. */
export type TryFrom = { readonly login: string; readonly address: string; readonly device: string | null }

export type TryAnswer =
  /** `failures` just before from there; `waitMs`: to be held for so long, because the login is tried from many places at once. */
  | { readonly allowed: true; readonly failures: number; readonly waitMs: number; readonly done: TryDone }
  | { readonly allowed: false; readonly seconds: number }

/** What a try was counted under, for taking it back when the password was right. */
export type TryDone = { readonly own: string; readonly shared: readonly string[] }

export type SignInTries = {
  /** Counts a try before the password is looked at, so that a thousand at once are a thousand. */
  begin(from: TryFrom): Promise<TryAnswer>
  /** The password was right: what its person mistyped before is forgotten. */
  succeeded(done: TryDone): Promise<void>
  /** Forgets what is long over. */
  forget(): Promise<void>
}

/** Tries are one attack for so long after the last one. */
const WINDOW = 15 * 60_000
/** After so many failures the next try waits, and twice as long after each: for one login from one place, and for a whole address. */
const own = { free: 10, first: 15, most: 60 }
const ofAddress = { free: 100, first: 1, most: 5 }
/** A login that failed so often is under attack: whoever comes in a browser that it was never used in is held for a moment, and let try. */
const ATTACKED = 20
const HOLD = 2_000

const CLOCK = '(extract(epoch from clock_timestamp()) * 1000)::bigint'
const PAUSE = '(least($3::float8 * power(2, least(t.count - $2, 10)), $4) * 1000)::bigint'
const TAKE = `
insert into sign_in_tries as t (key, count, last_at) values ($1, 1, ${CLOCK})
on conflict (key) do update set count = case when t.last_at < ${CLOCK} - ${WINDOW} then 1 else t.count + 1 end, last_at = ${CLOCK}
where t.last_at < ${CLOCK} - ${WINDOW} or t.count < $2 or ${CLOCK} >= t.last_at + ${PAUSE}
returning count`
const LEFT = `select greatest(1, ceil((t.last_at + ${PAUSE} - ${CLOCK}) / 1000.0))::int as seconds from sign_in_tries t where t.key = $1`
const COUNT = `
insert into sign_in_tries as t (key, count, last_at) values ($1, 1, ${CLOCK})
on conflict (key) do update set count = case when t.last_at < ${CLOCK} - ${WINDOW} then 1 else t.count + 1 end, last_at = ${CLOCK}
returning count`
const KNOWN = `
select exists (select from devices d join people p on p.tenant_id = d.tenant_id and p.id = d.person_id
  where d.device = $1 and lower(p.login) = $2) as known`

/** The half of an IPv6 address that a provider gives to one customer; IPv4 as it is. */
function network(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  const rest = tail.split(':').filter((group) => group !== '')
  const whole = address.includes('::')
    ? [...groups, ...Array.from({ length: 8 - groups.length - rest.length }, () => '0'), ...rest]
    : groups
  return whole.slice(0, 4).join(':')
}

class Slowed extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super('too many tries')
    this.seconds = seconds
  }
}

async function take(client: PoolClient, key: string, { free, first, most }: typeof own): Promise<number> {
  const { rows } = await client.query<{ count: number }>(TAKE, [key, free, first, most])
  if (rows[0] !== undefined) return rows[0].count
  const left = await client.query<{ seconds: number }>(LEFT, [key, free, first, most])
  throw new Slowed(left.rows[0]?.seconds ?? 1)
}

/**
 * Tries at the door, over all nodes and by the database's clock. One who guesses is slowed where they sit; the person whose login they guess
 * at is not kept out elsewhere, and in a browser of their own not at all.
 * @param secret keys are HMACs under it: what was typed as a login cannot be read from the table
 */
export function signInTries(pool: Pool, secret: Uint8Array): SignInTries {
  const keyOf = (...parts: readonly string[]): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['sign-in try', ...parts]))
      .digest('hex')

  return {
    async begin({ login, address, device }) {
      const name = login.trim().toLowerCase()
      const place = network(address)
      try {
        return await inTransaction(pool, async (client): Promise<TryAnswer> => {
          const { rows } = await client.query<{ known: boolean }>(KNOWN, [device, name])
          if (rows[0]?.known === true) {
            const key = keyOf('device', device ?? '', name)
            const count = await take(client, key, own)
            return { allowed: true, failures: count - 1, waitMs: 0, done: { own: key, shared: [] } }
          }
          const shared = [keyOf('address', place), keyOf('login', name)]
          const key = keyOf('pair', place, name)
          // The same order everywhere, or two tries could wait for each other.
          await take(client, shared[0] ?? '', ofAddress)
          const count = await take(client, key, own)
          const all = await client.query<{ count: number }>(COUNT, [shared[1]])
          const attacked = (all.rows[0]?.count ?? 0) > ATTACKED
          return { allowed: true, failures: count - 1, waitMs: attacked ? HOLD : 0, done: { own: key, shared } }
        })
      } catch (error) {
        if (error instanceof Slowed) return { allowed: false, seconds: error.seconds }
        throw error
      }
    },

    async succeeded({ own: key, shared }) {
      await pool.query('delete from sign_in_tries where key = $1', [key])
      await pool.query('update sign_in_tries set count = greatest(count - 1, 0) where key = any ($1)', [shared])
    },

    async forget() {
      await pool.query(`delete from sign_in_tries where last_at < ${CLOCK} - ${WINDOW}`)
    },
  }
}
