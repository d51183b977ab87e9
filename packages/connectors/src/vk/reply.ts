import type { ActOf, ActOutcome, Intent } from '../port/act.ts'
import { does } from '../port/capability.ts'
import type { VkAccess } from './access.ts'
import { limits } from './capabilities.ts'
import { outcomeOf } from './outcome.ts'
import { commentKey, commentUrl, readTarget } from './place.ts'
import { given, objection, reject } from './said.ts'
import { fieldsOf, integer } from './shape.ts'

/**
 * Puts a reply under a comment: photos first, then one `wall.createComment` with the intent's key as `guid`, so that VK itself answers a second
 * attempt with the first comment's number. One attempt: what an ambiguous one did is for `replyReadBack` to find out.
 */
export async function performReply(
  access: VkAccess,
  { key, act }: Intent<ActOf<'reply'>>,
  signal: AbortSignal | undefined,
): Promise<ActOutcome> {
  const { client, can, ownId, site, now } = access
  const target = readTarget(act.target)
  if (target === null) return reject('invalid', 'Не указано, на какой комментарий отвечать. — The comment to answer is not named.')
  if (!does(can, 'reply')) {
    return reject(
      'auth',
      'В подключении нет ключа сообщества: без него ответить от имени сообщества нельзя. — The connection has no community key.',
    )
  }
  const refused = objection(act, can, limits)
  if (refused !== null) return refused
  const said = await given(access, act, signal)
  if ('failed' in said) return said.failed
  const result = await client.call(
    'wall.createComment',
    { owner_id: target.owner, post_id: target.post, from_group: ownId, reply_to_comment: target.comment, guid: key, ...said },
    signal,
  )
  if (result.kind !== 'answered') return outcomeOf(result, true, now())
  const id = integer(fieldsOf(result.response)['comment_id'])
  if (id === null || id <= 0) return { outcome: 'ambiguous', detail: 'wall.createComment: ответ неожиданного вида' }
  const thread = target.thread === 0 ? target.comment : target.thread
  return {
    outcome: 'confirmed',
    ref: commentKey(target.owner, target.post, id),
    url: commentUrl(site, target.owner, target.post, id, thread),
  }
}
