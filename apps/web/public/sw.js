// Keeps the desk's own files, so that it opens on a bad line. Answers of the API are never kept: they are other people's words.
const kept = 'otklik-desk-1'

addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(kept)
      .then((cache) => cache.addAll(['/', '/icon.svg', '/manifest.webmanifest']))
      .then(() => skipWaiting()),
  )
})

addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== kept).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  )
})

addEventListener('fetch', (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== 'GET' || address.origin !== location.origin) return
  if (address.pathname.startsWith('/assets/')) event.respondWith(fileFirst(request))
  else if (request.mode === 'navigate') event.respondWith(networkFirst(request))
})

/** Files of a build carry a hash of their bytes in the name: what is kept is right for ever. */
async function fileFirst(request) {
  const cache = await caches.open(kept)
  const found = await cache.match(request)
  if (found) return found
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

/** The page itself from the server when there is one, else the last one seen. */
async function networkFirst(request) {
  const cache = await caches.open(kept)
  try {
    const answer = await fetch(request)
    if (answer.ok && answer.headers.get('content-type')?.includes('text/html')) await cache.put('/', answer.clone())
    return answer
  } catch (error) {
    const found = await cache.match('/')
    if (found) return found
    throw error
  }
}
