/** Registers the service worker that keeps the site for offline use, and tells of a newer version. */

type Listener = () => void;

const listeners = new Set<Listener>();
let waiting: ServiceWorker | undefined;

/** Keeps the site for offline use. A browser that refuses (private window, frame) loses only that. */
export function keepOfflineCopy(): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register('./sw.js', { scope: './' }).then(watch, (reason: unknown) => {
    console.info('The site is not kept for offline use:', reason);
  });
}

/**
 * Calls `listener` when a newer version lies ready, at once if it does already. Returns what ends
 * that. Nothing is forced: the new version waits until `takeNewVersion`, or until every tab closes.
 */
export function onNewVersion(listener: Listener): () => void {
  listeners.add(listener);
  if (waiting !== undefined) listener();
  return () => listeners.delete(listener);
}

/** Changes to the newer version and loads the page again. Does nothing when there is none. */
export function takeNewVersion(): void {
  if (waiting === undefined) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
    once: true,
  });
  waiting.postMessage('use-new-version');
}

function watch(registration: ServiceWorkerRegistration): void {
  // Without a controller this is the first visit: what waits is no newer version.
  const announce = (worker: ServiceWorker | null): void => {
    if (worker === null || navigator.serviceWorker.controller === null) return;
    waiting = worker;
    for (const listener of listeners) listener();
  };
  announce(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => {
      if (coming.state === 'installed') announce(coming);
    });
  });
}
