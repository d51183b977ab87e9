import type { MessageContext } from '../port/port.ts'
import { readAttachments } from './attachments.ts'
import { readBranch, readTop } from './branch.ts'
import type { VkClient } from './client.ts'
import { visibleText } from './markup.ts'
import { readNames } from './people.ts'
import { commentKey, postUrl } from './place.ts'
import type { Target } from './place.ts'
import { asConnectorError, unexpectedAnswer } from './refusal.ts'
import { fieldsOf, isFields, list, text } from './shape.ts'

/** The post above the message and the thread around it, oldest first. Throws ConnectorError; a deleted post or thread is not an error. */
export async function readContext(
  client: VkClient,
  target: Target,
  ownId: number,
  site: string,
  signal: AbortSignal | undefined,
): Promise<MessageContext> {
  const post = await readPost(client, target, site, signal)
  const branches = [await readTop(client, target, signal), await readBranch(client, target, () => true, signal)]
  const names = new Map<number, string>()
  const thread: MessageContext['thread'][number][] = []
  for (const branch of branches) {
    // 15 and 210–212: the thread was deleted or shut meanwhile; the message itself is stored with us.
    if (branch.kind === 'refused' && ['gone', 'closed'].includes(branch.error.kind)) continue
    if (branch.kind !== 'read') throw asConnectorError(branch)
    for (const answer of branch.extended) for (const [id, name] of readNames(answer)) names.set(id, name)
    for (const comment of branch.comments) {
      thread.push({
        key: commentKey(target.owner, target.post, comment.id),
        authorName: names.get(comment.fromId) ?? '',
        own: comment.fromId === -ownId,
        text: visibleText(comment.text),
        attachments: comment.attachments,
        writtenAt: comment.date * 1000,
      })
    }
  }
  return { post, thread: thread.toSorted((a, b) => a.writtenAt - b.writtenAt || (a.key < b.key ? -1 : 1)) }
}

async function readPost(client: VkClient, target: Target, site: string, signal: AbortSignal | undefined): Promise<MessageContext['post']> {
  const result = await client.call('wall.getById', { posts: `${target.owner}_${target.post}` }, signal)
  if (result.kind === 'refused' && result.error.kind === 'gone') return null
  if (result.kind !== 'answered') throw asConnectorError(result)
  const items = fieldsOf(result.response)['items']
  if (!Array.isArray(items)) throw unexpectedAnswer('wall.getById')
  const post = list(items)[0]
  if (!isFields(post)) return null
  return {
    text: visibleText(text(post['text'])),
    url: postUrl(site, target.owner, target.post),
    attachments: readAttachments(post['attachments']),
  }
}
