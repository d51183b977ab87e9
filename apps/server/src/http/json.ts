import type { FastifyInstance } from 'fastify'
import { ProblemError } from './problems.ts'

/**
 * JSON is UTF-8 (RFC 8259): letters of another encoding would be kept as U+FFFD for ever. A network's event is taken as it is: what is
 * refused there is lost.
 */
export function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  const [strict, lenient] = [new TextDecoder('utf-8', { fatal: true }), new TextDecoder('utf-8')]
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const decoder = request.routeOptions.config.fromNetworks === true ? lenient : strict
    let text: string
    try {
      text = decoder.decode(body)
    } catch (cause) {
      done(new ProblemError('malformed-body', { cause }))
      return
    }
    void parse(request, text, done)
  })
}
