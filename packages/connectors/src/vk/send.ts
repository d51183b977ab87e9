import type { PublicationFailure } from '@otklik/casework'
import { type Capabilities, does } from '../port/capability.ts'
import type { Intent, SendOutcome } from '../port/port.ts'
import { limits } from './capabilities.ts'
import type { VkClient } from './client.ts'
import { outcomeOf } from './outcome.ts'
import { uploadPhoto } from './photos.ts'
import { commentKey, commentUrl, readTarget } from './place.ts'
import type { Target } from './place.ts'
import { fieldsOf, integer } from './shape.ts'

const reject = (reason: PublicationFailure, detail: string): SendOutcome => ({ outcome: 'rejected', reason, detail })

/** What can be known without asking VK: nothing has been sent when this speaks. */
function objection(intent: Intent, target: Target | null, can: Capabilities): SendOutcome | null {
  if (target === null) {
    return reject('invalid', 'Не указано, на какой комментарий отвечать. — The comment to answer is not named.')
  }
  if (!does(can, 'reply')) {
    return reject(
      'auth',
      'В подключении нет ключа сообщества: без него ответить от имени сообщества нельзя. — The connection has no community key.',
    )
  }
  if (intent.text.trim() === '' && intent.photos.length === 0) {
    return reject('invalid', 'Ответ пуст. — The reply is empty.')
  }
  if (intent.text.length > limits.textLength) {
    return reject(
      'invalid',
      `Текст ${intent.text.length} знаков, ВКонтакте принимает ${limits.textLength}: сократите. — The text is too long for VK: shorten it.`,
    )
  }
  if (intent.photos.length > limits.photos) {
    return reject('invalid', `Фотографий больше ${limits.photos}. — More than ${limits.photos} photos.`)
  }
  if (intent.photos.length > 0 && !does(can, 'photos')) {
    return reject(
      'permission',
      'Фотографию можно приложить только с ключом пользователя — администратора сообщества: добавьте его в подключение или уберите фото. ' +
        '— A photo needs the key of a person who administers the community: add it to the connection or take the photo out.',
    )
  }
  return null
}

/**
 * Publishes a reply under a comment: photos first (they are seen by nobody until attached), then one `wall.createComment` with the
 * intent's key as `guid`, so that VK itself answers a second attempt with the first comment's number. One attempt: what to do after an
 * ambiguous one is for `reconcile` to find out.
 */
export async function sendReply(
  client: VkClient,
  intent: Intent,
  can: Capabilities,
  ownId: number,
  site: string,
  now: () => number,
  signal: AbortSignal | undefined,
): Promise<SendOutcome> {
  const target = readTarget(intent.target)
  const refused = objection(intent, target, can)
  if (refused !== null || target === null) return refused ?? reject('invalid', 'target')
  const attachments: string[] = []
  for (const photo of intent.photos) {
    const uploaded = await uploadPhoto(client, ownId, photo, signal)
    if (uploaded.kind !== 'uploaded') return outcomeOf(uploaded, false, now())
    attachments.push(uploaded.attachment)
  }
  const result = await client.call(
    'wall.createComment',
    {
      owner_id: target.owner,
      post_id: target.post,
      from_group: ownId,
      reply_to_comment: target.comment,
      guid: intent.key,
      ...(intent.text.trim() === '' ? {} : { message: intent.text.toWellFormed() }),
      ...(attachments.length === 0 ? {} : { attachments: attachments.join(',') }),
    },
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
