import type { ActOf, ActOutcome, Intent } from '../port/act.ts'
import { does } from '../port/capability.ts'
import type { VkAccess } from './access.ts'
import { postLimits } from './capabilities.ts'
import { outcomeOf } from './outcome.ts'
import { postKey, postUrl } from './place.ts'
import { given, objection, reject } from './said.ts'
import { fieldsOf, integer } from './shape.ts'

/**
 * Puts a post on the community's wall, in the community's name: photos first, then one `wall.post` with the intent's key as `guid`. One
 * attempt: what an ambiguous one did is for `postReadBack` to find out.
 */
export async function performPost(
  access: VkAccess,
  { key, act }: Intent<ActOf<'post'>>,
  signal: AbortSignal | undefined,
): Promise<ActOutcome> {
  const { client, can, ownId, site, now } = access
  if (!does(can, 'post')) {
    return reject(
      'auth',
      'В подключении нет ключа пользователя — администратора сообщества: без него запись на стене не разместить. — The connection has no key of a person who administers the community.',
    )
  }
  const refused = objection(act, can, postLimits)
  if (refused !== null) return refused
  const said = await given(access, act, signal)
  if ('failed' in said) return said.failed
  const result = await client.call('wall.post', { owner_id: -ownId, from_group: 1, guid: key, ...said }, signal)
  if (result.kind !== 'answered') return outcomeOf(result, true, now())
  const id = integer(fieldsOf(result.response)['post_id'])
  if (id === null || id <= 0) return { outcome: 'ambiguous', detail: 'wall.post: ответ неожиданного вида' }
  return { outcome: 'confirmed', ref: postKey(-ownId, id), url: postUrl(site, -ownId, id) }
}
