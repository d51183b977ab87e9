import type { ConnectorError } from './connector-error.ts'
import { parseExact } from './exact-json.ts'

/** One HTTP exchange as it ended. `unsent`: the connection was never made. `unknown`: it broke after the request may have left. */
export type Exchange =
  | { readonly kind: 'answered'; readonly status: number; readonly json: unknown }
  /** `barred`: the address itself will not do, and the words say how to mend it. */
  | { readonly kind: 'unsent'; readonly detail: string; readonly barred?: ConnectorError }
  | { readonly kind: 'unknown'; readonly detail: string }

/** Failures before a single byte of the request could leave: no name, nobody listening, no trust. */
const unsentCodes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** No route: an open connection can lose it too, after the request has left. Only while connecting it proves that nothing was sent. */
const routeCodes = new Set(['EHOSTUNREACH', 'ENETUNREACH'])
const beforeSending = new Set<unknown>(['connect', 'getaddrinfo'])

/** Longest answer read, in bytes: 100 comments with attachments stay far below. */
const largest = 8 * 1024 * 1024

/** What failed, as a code that reads the same in every language. */
export const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown'
  const cause: unknown = error.cause
  if ('code' in error && typeof error.code === 'string') return error.code
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code
  return error.name
}

/** Whether the error says that the request never left. */
function neverLeft(error: unknown): boolean {
  const code = codeOf(error)
  if (unsentCodes.has(code)) return true
  if (!routeCodes.has(code)) return false
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error
  // A name with several addresses fails with all their errors together.
  const each: readonly unknown[] = cause instanceof AggregateError ? cause.errors : [cause]
  return each.length > 0 && each.every((one) => one instanceof Error && 'syscall' in one && beforeSending.has(one.syscall))
}

async function readLimited(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.byteLength
    if (size > largest) throw new Error('answer too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/**
 * Sends one request and reads its answer within `timeoutMs`. Never follows a redirect, never tries again: whether a second attempt is
 * safe is known only to the caller. Broken JSON is an answer whose `json` is undefined.
 */
export async function exchange(
  send: typeof fetch,
  url: URL,
  init: RequestInit,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Exchange> {
  const limit = AbortSignal.timeout(timeoutMs)
  const until = signal === undefined ? limit : AbortSignal.any([limit, signal])
  if (until.aborted) return { kind: 'unsent', detail: 'прервано до отправки' }
  try {
    const response = await send(url, { ...init, redirect: 'manual', signal: until })
    const body = await readLimited(response)
    return { kind: 'answered', status: response.status, json: parse(body) }
  } catch (error) {
    return { kind: neverLeft(error) ? 'unsent' : 'unknown', detail: codeOf(error) }
  }
}

function parse(body: string): unknown {
  try {
    return parseExact(body)
  } catch {
    return undefined
  }
}
