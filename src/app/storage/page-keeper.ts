/** The keeper of this page: saves when the page is left, hears what other tabs have done. */
import { Keeper, STORAGE_PREFIX } from './keeper.ts';
import type { Shelf } from './two-slots.ts';

let keeper: Keeper | undefined;

/** Made when it is first needed. */
export function pageKeeper(): Keeper {
  if (keeper !== undefined) return keeper;
  const made = new Keeper(openShelf());
  keeper = made;
  window.addEventListener('storage', ({ key }) => {
    // Null when somebody cleared everything: what we know is written again with the next change.
    if (key === null || key.startsWith(STORAGE_PREFIX)) made.takeIn();
  });
  window.addEventListener('pagehide', () => made.save());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') made.save();
  });
  return made;
}

/** In a sandboxed frame, or where cookies are blocked, asking for it throws. */
function openShelf(): Shelf | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
