import type { Register } from '@otklik/casework'
import type { Runs } from '../record/runs.ts'
import type { Arrival } from './arrival.ts'

const REGISTER = `
select k.key, k.kind, i.id, i.author_id, i.status, a.key = $4 and a.network = $5 as same_author from network_keys k
join incidents i on i.tenant_id = k.tenant_id and i.id = k.incident_id
left join authors a on a.tenant_id = i.tenant_id and a.id = i.author_id
where k.tenant_id = $1 and k.account_id = $2 and k.key = any ($3) order by i.position desc`

type Row = {
  readonly key: string
  readonly kind: string
  readonly id: string
  readonly author_id: string
  readonly status: string
  readonly same_author: boolean | null
}

/**
 * What is known of a message's own key and of the thread in which it stands; the directly answered message counts before the thread.
 * `sameAuthor`: the thread's author bears the network key of this message's author.
 */
export async function registerOf(
  on: Runs,
  { tenantId, place, inReplyToKey, threadKey, author }: Arrival,
): Promise<{ readonly register: Register; readonly sameAuthor: boolean }> {
  const keys = [place.key, inReplyToKey, threadKey].filter((key) => key !== null)
  const { rows } = await on.query({
    name: 'register',
    text: REGISTER,
    values: [tenantId, place.accountId, keys, author.key, place.network ?? ''],
  })
  const found = (key: string | null) => (rows as Row[]).find((row) => row.key === key)
  const same = found(place.key)
  const thread = found(inReplyToKey) ?? found(threadKey)
  return {
    register: {
      sameKey: same === undefined ? null : { incidentId: same.id },
      thread:
        thread === undefined
          ? null
          : {
              incidentId: thread.id,
              authorId: thread.author_id,
              status: thread.status as NonNullable<Register['thread']>['status'],
            },
    },
    sameAuthor: thread?.same_author === true && author.key !== '',
  }
}
