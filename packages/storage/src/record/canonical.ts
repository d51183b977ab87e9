/**
 * One text for one value: keys sorted by code unit, no spaces, numbers as ECMAScript prints them (RFC 8785 for finite doubles).
 * `undefined` members are left out, as JSON does. What PostgreSQL's jsonb gives back has the same canonical text as what went in.
 * @throws RangeError on a number that JSON cannot carry.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`no canonical text for ${value}`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`
  if (typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    const inOrder = members.toSorted(([a], [b]) => (a < b ? -1 : 1))
    return `{${inOrder.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`
  }
  throw new RangeError(`no canonical text for a ${typeof value}`)
}

/**
 * The same value with texts that PostgreSQL and UTF-8 can carry: lone surrogates become U+FFFD, U+0000 is dropped.
 * Citizens' texts are hostile, and a network may hand over anything; a text that cannot be stored must not stop the one behind it.
 * What lies deeper than any network nests becomes null: neither our stack nor PostgreSQL's could hold it.
 */
export function storable<T>(value: T, depth = 0): T {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '') as T
  if (value === null || typeof value !== 'object') return value
  if (depth >= deepest) return null as T
  if (Array.isArray(value)) return value.map((item) => storable(item, depth + 1)) as T
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [storable(key), storable(member, depth + 1)])) as T
}

/** Objects and lists inside each other: the deepest documented answer of a network has about ten. */
const deepest = 100
