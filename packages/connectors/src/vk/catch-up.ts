import type { RawEvent } from '../port/port.ts'
import { readBranch } from './branch.ts'
import type { VkClient } from './client.ts'
import { readComment } from './comment.ts'
import { toRawEvent } from './events.ts'
import { commentKey } from './place.ts'
import { asConnectorError, unexpectedAnswer } from './refusal.ts'
import { fieldsOf, integer, isFields, list } from './shape.ts'
import type { Fields } from './shape.ts'

/** VK's clock and ours may differ by so much, milliseconds. */
const skew = 5 * 60_000

/** Posts looked through, the newest first, and pages of 100 threads read under each: at 3 requests a second well under a receiver's lease. */
const posts = 20
const pages = 2
const threadItems = 10

/**
 * What the long poll has forgotten, read from the wall itself: comments written since `since` under the community's newest posts, in
 * threads too. They come as new comments with keys of their own (`read:…`); whoever has them already knows them by their place.
 *
 * @param since milliseconds, the last moment when nothing was missing.
 * @throws ConnectorError when the wall cannot be read: the caller keeps its cursor and comes again.
 */
export async function readMissed(
  client: VkClient,
  ownId: number,
  since: number,
  now: number,
  signal: AbortSignal | undefined,
): Promise<readonly RawEvent[]> {
  const wall = await client.call('wall.get', { owner_id: -ownId, count: posts }, signal)
  if (wall.kind !== 'answered') throw asConnectorError(wall)
  const items = fieldsOf(wall.response)['items']
  if (!Array.isArray(items)) throw unexpectedAnswer('wall.get')
  const found = new Map<string, RawEvent>()

  const keep = (post: number, item: Fields): void => {
    const comment = readComment(item)
    if (comment === null || comment.deleted || comment.date * 1000 < since - skew) return
    const key = commentKey(-ownId, post, comment.id)
    const object = { ...item, post_id: post, post_owner_id: -ownId }
    const event = toRawEvent({ type: 'wall_reply_new', object, group_id: ownId, event_id: `read:${key}`, v: '5.199' }, ownId, now)
    if (event !== null) found.set(key, event)
  }

  for (const post of items.filter(isFields)) {
    const id = integer(post['id'])
    if (id === null || integer(fieldsOf(post['comments'])['count']) === 0) continue
    for (const item of await readThreads(client, ownId, id, signal)) {
      keep(id, item)
      const thread = fieldsOf(item['thread'])
      for (const reply of list(thread['items']).filter(isFields)) keep(id, reply)
      const top = integer(item['id'])
      if (top === null || (integer(thread['count']) ?? 0) <= threadItems) continue
      const older = (comments: readonly { readonly date: number }[]) => comments.some((each) => each.date * 1000 < since - skew)
      const branch = await readBranch(client, { owner: -ownId, post: id, comment: top, thread: 0 }, older, signal)
      if (branch.kind !== 'read') throw asConnectorError(branch)
      for (const answer of branch.extended) for (const reply of list(answer['items']).filter(isFields)) keep(id, reply)
    }
  }
  return [...found.values()].toSorted((a, b) => a.occurredAt - b.occurredAt)
}

async function readThreads(client: VkClient, ownId: number, post: number, signal: AbortSignal | undefined): Promise<readonly Fields[]> {
  const threads: Fields[] = []
  for (let page = 0; page < pages; page += 1) {
    const result = await client.call(
      'wall.getComments',
      { owner_id: -ownId, post_id: post, count: 100, offset: page * 100, sort: 'desc', preview_length: 0, thread_items_count: threadItems },
      signal,
    )
    // The post was shut or deleted meanwhile: nothing to be read there any more.
    if (result.kind === 'refused' && ['gone', 'closed'].includes(result.error.kind)) return threads
    if (result.kind !== 'answered') throw asConnectorError(result)
    const items = fieldsOf(result.response)['items']
    if (!Array.isArray(items)) throw unexpectedAnswer('wall.getComments')
    threads.push(...items.filter(isFields))
    if (items.length < 100) break
  }
  return threads
}
