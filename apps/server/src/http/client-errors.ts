import type { ConnectionError } from 'fastify'
import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { catalogue, problemBody, ProblemError } from './problems.ts'

function problemOf({ code }: ConnectionError): ProblemError {
  if (code === 'HPE_HEADER_OVERFLOW') return new ProblemError('headers-too-large')
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new ProblemError('too-slow')
  return new ProblemError('unreadable-request')
}

/**
 * What Node refuses before there is a request that a route could answer: the same shape as every other error, in Russian, since nobody knows
 * the reader's language yet. The connection ends with it.
 */
export function answerClientError(error: ConnectionError, socket: Socket): void {
  if (error.code !== 'ECONNRESET' && socket.writable && !isAnswering(socket)) {
    const problem = problemOf(error)
    const { status } = catalogue[problem.code]
    const body = JSON.stringify(problemBody(problem, 'ru'))
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/problem+json; charset=utf-8',
      'Content-Language: ru',
      'Cache-Control: no-store',
      'X-Content-Type-Options: nosniff',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  }
  socket.destroySoon()
}

/** Another answer has begun on this connection: a second one in its middle would be read as part of it. Node keeps it under this name. */
const isAnswering = (socket: Socket): boolean =>
  (Reflect.get(socket, '_httpMessage') as ServerResponse | null | undefined)?.headersSent === true
