import { parseExact } from './exact-json.ts'

/** Deeper than anything that a network's event or a body of ours has; what goes through values by recursion behind this is safe. */
export const deepest = 64

const [quote, backslash, newline] = [34, 92, 10]
const opens = new Set([91, 123])
const closes = new Set([93, 125])

/** The line, from 1, where a JSON text nests deeper than `deepest`; null where it does not. Reads each letter once. */
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

/**
 * A network's event as it is: letters of another encoding become U+FFFD, what nests deeper than any event does is left out, long numbers stay
 * exact. What is refused here would be lost.
 * @throws SyntaxError for what is no JSON, and RangeError for nesting that no stack holds
 */
export function readEventJson(body: Uint8Array): unknown {
  const text = new TextDecoder('utf-8').decode(body)
  return tooDeepAt(text) === null ? parseExact(text) : cut(JSON.parse(text))
}
