/** Where an organisation stands in the address of a page: only people who work in several have it there (decision 0014). */
const place = /^\/o\/([0-9a-f-]{36})(?=\/|$)/

/** The organisation that an address names, and the rest of it; null: it names none, and the person's only one is meant. */
export function readPlace(pathname: string): { readonly organisation: string | null; readonly rest: string } {
  const found = place.exec(pathname)
  const rest = found === null ? pathname : pathname.slice(found[0].length)
  return { organisation: found?.[1] ?? null, rest: rest === '' ? '/' : rest }
}

/** The address of the same page in another organisation; null: without one. */
export const placeIn = (organisation: string | null, rest: string): string => (organisation === null ? rest : `/o/${organisation}${rest}`)

const here = readPlace(typeof document === 'undefined' ? '/' : location.pathname)

/** What this tab works in from its first line to its last: another organisation is another page. */
export const organisationInUse = here.organisation

/** What stands before every path of this tab. */
export const basePath = placeIn(organisationInUse, '') || '/'
