import type { Shell } from '../record/shell.ts'
import { finish, putBack } from './finish.ts'
import type { Outbox } from './outbox-type.ts'
import { take } from './take.ts'

const RENEW = `update sender_leases set until = clock_timestamp() + $3 * interval '1 millisecond'
where account_id = $1 and holder = $2 and until > clock_timestamp()`

const WAITING = `select count(*) filter (where state in ('prepared', 'sending', 'ambiguous'))::int as waiting,
  count(*) filter (where state = 'uncertain')::int as uncertain from intents where state in ('prepared', 'sending', 'ambiguous', 'uncertain')`

const SENDING = `select 1 from intents where account_id = $1 and state in ('sending', 'ambiguous') limit 1`

/** Acts on their way to the networks. */
export function outbox(shell: Shell): Outbox {
  return {
    take: (senderId, leaseMs) => take(shell, senderId, leaseMs),
    putBack: (intent, senderId, back, until, detail) => putBack(shell, intent, senderId, back, until, detail),
    finish: (intent, senderId, end) => finish(shell, intent, senderId, end),
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
      return rows[0] as { waiting: number; uncertain: number }
    },
  }
}
