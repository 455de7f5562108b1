/**
 * Keeps the app's own files so that it opens without a network. It never sees and never keeps anything from the relay's
 * interface: only the files of the build, which are the same for everyone, are answered from here.
 */
declare const __ASSETS__: readonly string[]
declare const __VERSION__: string
declare const self: ServiceWorkerGlobalScope

const CACHE = `pergola-${__VERSION__}`
const PAGE = '/index.html'
const NEVER = ['/api', '/ws', '/intake']
const kept = new Set(__ASSETS__)

const isNever = (path: string): boolean => NEVER.some((start) => path === start || path.startsWith(`${start}/`))

/** Where a request is answered from the cache, else null: then the browser goes on as if this worker were not there. */
const keptPathOf = (request: Request): string | null => {
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || isNever(url.pathname)) return null
  if (kept.has(url.pathname)) return url.pathname
  return request.mode === 'navigate' ? PAGE : null
}

const answer = async (path: string, request: Request): Promise<Response> => {
  const cache = await caches.open(CACHE)
  return (await cache.match(path)) ?? fetch(request)
}

const dropOlder = async (): Promise<void> => {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith('pergola-') && name !== CACHE).map((name) => caches.delete(name)))
}

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(__ASSETS__.map((path) => new Request(path, { cache: 'reload' })))))
})

// The old worker serves the open pages until they are closed: two builds never mix in one page.
self.addEventListener('activate', (event) => event.waitUntil(dropOlder()))

self.addEventListener('fetch', (event) => {
  const path = keptPathOf(event.request)
  if (path !== null) event.respondWith(answer(path, event.request))
})

/** A notice of an alarm leads back to the page that is open; whatever it is about, the page says. */
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(lookAtToday())
})

const lookAtToday = async (): Promise<void> => {
  const [open] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (open === undefined) await self.clients.openWindow('/#/today')
  else await open.focus()
}

export {}
