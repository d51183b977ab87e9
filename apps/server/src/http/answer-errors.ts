import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Log } from '../log.ts'
import { explainIssue } from './explain-issue.ts'
import { languageOf } from './language.ts'
import { catalogue, problemBody, type ProblemCode, ProblemError, type Text } from './problems.ts'
import { ofStorage } from './storage-answers.ts'

const nullWords = { ru: 'Здесь стоит нулевой символ (U+0000). Уберите его.', en: 'There is a null character (U+0000) here. Remove it.' }

/** Where in checked input U+0000 stands: PostgreSQL's texts cannot hold it. The input has the schema's depth, so recursion is safe. */
function findNull(value: unknown): string[] | null {
  if (typeof value === 'string') return value.includes('\u0000') ? [] : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, member] of Object.entries(value)) {
    const at = findNull(member)
    if (at !== null) return [key, ...at]
  }
  return null
}

/** Checks a part of a request; the errors name the path and the cure in both languages. */
export function checkInput({ schema, httpPart }: { schema: z.ZodType; httpPart?: string | undefined }) {
  return (input: unknown): { value: unknown } | { error: Error } => {
    const result = schema.safeParse(input)
    if (result.success) {
      const at = findNull(result.data)
      if (at === null) return { value: result.data }
      return { error: new ProblemError('invalid-request', { errors: [{ path: [httpPart ?? 'body', ...at].join('.'), text: nullWords }] }) }
    }
    const errors = result.error.issues.slice(0, 20).map((issue) => ({
      path: [httpPart ?? 'body', ...issue.path.map(String)].join('.'),
      text: explainIssue(issue),
    }))
    return { error: new ProblemError('invalid-request', { errors }) }
  }
}

/**
 * Writes an answer: what the contract does not name is left out, what it names must be there. The contract's answers transform nothing,
 * so that parsing does what the library's own `encode` does, in a third of the time.
 */
export function writeAnswer({ schema }: { schema: z.ZodType }) {
  return (answered: unknown): string => JSON.stringify(schema.parse(answered))
}

/** What Fastify and its plugins throw by themselves, in our catalogue's words. */
function translate(error: unknown): ProblemError | null {
  if (error instanceof ProblemError) return error
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE') return new ProblemError('too-large')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE')
    return new ProblemError('wrong-media-type')
  if (statusCode === 429) return new ProblemError('too-many-requests')
  if (statusCode === 413) return new ProblemError('too-large')
  if (code === 'FST_ERR_BAD_URL') return new ProblemError('not-found')
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) return new ProblemError('malformed-body')
  return ofStorage(error)
}

/** After so many seconds a service that was away is worth another try. */
const retryAfter = '10'

/** An answer that got lost may have been a commit's: nobody can say that nothing was changed, nor that something was. */
function unsettled({ method, headers }: FastifyRequest): Text {
  if (method === 'GET' || method === 'HEAD') return { ru: '', en: '' }
  if (headers['idempotency-key'] === undefined)
    return {
      ru: ' Записано ли сделанное, неизвестно: сначала посмотрите, потом повторяйте.',
      en: ' Whether it was done is not known: look first, then repeat.',
    }
  return {
    ru: ' Записано ли сделанное, неизвестно. Повторить можно смело: дважды ничего не сделается (Idempotency-Key тот же).',
    en: ' Whether it was done is not known. Repeating is safe: nothing is done twice (with the same Idempotency-Key).',
  }
}

/** The same error, with what is known of the request's own end. */
function withEnd(request: FastifyRequest, { code, text, cause }: ProblemError): ProblemError {
  const end = unsettled(request)
  return new ProblemError(code, { text: { ru: text.ru + end.ru, en: text.en + end.en }, cause })
}

function answer(request: FastifyRequest, reply: FastifyReply, error: ProblemError): FastifyReply {
  const language = languageOf(request.headers['accept-language'])
  const { status } = catalogue[error.code]
  if (status === 503) reply.header('retry-after', retryAfter)
  return reply
    .code(status)
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(error, language)))
}

/** The house's own troubles, which a request met in its middle. */
const lasting: ReadonlySet<ProblemCode> = new Set(['unavailable', 'disk-full'])

/** The one place where an error becomes an answer. What nobody foresaw is logged under a number and told by that number only. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    const known = translate(error)
    if (known !== null && lasting.has(known.code)) {
      log('http.failed', { method: request.method, route: request.routeOptions.url ?? null, error })
      return answer(request, reply, withEnd(request, known))
    }
    if (known !== null) return answer(request, reply, known)
    const number = randomUUID()
    log('http.failed', { number, method: request.method, route: request.routeOptions.url ?? null, error })
    const text = {
      ru: `Номер ошибки ${number}. ${catalogue.internal.cure.ru}`,
      en: `Error number ${number}. ${catalogue.internal.cure.en}`,
    }
    return answer(request, reply, withEnd(request, new ProblemError('internal', { text })))
  })
}

/** The same shape for addresses that cannot be read (`/%`): no route and no hook is reached with them. */
export const answerBadAddress = (_: unknown, request: FastifyRequest, reply: FastifyReply): void => {
  void answer(request, reply, new ProblemError('not-found'))
}

/** The same shape for paths that nothing answers. */
export const answerNotFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  answer(request, reply, new ProblemError('not-found'))
