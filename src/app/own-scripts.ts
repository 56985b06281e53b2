/** The page's policy asks for a guard on every script address; this one lets only our own pass. */

type ScriptGuard = { createScriptURL: (address: string) => string | undefined };
type TrustedTypes = { createPolicy: (name: string, guard: ScriptGuard) => unknown };

/**
 * Whether a worker may start from this address: a blob that this page made, or the site's own
 * service worker. `page` is the page's address.
 */
export function isOwnScript(address: string, page: string): boolean {
  return (
    address.startsWith('blob:') || new URL(address, page).href === new URL('./sw.js', page).href
  );
}

/** Puts the guard in place. Does nothing in a browser without Trusted Types. */
export function allowOwnScripts(): void {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    // Undefined refuses: the browser then throws where the worker is made.
    createScriptURL: (address) => (isOwnScript(address, document.baseURI) ? address : undefined),
  });
}
