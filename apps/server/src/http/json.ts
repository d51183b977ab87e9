import type { FastifyInstance } from 'fastify'
import { deepest, tooDeepAt } from '@otklik/connectors'
import { ProblemError } from './problems.ts'

const tooDeep = (line: number): ProblemError =>
  new ProblemError('malformed-body', {
    text: {
      ru: `JSON вложен глубже ${deepest} уровней (строка ${line}). Проверьте скобки.`,
      en: `The JSON is nested deeper than ${deepest} levels (line ${line}). Check the brackets.`,
    },
  })

/** JSON is UTF-8 (RFC 8259): letters of another encoding would be kept as U+FFFD for ever. */
export function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  const strict = new TextDecoder('utf-8', { fatal: true })
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string
    try {
      text = strict.decode(body)
    } catch (cause) {
      done(new ProblemError('malformed-body', { cause }))
      return
    }
    const deepAt = tooDeepAt(text)
    if (deepAt === null) void parse(request, text, done)
    else done(tooDeep(deepAt))
  })
}
