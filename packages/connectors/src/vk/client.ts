import { checkAddress } from '../port/address.ts'
import type { Resolve } from '../port/address.ts'
import type { Clock } from '../port/clock.ts'
import type { VkAccount } from './account.ts'
import { errorOf } from './errors.ts'
import type { VkError } from './errors.ts'
import { ConnectorError } from '../port/connector-error.ts'
import { codeOf, exchange } from '../port/exchange.ts'
import type { Exchange } from '../port/exchange.ts'
import { requestsPerSecond, tokenKinds } from './methods.ts'
import type { Method, MethodParams, TokenKind } from './methods.ts'
import { fieldsOf, integer, isFields, text } from './shape.ts'
import { createTokenBucket } from '../port/token-bucket.ts'
import type { TokenBucket } from '../port/token-bucket.ts'

const apiVersion = '5.199'

/** What is known after one request to a method. `unsent`: it certainly never reached VK. `unknown`: nobody knows what VK did. */
export type CallResult =
  | { readonly kind: 'answered'; readonly response: unknown }
  | { readonly kind: 'refused'; readonly code: number; readonly error: VkError; readonly detail: string }
  | { readonly kind: 'no-key'; readonly detail: string }
  | Extract<Exchange, { kind: 'unsent' }>
  | { readonly kind: 'busy'; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string }

export type ClientOptions = {
  readonly account: VkAccount
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly resolve: Resolve
  readonly allowLoopback: boolean
  /** Milliseconds from the request's leaving to the last byte of the answer. */
  readonly timeoutMs: number
}

export type VkClient = {
  /** Kinds of key this account holds. */
  readonly kinds: ReadonlySet<TokenKind>
  /** One request, never repeated by itself. `kind` picks a key other than the preferred one. */
  call<M extends Method>(method: M, params: MethodParams[M], signal?: AbortSignal, kind?: TokenKind): Promise<CallResult>
  /** A request to an address that VK named (upload, long poll): checked before use, redirects are not followed. */
  visit(address: string, init: RequestInit, timeoutMs: number, signal?: AbortSignal): Promise<Exchange>
}

/** A thin client: form-urlencoded POST, one attempt, every answer looked at before it is believed. */
export function createClient(options: ClientOptions): VkClient {
  const { account, clock } = options
  const tokens = new Map<TokenKind, { readonly token: string; readonly bucket: TokenBucket }>()
  const hold = (kind: TokenKind, token: string | undefined) => {
    if (token) tokens.set(kind, { token, bucket: createTokenBucket(requestsPerSecond[kind], clock) })
  }
  hold('community', account.secrets.communityToken)
  hold('service', account.secrets.serviceToken)
  hold('user', account.secrets.userToken)

  async function visit(address: string, init: RequestInit, timeoutMs: number, signal?: AbortSignal): Promise<Exchange> {
    let url: URL
    try {
      url = await checkAddress(address, options.allowLoopback, options.resolve)
    } catch (error) {
      return error instanceof ConnectorError
        ? { kind: 'unsent', detail: 'address', barred: error }
        : { kind: 'unsent', detail: codeOf(error) }
    }
    return exchange(options.fetch, url, init, timeoutMs, signal)
  }

  return {
    kinds: new Set(tokens.keys()),
    visit,
    async call(method, params, signal, kind) {
      const wanted = kind === undefined ? tokenKinds[method] : [kind]
      const held = wanted.map((each) => tokens.get(each)).find((each) => each !== undefined)
      if (held === undefined) return { kind: 'no-key', detail: `${method}: ${wanted.join('/')}` }
      try {
        await held.bucket.take(signal)
      } catch {
        return { kind: 'unsent', detail: `${method}: прервано до отправки` }
      }
      const body = new URLSearchParams({ access_token: held.token, v: apiVersion })
      for (const [name, value] of Object.entries(params)) if (value !== undefined) body.set(name, String(value))
      const address = `${account.apiBase.replace(/\/+$/, '')}/${method}`
      return understand(method, await visit(address, { method: 'POST', body }, options.timeoutMs, signal))
    },
  }
}

/** VK answers 200 with `response` or `error`. Anything else, a 502 with JSON inside too, says nothing about what was done. */
function understand(method: Method, answer: Exchange): CallResult {
  if (answer.kind !== 'answered') return { ...answer, detail: `${method}: ${answer.detail}` }
  if (answer.status === 429) return { kind: 'busy', detail: `${method}: HTTP 429` }
  if (answer.status !== 200) return { kind: 'unknown', detail: `${method}: HTTP ${answer.status}` }
  if (!isFields(answer.json)) return { kind: 'unknown', detail: `${method}: ответ не разобран` }
  const code = integer(fieldsOf(answer.json['error'])['error_code'])
  if (code !== null) {
    const error = errorOf(code)
    // VK's own words only: `request_params` would bring back what was asked.
    const words = text(fieldsOf(answer.json['error'])['error_msg'])
      .replace(/\p{Cc}/gu, ' ')
      .slice(0, 200)
    return { kind: 'refused', code, error, detail: `${error.ru} (VK ${code}: ${words})` }
  }
  if (!('response' in answer.json)) return { kind: 'unknown', detail: `${method}: ответ неожиданного вида` }
  return { kind: 'answered', response: answer.json['response'] }
}
