import { type Capabilities, does } from '../port/capability.ts'
import type { Intent, ReconcileOutcome } from '../port/port.ts'
import { type Branch, readBranch } from './branch.ts'
import type { VkClient } from './client.ts'
import type { WallComment } from './comment.ts'
import { canonicalText } from './markup.ts'
import { commentKey, commentUrl, readTarget } from './place.ts'
import type { Target } from './place.ts'
import { outcomeOf } from './outcome.ts'

const minute = 60_000

/** VK's clock and ours may differ by so much, milliseconds. */
const skew = 5 * minute

/** So much older than the intent a comment of ours may be and still make us doubt, where the order's clock is not to be relied on. */
const doubt = 24 * 60 * minute

const unsure = (ru: string, en: string): ReconcileOutcome => ({ found: false, certain: false, detail: `${ru} — ${en}` })

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
export async function reconcileReply(
  client: VkClient,
  intent: Intent,
  can: Capabilities,
  ownId: number,
  site: string,
  clock: { readonly now: () => number; readonly guidWindowMs: number },
  signal: AbortSignal | undefined,
): Promise<ReconcileOutcome> {
  const target = readTarget(intent.target)
  // Such an intent never left: `send` refuses it before anything is sent.
  if (target === null) return { found: false, certain: true }
  if (!does(can, 'readback')) return byGuid(intent, clock)
  const { candidate, isReply, earliest } = judge(intent, target, ownId)
  const past = (comments: readonly WallComment[]): boolean => comments.some((each) => isReply(each) || each.date * 1000 < earliest)
  const branch = await readBranch(client, target, past, signal)
  if (branch.kind === 'refused' && branch.error.kind === 'gone') {
    return unsure(
      'Запись или комментарий удалены, и теперь не узнать, успел ли ответ появиться под ними. Посмотрите сами.',
      'The post or comment has been deleted: whether the reply stood there before cannot be read any more. Look for yourself.',
    )
  }
  if (branch.kind !== 'read') return { found: false, certain: false, detail: branch.detail, ...refusedForNow(branch, clock.now()) }
  const urlOf = (comment: WallComment): string => commentUrl(site, target.owner, target.post, comment.id, comment.threadId ?? 0)
  const ordered = branch.comments.toSorted((a, b) => a.date - b.date || a.id - b.id)
  const reply = ordered.find(isReply)
  if (reply !== undefined) return { found: true, ref: commentKey(target.owner, target.post, reply.id), url: urlOf(reply) }
  const strange = ordered.findLast(candidate)
  if (strange !== undefined) return unlike(intent, strange, urlOf(strange))
  if (branch.complete) return { found: false, certain: true }
  return unsure('Под комментарием больше ответов, чем удалось прочесть', 'There are more replies under the comment than could be read')
}

/** Only what VK itself asks to come back for: a network that does not answer leaves the reply in doubt, and a person hears of it sooner. */
function refusedForNow(failed: Exclude<Branch, { kind: 'read' }>, now: number): { retryAfter?: number } {
  const outcome = outcomeOf(failed, false, now)
  return outcome.outcome === 'deferred' && outcome.reason !== 'outage' ? { retryAfter: outcome.retryAfter } : {}
}

function byGuid({ since }: Intent, { now, guidWindowMs }: { readonly now: () => number; readonly guidWindowMs: number }): ReconcileOutcome {
  const age = since === undefined ? -1 : now() - since
  // An order from the future means that one of the clocks is wrong, and its age is not known at all.
  if (age >= 0 && age <= guidWindowMs) return { found: false, certain: true }
  return unsure(
    'Проверить нечем: в подключении нет сервисного ключа, а повтор уже небезопасен. Откройте комментарий и посмотрите сами.',
    'Nothing to check with: the connection has no service key and a repetition is no longer safe. Open the comment and look.',
  )
}

const photosIn = (comment: WallComment): number => comment.attachments.filter((each) => each.kind === 'photo').length

/** What may be our reply (`candidate`), what certainly is, and before which moment (milliseconds) nothing of it can stand. */
function judge(intent: Intent, target: Target, ownId: number) {
  const known = new Set(intent.known)
  const wanted = canonicalText(intent.text)
  // A date written by a wrong clock would hide a reply that stands there, and it would be sent again: known ones are told apart by key.
  const earliest = intent.since === undefined || intent.known !== undefined ? 0 : intent.since - skew
  const doubtful = intent.since === undefined ? 0 : intent.since - (intent.known === undefined ? skew : doubt)
  const isOurs = (comment: WallComment): boolean =>
    comment.fromId === -ownId && comment.replyTo === target.comment && !known.has(commentKey(target.owner, target.post, comment.id))
  const isReply = (comment: WallComment): boolean =>
    isOurs(comment) &&
    comment.date * 1000 >= earliest &&
    photosIn(comment) === intent.photos.length &&
    canonicalText(comment.text) === wanted
  const candidate = (comment: WallComment): boolean => isOurs(comment) && comment.date * 1000 >= doubtful
  return { candidate, isReply, earliest }
}

/** The words are not told: they stay in the record for ever, and may name a citizen. */
function unlike(intent: Intent, seen: WallComment, url: string): ReconcileOutcome {
  const otherWords = canonicalText(seen.text) !== canonicalText(intent.text)
  const [ru, en] = otherWords
    ? ['с другим текстом', 'with another text']
    : [`с другим числом фотографий (${photosIn(seen)})`, `with another number of photos (${photosIn(seen)})`]
  return unsure(
    `Под этим сообщением стоит ответ сообщества ${ru}, которого мы не знаем. Возможно, это он и есть, но его изменили. Посмотрите и решите: ${url}`,
    `A reply of the community ${en}, which we do not know, stands under this message. It may be this one, edited. Look and decide: ${url}`,
  )
}
