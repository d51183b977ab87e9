import type { ActOf, Intent, ReconcileOutcome } from '../port/act.ts'
import { does } from '../port/capability.ts'
import type { VkAccess } from './access.ts'
import type { CallResult } from './client.ts'
import { postKey, postUrl } from './place.ts'
import { byGuid, doubt, failedReading, makeAlike, skew, unsure } from './read-back.ts'
import { fieldsOf, list } from './shape.ts'
import { readPost, type WallPost } from './wall-post.ts'

/** VK's largest page, and pages read at most: 1 000 posts are months of a busy page. */
const page = 100
const most = 10
/** A post that comes or goes between two pages moves the rest: pages overlap. */
const overlap = 10

/**
 * Did the post get through? The wall is read from the newest post to those a day older than the order, by a key that can read. Ours is the
 * community's post with the same folded text and as many photos, not older than the order and not one that the record knows. Everybody who
 * runs the page writes on that wall, so a post with other words says nothing, except one that was edited: that may be ours, and a person
 * decides. So it is with the same words from before the order, or with another number of photos. The whole stretch without any of these means
 * absent; the next attempt carries the same `guid`. Without a key that can read, see `byGuid`.
 */
export async function postReadBack(
  access: VkAccess,
  intent: Intent<ActOf<'post'>>,
  signal: AbortSignal | undefined,
): Promise<ReconcileOutcome> {
  const { client, can, ownId, site, now } = access
  if (!does(can, 'readback')) return byGuid(intent, access)
  const { act, since } = intent
  const wall = await readWall(client, ownId, since === undefined ? 0 : since - doubt, signal)
  if (wall.kind !== 'read') return failedReading(wall, now())
  const known = new Set(intent.known)
  const alike = makeAlike(act)
  const earliest = since === undefined ? 0 : since - skew
  const own = wall.posts.filter(({ fromId, id }) => fromId === -ownId && !known.has(postKey(-ownId, id)))
  const mine = own.findLast((post) => post.date * 1000 >= earliest && alike.whole(post))
  const urlOf = ({ id }: WallPost): string => postUrl(site, -ownId, id)
  if (mine !== undefined) return { found: true, ref: postKey(-ownId, mine.id), url: urlOf(mine) }
  const strange = own.find((post) => alike.words(post) || (post.edited !== null && post.date * 1000 >= earliest))
  if (strange !== undefined) {
    return unsure(
      `На стене есть запись сообщества, которую мы не знаем: возможно, это она и есть, но её изменили. Посмотрите и решите: ${urlOf(strange)}`,
      `There is a post of the community that we do not know: it may be this one, edited. Look and decide: ${urlOf(strange)}`,
    )
  }
  if (wall.complete) return { found: false, certain: true }
  return unsure('На стене больше записей, чем удалось прочесть', 'There are more posts on the wall than could be read')
}

type Wall =
  | { readonly kind: 'read'; readonly posts: readonly WallPost[]; readonly complete: boolean }
  | Exclude<CallResult, { kind: 'answered' }>

/** The community's own posts, newest first, to those older than `earliest` (milliseconds). `complete`: nothing before that is missing. */
async function readWall(client: VkAccess['client'], ownId: number, earliest: number, signal: AbortSignal | undefined): Promise<Wall> {
  const byId = new Map<number, WallPost>()
  const read = (complete: boolean): Wall => ({
    kind: 'read',
    posts: [...byId.values()].toSorted((a, b) => b.date - a.date || b.id - a.id),
    complete,
  })
  let [offset, unreadable] = [0, false]
  for (let turn = 0; turn < most; turn += 1) {
    const result = await client.call('wall.get', { owner_id: -ownId, filter: 'owner', count: page, offset }, signal)
    if (result.kind !== 'answered') return result
    const { items, count } = fieldsOf(result.response)
    if (!Array.isArray(items) || typeof count !== 'number') return { kind: 'unknown', detail: 'wall.get: ответ неожиданного вида' }
    const posts = list(items).flatMap((item) => readPost(item) ?? [])
    for (const post of posts) byId.set(post.id, post)
    // What cannot be read may be ours.
    unreadable ||= posts.length < items.length
    // A page may be shorter than asked for although there is more: the end is where VK's own count is reached.
    if (offset + items.length >= count || posts.some((post) => !post.pinned && post.date * 1000 < earliest)) return read(!unreadable)
    if (items.length === 0) return read(false)
    offset += items.length > 2 * overlap ? items.length - overlap : items.length
  }
  return read(false)
}
