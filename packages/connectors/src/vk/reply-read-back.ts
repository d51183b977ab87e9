import { does } from '../port/capability.ts'
import type { ActOf, Intent, ReconcileOutcome } from '../port/act.ts'
import type { VkAccess } from './access.ts'
import { readBranch } from './branch.ts'
import type { WallComment } from './comment.ts'
import { commentKey, commentUrl, readTarget } from './place.ts'
import type { Target } from './place.ts'
import { byGuid, doubt, failedReading, makeAlike, photosIn, skew, unsure } from './read-back.ts'

/**
 * Did the reply get through? Two means, in this order:
 *
 * 1. **Reading back** (needs the service or a user key): the branch under the answered comment is read, and our reply is the comment by our
 *    community, to the same comment, with the same text (folded: VK rewrites texts), as many photos, and not one of another reply that
 *    the record knows (where that is not told: not older than the intent). It is
 *    preferred because it does not depend on how long VK remembers a `guid`, which VK does not say. A whole branch without it means
 *    absent; sending again then carries the same `guid`, so that even a request still on its way inside VK cannot double it.
 *    A comment of ours there that is like no reply we know may be this one, edited by a moderator or rewritten by VK: a person decides.
 * 2. **The guid alone**, where no key can read: within `guidWindowMs` of the order to publish, which is never later than the first
 *    request, VK answers a repetition with the old comment, so sending again is safe and `certain` is true. Later, when it is not known
 *    since when, or when the order lies ahead of our clock, a person decides.
 *
 * A failed reading is never evidence, and neither is a place that is gone with all that stood there.
 */
export async function replyReadBack(
  access: VkAccess,
  intent: Intent<ActOf<'reply'>>,
  signal: AbortSignal | undefined,
): Promise<ReconcileOutcome> {
  const { client, can, ownId, site, now } = access
  const target = readTarget(intent.act.target)
  // Such an intent never left: `performReply` refuses it before anything is sent.
  if (target === null) return { found: false, certain: true }
  if (!does(can, 'readback')) return byGuid(intent, access)
  const { candidate, isReply, earliest } = judge(intent, target, ownId)
  const past = (comments: readonly WallComment[]): boolean => comments.some((each) => isReply(each) || each.date * 1000 < earliest)
  const branch = await readBranch(client, target, past, signal)
  if (branch.kind === 'refused' && branch.error.kind === 'gone') {
    return unsure(
      'Запись или комментарий удалены, и теперь не узнать, успел ли ответ появиться под ними. Посмотрите сами.',
      'The post or comment has been deleted: whether the reply stood there before cannot be read any more. Look for yourself.',
    )
  }
  if (branch.kind !== 'read') return failedReading(branch, now())
  const urlOf = (comment: WallComment): string => commentUrl(site, target.owner, target.post, comment.id, comment.threadId ?? 0)
  const ordered = branch.comments.toSorted((a, b) => a.date - b.date || a.id - b.id)
  const reply = ordered.find(isReply)
  if (reply !== undefined) return { found: true, ref: commentKey(target.owner, target.post, reply.id), url: urlOf(reply) }
  const strange = ordered.findLast(candidate)
  if (strange !== undefined) return unlike(intent, strange, urlOf(strange))
  if (branch.complete) return { found: false, certain: true }
  return unsure('Под комментарием больше ответов, чем удалось прочесть', 'There are more replies under the comment than could be read')
}

/** What may be our reply (`candidate`), what certainly is, and before which moment (milliseconds) nothing of it can stand. */
function judge(intent: Intent<ActOf<'reply'>>, target: Target, ownId: number) {
  const known = new Set(intent.known)
  const alike = makeAlike(intent.act)
  // A date written by a wrong clock would hide a reply that stands there, and it would be sent again: known ones are told apart by key.
  const earliest = intent.since === undefined || intent.known !== undefined ? 0 : intent.since - skew
  const doubtful = intent.since === undefined ? 0 : intent.since - (intent.known === undefined ? skew : doubt)
  const isOurs = (comment: WallComment): boolean =>
    comment.fromId === -ownId && comment.replyTo === target.comment && !known.has(commentKey(target.owner, target.post, comment.id))
  const isReply = (comment: WallComment): boolean => isOurs(comment) && comment.date * 1000 >= earliest && alike.whole(comment)
  const candidate = (comment: WallComment): boolean => isOurs(comment) && comment.date * 1000 >= doubtful
  return { candidate, isReply, earliest }
}

/** The words are not told: they stay in the record for ever, and may name a citizen. */
function unlike({ act }: Intent<ActOf<'reply'>>, seen: WallComment, url: string): ReconcileOutcome {
  const [ru, en] = !makeAlike(act).words(seen)
    ? ['с другим текстом', 'with another text']
    : [`с другим числом фотографий (${photosIn(seen)})`, `with another number of photos (${photosIn(seen)})`]
  return unsure(
    `Под этим сообщением стоит ответ сообщества ${ru}, которого мы не знаем. Возможно, это он и есть, но его изменили. Посмотрите и решите: ${url}`,
    `A reply of the community ${en}, which we do not know, stands under this message. It may be this one, edited. Look and decide: ${url}`,
  )
}
