import type { ActOf, ActOutcome, Intent, ReconcileOutcome } from '../port/act.ts'
import { does } from '../port/capability.ts'
import type { VkAccess } from './access.ts'
import type { CallResult } from './client.ts'
import { outcomeOf } from './outcome.ts'
import { type OwnWords, readRef } from './place.ts'
import { reject } from './said.ts'
import { fieldsOf, list } from './shape.ts'

/** Takes a post or a comment of the community away. What is not there any more is removed: VK is asked for an end, not for a step. */
export async function performRemove(
  { client, can, ownId, now }: VkAccess,
  { act }: Intent<ActOf<'remove'>>,
  signal: AbortSignal | undefined,
): Promise<ActOutcome> {
  const words = readRef(act.ref)
  if (words === null || words.owner !== -ownId) {
    return reject('invalid', 'Не указано, что удалить. — What is to be removed is not named.')
  }
  if (!does(can, 'remove')) {
    return reject(
      'auth',
      'В подключении нет ключа пользователя — администратора сообщества: без него ничего не удалить. — The connection has no key of a person who administers the community.',
    )
  }
  const result = await deleted(client, words, signal)
  // Nothing is left that could be named.
  const done = { outcome: 'confirmed', ref: '', url: '' } as const
  if (result.kind === 'answered') return done
  return result.kind === 'refused' && result.error.kind === 'gone' ? done : outcomeOf(result, true, now())
}

const deleted = (client: VkAccess['client'], { owner, post, comment }: OwnWords, signal: AbortSignal | undefined): Promise<CallResult> =>
  comment === null
    ? client.call('wall.delete', { owner_id: owner, post_id: post }, signal)
    : client.call('wall.deleteComment', { owner_id: owner, comment_id: comment }, signal)

/**
 * Was it removed? A post is read by its number. A comment cannot be read alone; asking VK to remove it a second time does no harm, so that
 * trying again is always safe. A failed reading says nothing, and trying again is as safe then.
 */
export async function removalReadBack(
  { client, can }: VkAccess,
  { act }: Intent<ActOf<'remove'>>,
  signal: AbortSignal | undefined,
): Promise<ReconcileOutcome> {
  const words = readRef(act.ref)
  if (words === null || words.comment !== null || !does(can, 'readback')) return { found: false, certain: true }
  const result = await client.call('wall.getById', { posts: act.ref }, signal)
  if (result.kind !== 'answered') return { found: false, certain: true }
  const { items } = fieldsOf(result.response)
  return Array.isArray(items) && list(items).length === 0 ? { found: true, ref: '', url: '' } : { found: false, certain: true }
}
