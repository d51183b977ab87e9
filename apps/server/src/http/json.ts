import type { FastifyInstance } from 'fastify'
import { parseExact } from '@otklik/connectors'
import { ProblemError } from './problems.ts'

/** Deeper than anything that the contract or a network's event has; what goes through values by recursion behind this is safe. */
const deepest = 64

const [quote, backslash, newline] = [34, 92, 10]
const opens = new Set([91, 123])
const closes = new Set([93, 125])

/** The line, from 1, where a JSON text nests deeper than allowed; null where it does not. Reads each letter once. */
export function tooDeepAt(text: string): number | null {
  let [depth, line, within] = [0, 1, false]
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at)
    if (letter === newline) line += 1
    if (within) {
      if (letter === backslash) at += 1
      else if (letter === quote) within = false
    } else if (letter === quote) within = true
    else if (opens.has(letter)) {
      depth += 1
      if (depth > deepest) return line
    } else if (closes.has(letter)) depth -= 1
  }
  return null
}

/** The value down to the depth that we read; what lies below becomes null. */
function cut(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth >= deepest) return null
  if (Array.isArray(value)) return value.map((member) => cut(member, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, cut(member, depth + 1)]))
}

const tooDeep = (line: number): ProblemError =>
  new ProblemError('malformed-body', {
    text: {
      ru: `JSON вложен глубже ${deepest} уровней (строка ${line}). Проверьте скобки.`,
      en: `The JSON is nested deeper than ${deepest} levels (line ${line}). Check the brackets.`,
    },
  })

/**
 * JSON is UTF-8 (RFC 8259): letters of another encoding would be kept as U+FFFD for ever. A network's event is taken as it is, down to a depth
 * that no event has, and its long numbers stay exact: what is refused there is lost.
 */
export function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  const [strict, lenient] = [new TextDecoder('utf-8', { fatal: true }), new TextDecoder('utf-8')]
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const fromNetworks = request.routeOptions.config.fromNetworks === true
    let text: string
    try {
      text = (fromNetworks ? lenient : strict).decode(body)
    } catch (cause) {
      done(new ProblemError('malformed-body', { cause }))
      return
    }
    const deepAt = tooDeepAt(text)
    if (!fromNetworks) return deepAt === null ? void parse(request, text, done) : done(tooDeep(deepAt))
    try {
      done(null, deepAt === null ? parseExact(text) : cut(JSON.parse(text)))
    } catch (cause) {
      done(new ProblemError('malformed-body', { cause }))
    }
  })
}
