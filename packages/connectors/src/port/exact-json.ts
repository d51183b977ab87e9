/** Where a number may stand that JavaScript cannot hold exactly. */
const long = /\d{16}/

/**
 * JSON as a network sent it. A whole number past 2^53 becomes the text of its digits: rounded it would name another comment or another
 * person, and what was stored rounded no later program could read.
 * @throws SyntaxError, and RangeError for nesting that no stack holds
 */
export function parseExact(json: string): unknown {
  if (!long.test(json)) return JSON.parse(json)
  return JSON.parse(json, (_key: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER && /^-?\d+$/.test(context?.source ?? '')
      ? context?.source
      : value,
  )
}
