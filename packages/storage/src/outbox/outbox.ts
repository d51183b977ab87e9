import type { Shell } from '../record/shell.ts'
import type { Outbox } from './outbox-type.ts'
import { finish, putBack } from './finish.ts'
import { take } from './take.ts'

const RENEW = `update sender_leases set until = clock_timestamp() + $3 * interval '1 millisecond'
where account_id = $1 and holder = $2 and until > clock_timestamp()`

const WAITING = `select
  (select count(*) from intents where state in ('prepared', 'sending', 'ambiguous'))::int as waiting,
  (select count(*) from incidents where status = 'uncertain' and open)::int as uncertain,
  (select count(*) from raw_events where state = 'waiting')::int as "rawWaiting",
  (select count(*) from alterations where seen_at is null)::int as altered`

const SENDING = `select 1 from intents where account_id = $1 and state in ('sending', 'ambiguous') limit 1`

/** Publication intents on their way to the networks. */
export function outbox(shell: Shell): Omit<Outbox, 'published'> {
  return {
    take: (senderId, leaseMs) => take(shell, senderId, leaseMs),
    putBack: (publicationId, senderId, back, until, detail) => putBack(shell, { publicationId, senderId }, back, until, detail),
    finish: (publicationId, senderId, end) => finish(shell, publicationId, senderId, end),
    async renew(senderId, accountId, leaseMs) {
      const { rowCount } = await shell.pool.query(RENEW, [accountId, senderId, leaseMs])
      return rowCount === 1
    },
    async sending(accountId) {
      const { rowCount } = await shell.pool.query({ name: 'sending', text: SENDING, values: [accountId] })
      return rowCount === 1
    },
    async waiting() {
      const { rows } = await shell.pool.query(WAITING)
      return rows[0] as { waiting: number; uncertain: number; rawWaiting: number; altered: number }
    },
  }
}
