import { ConnectorError } from '../port/connector-error.ts'
import type { RawEvent } from '../port/port.ts'
import { readBranch } from './branch.ts'
import type { CallResult, VkClient } from './client.ts'
import { commentPages } from './comment-pages.ts'
import { readComment } from './comment.ts'
import { toRawEvent } from './events.ts'
import type { Gap } from './gap.ts'
import { commentKey } from './place.ts'
import { asConnectorError, unexpectedAnswer } from './refusal.ts'
import { fieldsOf, integer, isFields, list, numbered } from './shape.ts'
import type { Fields } from './shape.ts'

/** VK's clock and ours may differ by so much, milliseconds. */
const skew = 5 * 60_000

/** Posts looked through, the newest first, and pages of 100 threads under each. */
const posts = 100
const pages = 10
/** Replies that VK shows under each thread without being asked for its branch. */
const threadItems = 10

/** One round reads for so long, milliseconds, then the new messages have their turn: well under a receiver's lease. */
const roundMs = 10_000

/** What one round of reading found. `rest`: the gap that is left, null when all is read. `failure`: why it stopped before its time. */
export type Missed = { readonly events: readonly RawEvent[]; readonly rest: Gap | null; readonly failure: ConnectorError | null }

/**
 * What the long poll has forgotten, read from the wall itself in rounds: comments written since the gap began under the community's 100
 * newest posts, up to 1 000 threads under each, with their branches. They come as new comments with keys of their own (`read:…`); whoever
 * has them already knows them by their place. What the wall cannot tell is lost: edits and deletions of comments from before the gap.
 *
 * @throws ConnectorError only when aborted; a failing reading is in the answer, with what was found until then.
 */
export async function readMissed(
  client: VkClient,
  ownId: number,
  gap: Gap,
  now: () => number,
  signal: AbortSignal | undefined,
): Promise<Missed> {
  const found = new Map<string, RawEvent>()
  const begun = now()
  let rest: Gap = gap

  /** So far everything is read; false when this round has had its time. Asked after a step only, so that each round comes nearer to the end. */
  const goOn = (post: number, thread: number): boolean => {
    rest = { ...gap, post, thread }
    return now() - begun < roundMs
  }

  const older = (comment: { readonly date: number }): boolean => comment.date * 1000 < gap.since - skew

  const keep = (post: number, item: Fields): void => {
    const comment = readComment(item)
    if (item['deleted'] === true || (comment !== null && older(comment))) return
    const id = numbered(item['id'])
    const key = id === null ? '' : commentKey(-ownId, post, id)
    const object = { ...item, post_id: post, post_owner_id: -ownId }
    // One that cannot be read is kept as such, not passed over.
    const event_id = key === '' ? undefined : `read:${key}`
    const event = toRawEvent({ type: 'wall_reply_new', object, group_id: ownId, event_id, v: '5.199' }, ownId, now())
    found.set(event.dedupeKey, event)
  }

  /** The replies under a thread beyond those that VK shows at once. */
  async function restOf(post: number, thread: number): Promise<readonly Fields[]> {
    const branch = await readBranch(client, { owner: -ownId, post, comment: thread, thread: 0 }, (all) => all.some(older), signal)
    if (branch.kind !== 'read') return (passOver(branch), [])
    return branch.extended.flatMap((answer) => list(answer['items']).filter(isFields))
  }

  /** False when the time ran out in the middle of the post. */
  async function readPost(post: number): Promise<boolean> {
    const done = gap.post === post && gap.thread !== 0 ? gap.thread : Number.POSITIVE_INFINITY
    const seen = new Set<number>()
    const params = { owner_id: -ownId, post_id: post, thread_items_count: threadItems }
    for await (const page of commentPages(client, params, pages, signal)) {
      if (page.kind !== 'page') {
        passOver(page)
        break
      }
      for (const item of page.items) {
        const id = numbered(item['id'])
        if (id === null) keep(post, item)
        if (id === null || id >= done || seen.has(id)) continue
        seen.add(id)
        const thread = fieldsOf(item['thread'])
        const long = (integer(thread['count']) ?? 0) > threadItems
        // A thread is kept whole or not at all: half of it now and half in another round would not be in order.
        const rest = long ? await restOf(post, id) : []
        for (const each of [item, ...list(thread['items']).filter(isFields), ...rest]) keep(post, each)
        if (long && !goOn(post, id)) return false
      }
    }
    return true
  }

  async function readWall(): Promise<boolean> {
    const wall = await client.call('wall.get', { owner_id: -ownId, count: posts }, signal)
    if (wall.kind !== 'answered') throw asConnectorError(wall)
    const items = fieldsOf(wall.response)['items']
    if (!Array.isArray(items)) throw unexpectedAnswer('wall.get')
    // By number: a pinned post stands above newer ones, and the wall may grow between two rounds.
    const commented = items.filter(isFields).filter((post) => integer(fieldsOf(post['comments'])['count']) !== 0)
    const ids = commented.flatMap((post) => integer(post['id']) ?? []).toSorted((a, b) => b - a)
    for (const id of ids) {
      if (gap.post !== 0 && id > gap.post) continue
      if (!(await readPost(id))) return false
      if (!goOn(id - 1, 0) && id !== ids.at(-1)) return false
    }
    return true
  }

  try {
    const whole = await readWall()
    return { events: inOrder(found), rest: whole ? null : rest, failure: null }
  } catch (error) {
    if (!(error instanceof ConnectorError) || signal?.aborted === true) throw error
    // Too fast is not wrong: the next round goes on.
    return { events: inOrder(found), rest, failure: error.kind === 'throttle' ? null : error }
  }
}

/** As they were written: VK dates by the second, and within it numbers its comments in their order. */
const inOrder = (found: ReadonlyMap<string, RawEvent>): readonly RawEvent[] =>
  [...found.values()].toSorted((a, b) => a.occurredAt - b.occurredAt || numberOf(a) - numberOf(b))

const numberOf = ({ raw }: RawEvent): number => numbered(fieldsOf(fieldsOf(raw)['object'])['id']) ?? 0

/** The post or thread was shut or deleted meanwhile: nothing to be read there any more. @throws ConnectorError for anything else. */
function passOver(failed: Exclude<CallResult, { kind: 'answered' }>): void {
  if (failed.kind === 'refused' && ['gone', 'closed'].includes(failed.error.kind)) return
  throw asConnectorError(failed)
}
