/** The same name as in `public/sw.js`. */
const kept = 'otklik-desk-1'

/**
 * Registers the service worker, and keeps what the page fetches past it: on the first visit, too, the desk opens again without a line.
 * A browser that refuses any of it works as well, only not offline.
 */
export async function keepDeskFiles(): Promise<void> {
  try {
    await navigator.serviceWorker.register('/sw.js')
    // A worker that is ready takes the page over a moment later; what is fetched until then passes it by, so it is looked for after that.
    await activated((await navigator.serviceWorker.ready).active)
    const cache = await caches.open(kept)
    // Not a list made once: what was asked for before the worker took over may arrive after any such list.
    new PerformanceObserver((list) => void keep(cache, list.getEntries())).observe({ type: 'resource', buffered: true })
  } catch {
    // Nothing is lost: the next visit tries again.
  }
}

async function keep(cache: Cache, entries: readonly PerformanceEntry[]): Promise<void> {
  for (const { name } of entries) {
    const { origin, pathname } = new URL(name)
    if (origin !== location.origin || !pathname.startsWith('/assets/')) continue
    if ((await cache.match(pathname)) === undefined) await cache.add(pathname).catch(() => undefined)
  }
}

function activated(worker: ServiceWorker | null): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (worker === null || worker.state === 'activated' || worker.state === 'redundant') resolve()
    }
    worker?.addEventListener('statechange', look)
    look()
  })
}
