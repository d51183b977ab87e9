import type { Capability, Intent, ReconcileOutcome } from '../port/port.ts'
import { readBranch } from './branch.ts'
import type { VkClient } from './client.ts'
import type { WallComment } from './comment.ts'
import { canonicalText } from './markup.ts'
import { commentKey, commentUrl, readTarget } from './place.ts'

/** VK's clock and ours may differ by so much, milliseconds. */
const skew = 5 * 60_000

const unsure = (detail: string): ReconcileOutcome => ({ found: false, certain: false, detail })

/**
 * Did the reply get through? Two means, in this order:
 *
 * 1. **Reading back** (needs the service or a user key): the branch under the answered comment is read, and our reply is the comment by our
 *    community, to the same comment, with the same text (folded: VK rewrites texts), as many photos, and not one of another reply that
 *    the record knows (where that is not told: not older than the intent). It is
 *    preferred because it does not depend on how long VK remembers a `guid`, which VK does not say. A whole branch without it means
 *    absent; sending again then carries the same `guid`, so that even a request still on its way inside VK cannot double it.
 * 2. **The guid alone**, where no key can read: within `guidWindowMs` of the intent's first request VK answers a repetition with the old
 *    comment, so sending again is safe and `certain` is true. Later, or when it is not known since when, a person decides.
 *
 * A failed reading is never evidence: not certain, to be asked again.
 */
export async function reconcileReply(
  client: VkClient,
  intent: Intent,
  can: ReadonlySet<Capability>,
  ownId: number,
  site: string,
  clock: { readonly now: () => number; readonly guidWindowMs: number },
  signal: AbortSignal | undefined,
): Promise<ReconcileOutcome> {
  const target = readTarget(intent.target)
  // Such an intent never left: `send` refuses it before anything is sent.
  if (target === null) return { found: false, certain: true }
  if (!can.has('readback')) {
    if (intent.since !== undefined && clock.now() - intent.since <= clock.guidWindowMs) return { found: false, certain: true }
    return unsure(
      'Проверить нечем: в подключении нет сервисного ключа, а повтор уже небезопасен. Откройте комментарий и посмотрите сами. ' +
        '— Nothing to check with: the connection has no service key and a repetition is no longer safe. Open the comment and look.',
    )
  }
  // A date written by a wrong clock would hide a reply that stands there, and it would be sent again: known ones are told apart by key.
  const earliest = intent.since === undefined || intent.known !== undefined ? 0 : intent.since - skew
  const known = new Set(intent.known)
  const wanted = canonicalText(intent.text)
  const isOurs = (comment: WallComment): boolean =>
    comment.fromId === -ownId &&
    comment.replyTo === target.comment &&
    !known.has(commentKey(target.owner, target.post, comment.id)) &&
    comment.date * 1000 >= earliest &&
    comment.attachments.filter((each) => each.kind === 'photo').length === intent.photos.length &&
    canonicalText(comment.text) === wanted
  const past = (comments: readonly WallComment[]): boolean => comments.some((each) => isOurs(each) || each.date * 1000 < earliest)
  const branch = await readBranch(client, target, past, signal)
  if (branch.kind === 'refused' && branch.error.kind === 'gone') return { found: false, certain: true }
  if (branch.kind !== 'read') return unsure(branch.detail)
  const ours = branch.comments.filter(isOurs).toSorted((a, b) => a.date - b.date || a.id - b.id)[0]
  if (ours !== undefined) {
    return {
      found: true,
      ref: commentKey(target.owner, target.post, ours.id),
      url: commentUrl(site, target.owner, target.post, ours.id, ours.threadId ?? 0),
    }
  }
  return branch.complete ? { found: false, certain: true } : unsure('Под комментарием больше ответов, чем можно прочесть')
}
