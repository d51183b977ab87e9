import type { Answer, Ask, FileRef, Problem, RouteName } from '@otklik/contract'
import { endpoints, otherEndpoints, urlOf, type Endpoint } from '@otklik/contract/endpoints'
import { organisationInUse } from './organisation-in-use.ts'

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

type Sent = {
  readonly body?: unknown
  readonly form?: FormData
  /** `Idempotency-Key`: the same one when a command is sent again. */
  readonly key?: string
  readonly signal?: AbortSignal
  /** Goes out even when its page is closed meanwhile. */
  readonly keepalive?: true
}
type How = Pick<Sent, 'signal' | 'keepalive'>
/** May the whole argument be left out? Where nothing in it is required. */
type Given<Name extends RouteName> = Partial<Ask<Name>> extends Ask<Name> ? [given?: Ask<Name> & How] : [given: Ask<Name> & How]

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'status' in value && 'text' in value

/**
 * Calls a route of the contract with what the route reads, and answers what it promises.
 * Throws `Refused` with the problem details, or `Unreachable` when no usable answer came.
 */
export async function call<Name extends RouteName>(name: Name, ...[given]: Given<Name>): Promise<Answer<Name>> {
  const { params, query, ...sent } = (given ?? {}) as Sent & { params?: Parameters<typeof urlOf>[1]; query?: Parameters<typeof urlOf>[2] }
  return (await send(endpoints[name], urlOf(endpoints[name], params, query), sent)) as Answer<Name>
}

/** Hands a photo to the server, which keeps it by its content. Throws as `call` does. */
export async function sendPhoto(picture: Blob, name: string): Promise<FileRef> {
  const form = new FormData()
  form.set('file', picture, name)
  return (await send(otherEndpoints.addFile, otherEndpoints.addFile.path, { form })) as FileRef
}

/** Where a photo that the server keeps is fetched. */
export const photoUrl = (id: string): string => urlOf(otherEndpoints.file, { id }, { organisation: organisationInUse })

async function send({ method }: Endpoint, url: string, { body, form, key, signal, keepalive }: Sent): Promise<unknown> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (organisationInUse !== null) headers['otklik-organisation'] = organisationInUse
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (key !== undefined) headers['idempotency-key'] = key
  const payload = form ?? (body === undefined ? null : JSON.stringify(body))
  let response: Response
  try {
    const how = { method, headers, body: payload, credentials: 'same-origin', signal: signal ?? null } as const
    response = await fetch(url, { ...how, ...(keepalive && { keepalive }) })
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
  if (response.ok) return answer
  if (isProblem(answer)) throw new Refused(answer)
  throw new Unreachable(`no problem details in the answer (${response.status})`)
}
