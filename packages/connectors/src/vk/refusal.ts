import { ConnectorError } from '../port/connector-error.ts'
import type { CallResult } from './client.ts'

/** A failed call outside of publishing as an exception with a class and words for a person. */
export function asConnectorError(result: Exclude<CallResult, { kind: 'answered' }>): ConnectorError {
  const { kind, detail } = result
  if (kind === 'unsent' && result.barred !== undefined) return result.barred
  if (kind === 'refused') return new ConnectorError(result.error.kind, `${detail}.`, `${result.error.en} (VK ${result.code}).`)
  if (kind === 'no-key') {
    return new ConnectorError(
      'permission',
      `В подключении нет ключа, который нужен для ${detail}. Добавьте его в настройках подключения.`,
      `The connection lacks the key for ${detail}. Add it in the connection's settings.`,
    )
  }
  if (kind === 'busy')
    return new ConnectorError('throttle', `ВКонтакте просит подождать (${detail}).`, `VK asks to wait (${latin(detail)}).`)
  return new ConnectorError(
    'retry',
    `Нет связи с ВКонтакте (${detail}). Мы попробуем ещё раз; если не проходит, проверьте сеть и адрес API.`,
    `No connection with VK (${latin(detail)}). We shall try again; if it persists, check the network and the API address.`,
  )
}

/** `users.get: ответ не разобран` is `users.get` for an English reader; codes stay. */
const latin = (detail: string): string => detail.replace(/:[^:]*[а-яё].*$/isu, '')

/** The answer had a form nobody documented. */
export const unexpectedAnswer = (method: string): ConnectorError =>
  new ConnectorError(
    'retry',
    `ВКонтакте ответил на ${method} не так, как описано. Если повторяется, сообщите нам.`,
    `VK answered ${method} in an undocumented form. If it persists, tell us.`,
  )
