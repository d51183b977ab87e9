/** `?view=new&q=лёд` as plain pairs: an address that a person can read, send and correct by hand. Empty values are left out. */
export function readSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

export function writeSearch(search: Record<string, unknown>): string {
  const pairs = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') pairs.set(name, value)
  }
  const text = pairs.toString()
  return text === '' ? '' : `?${text}`
}
