/** Runs before the app: says which scripts may start, and keeps a copy of the site for offline use. */
import { keepOfflineCopy } from './offline-copy.ts';
import { allowOwnScripts } from './own-scripts.ts';

allowOwnScripts();
if (import.meta.env.PROD) keepOfflineCopy();
