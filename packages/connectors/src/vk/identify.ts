import { ConnectorError } from '../port/connector-error.ts'
import type { VkClient } from './client.ts'
import { asConnectorError, unexpectedAnswer } from './refusal.ts'
import { fieldsOf, integer, list, text } from './shape.ts'

const kindNames = { community: ['сообщества', 'community'], service: ['сервисный', 'service'], user: ['пользователя', 'user'] } as const

/**
 * Asks VK with every key the account holds. The community key is asked without naming the community: VK then answers with the one
 * the key belongs to, so a key of a neighbouring community is found out here and not at the first reply.
 *
 * @throws ConnectorError `token` a key is dead, `config` no key or another community's, and others by VK's answer.
 */
export async function identify(
  client: VkClient,
  ownId: number,
  site: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly name: string; readonly url: string }> {
  let page: { readonly name: string; readonly url: string } | null = null
  for (const kind of client.kinds) {
    const result = await client.call('groups.getById', kind === 'community' ? {} : { group_id: ownId }, signal, kind)
    if (result.kind !== 'answered') {
      const error = asConnectorError(result)
      // A wrong address is no fault of the key.
      if (result.kind === 'unsent') throw error
      throw new ConnectorError(error.kind, `Ключ ${kindNames[kind][0]}: ${error.ru}`, `The ${kindNames[kind][1]} key: ${error.en}`)
    }
    const group = fieldsOf(list(fieldsOf(result.response)['groups'])[0])
    const id = integer(group['id'])
    if (id === null) throw unexpectedAnswer('groups.getById')
    if (id !== ownId) {
      throw new ConnectorError(
        'config',
        `Ключ сообщества выдан сообществом ${id}, а подключено ${ownId}. Возьмите ключ в настройках нужного сообщества.`,
        `The community key belongs to community ${id}, the connection is for ${ownId}. Take the key from the right community's settings.`,
      )
    }
    page ??= { name: text(group['name']), url: `${site}/${text(group['screen_name']) || `club${ownId}`}` }
  }
  if (page === null) {
    throw new ConnectorError(
      'config',
      'В подключении нет ни одного ключа доступа. Добавьте ключ сообщества.',
      'The connection has no access key. Add the community key.',
    )
  }
  return page
}
