import type { FastifyInstance } from 'fastify'
import { parseExact } from '@otklik/connectors'
import { ProblemError } from './problems.ts'

/**
 * JSON is UTF-8 (RFC 8259): letters of another encoding would be kept as U+FFFD for ever. A network's event is taken as it is: what is
 * refused there is lost, and its long numbers stay exact.
 */
export function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  const [strict, lenient] = [new TextDecoder('utf-8', { fatal: true }), new TextDecoder('utf-8')]
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string
    try {
      if (request.routeOptions.config.fromNetworks === true) {
        done(null, parseExact(lenient.decode(body)))
        return
      }
      text = strict.decode(body)
    } catch (cause) {
      done(new ProblemError('malformed-body', { cause }))
      return
    }
    void parse(request, text, done)
  })
}
