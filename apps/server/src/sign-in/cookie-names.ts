/**
 * Over https our cookies bind to this very host (`__Host-`, RFC 6265bis): no neighbour under the same domain can set them. Browsers refuse
 * the prefix over plain http.
 */
export const cookieName = (name: string, https: boolean): string => `${https ? '__Host-' : ''}otklik.${name}`

/** Our own cookie out of a `Cookie` header as `name=value`, and nothing beside it, however the rest of the header is written. */
export const cookieIn = (header: string | undefined, name: string): string | null =>
  new RegExp(`(?:^|;\\s*)((?:__Host-)?otklik\\.${name}=[^;\\s]+)`).exec(header ?? '')?.[1] ?? null
