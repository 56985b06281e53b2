/** Offers a newer version of the site when one lies ready. It is never taken without being asked for. */
import { onNewVersion, takeNewVersion } from '../offline-copy.ts';
import { notify } from './notices.ts';

/** Returns what ends the watch. */
export function offerNewVersion(): () => void {
  return onNewVersion(() => {
    notify({
      tone: 'plain',
      text: 'A newer version of this site is ready. Load it when nothing here is unfinished.',
      action: { label: 'Load it now', run: takeNewVersion },
    });
  });
}
