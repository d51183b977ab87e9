import type { Problem } from '@otklik/contract'

/** The server refused, in its own words (RFC 9457 problem details). */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

/** Did the server refuse because nobody is signed in (any more)? */
export const isSignedOut = (error: unknown): boolean => error instanceof Refused && error.problem.status === 401

/** No answer came: nobody knows more than that. With an idempotency key the same call may be repeated safely. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

export type Call = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly form?: FormData
  /** `Idempotency-Key`: keep it over retries of one press. */
  readonly key?: string
  readonly signal?: AbortSignal
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'status' in value && 'text' in value

/**
 * One call to our own server. Answers what the contract promises for the route.
 * Throws `Refused` with the problem details, or `Unreachable` when no usable answer came.
 */
export async function call<Answer>(path: string, { method = 'GET', body, form, key, signal }: Call = {}): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (key !== undefined) headers['idempotency-key'] = key
  const payload = form ?? (body === undefined ? null : JSON.stringify(body))
  let response: Response
  try {
    response = await fetch(path, { method, headers, body: payload, credentials: 'same-origin', signal: signal ?? null })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new Unreachable('no answer', { cause })
  }
  let answer: unknown
  try {
    answer = await response.json()
  } catch (cause) {
    throw new Unreachable(`no JSON in the answer (${response.status})`, { cause })
  }
  if (response.ok) return answer as Answer
  if (isProblem(answer)) throw new Refused(answer)
  throw new Unreachable(`no problem details in the answer (${response.status})`)
}
