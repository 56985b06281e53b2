/** Runs before the app: says which scripts may start, and keeps a copy of the site for offline use. */
import { keepOfflineCopy } from './offline-copy.ts';
import { allowOwnScripts } from './own-scripts.ts';

allowOwnScripts();
// The first frame in index.html is the front page's; another page starts empty.
if (!/^(#\/?)?$/.test(window.location.hash)) document.getElementById('root')?.replaceChildren();
if (import.meta.env.PROD) keepOfflineCopy();
