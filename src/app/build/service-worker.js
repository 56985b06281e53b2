/** Keeps one whole version of the site. A newer one waits until the page asks for it: never forced. */
const PREFIX = 'CACHE_PREFIX';
const CACHE = PREFIX + 'VERSION';
const FILES = 'FILES';

// All or nothing: if one file fails to load, the old version stays whole.
self.addEventListener('install', (event) => {
  // The host lets copies be ten minutes old; a new version must not be made of old parts.
  const fresh = FILES.map((path) => new Request(path, { cache: 'no-cache' }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldVersions().then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  if (event.data === 'use-new-version') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(keptOrFetched(request));
});

// The origin's storage is shared with the account's other sites, so only our own caches are deleted.
async function dropOldVersions() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function keptOrFetched(request) {
  const cache = await caches.open(CACHE);
  const page = request.mode === 'navigate' ? pageFor(request.url) : request;
  // What a host writes into Vary is about versions that we do not keep: one copy answers everybody.
  const kept = await cache.match(page, { ignoreSearch: true, ignoreVary: true });
  return kept ?? fetch(request);
}

function pageFor(url) {
  const { pathname } = new URL(url);
  return pathname.endsWith('/index.html') ? new URL('./', self.location.href).href : url;
}
