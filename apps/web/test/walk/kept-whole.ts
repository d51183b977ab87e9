/** In the browser: are the page itself and every file that it has fetched kept for a time without a line? */
export async function keptWhole(): Promise<boolean> {
  const files = performance.getEntriesByType('resource').map(({ name }) => new URL(name))
  const own = files.filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
  const kept = await Promise.all(['/', ...own.map(({ pathname }) => pathname)].map((path) => caches.match(path)))
  return kept.every((answer) => answer !== undefined)
}
