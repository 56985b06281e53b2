/** Names the page in the browser's tab. */
import { useEffect } from 'react';

const SITE = 'Two ticks';

/** Puts the page's name before the site's; the empty text leaves the site's alone. */
export function useTitle(name: string): void {
  useEffect(() => {
    document.title =
      name === '' ? `${SITE}: design a chat system by running it` : `${name} · ${SITE}`;
  }, [name]);
}
