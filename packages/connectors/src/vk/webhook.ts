import { createHash, timingSafeEqual } from 'node:crypto'
import { readEventJson } from '../port/deep-json.ts'
import type { HookRequest, HookVerdict } from '../port/port.ts'
import type { VkAccount } from './account.ts'
import { toRawEvent } from './events.ts'
import { isFields, whole } from './shape.ts'

const say = (status: number, body: string) => ({ status, type: 'text/plain; charset=utf-8', body })
const refuse = (status: 400 | 403, reason: string): HookVerdict => ({ accept: false, reason, answer: say(status, reason) })

function bodyOf({ method, body }: HookRequest): unknown {
  if (method !== 'POST') return null
  try {
    return readEventJson(body)
  } catch {
    return null
  }
}

const digest = (value: string): Buffer => createHash('sha256').update(value).digest()

/** Compares in a time that says nothing about where the two differ, nor how long the secret is. */
const same = (given: unknown, secret: string): boolean => timingSafeEqual(digest(typeof given === 'string' ? given : ''), digest(secret))

/**
 * Callback API: `confirmation` is answered with the string from the community's settings, anything else with `ok`, which the caller sends
 * only after the event is stored. Without a secret in the account nothing is accepted: anybody could write to the address.
 * VK sends the secret with the confirmation too: its string is shown to nobody else, or a stranger could confirm our address as theirs.
 */
export function checkWebhook(request: HookRequest, account: VkAccount, now: number): HookVerdict {
  const body = bodyOf(request)
  const { callbackSecret, callbackConfirmation } = account.secrets
  if (!isFields(body) || typeof body['type'] !== 'string') {
    return refuse(400, 'Тело не похоже на событие Callback API. — The body is no Callback API event.')
  }
  if (!callbackSecret) {
    return refuse(403, 'В подключении не задан секретный ключ Callback API. — The connection has no Callback API secret.')
  }
  if (whole(body['group_id']) !== account.ownId) {
    return refuse(403, 'Событие другого сообщества: проверьте адрес сервера в настройках. — The event belongs to another community.')
  }
  const confirmation = body['type'] === 'confirmation'
  if (!same(body['secret'], callbackSecret)) {
    return refuse(403, 'Секретный ключ не совпадает с указанным в подключении. — The secret differs from the one in the connection.')
  }
  if (confirmation) {
    if (!callbackConfirmation) {
      return refuse(400, 'В подключении не задана строка подтверждения. — The connection has no confirmation string.')
    }
    return { accept: true, events: [], answer: say(200, callbackConfirmation) }
  }
  return { accept: true, events: [toRawEvent(body, account.ownId, now)], answer: say(200, 'ok') }
}
