/** What people write under a hole's seed, as a list. */
import { personName } from '../stage/index.ts';
import type { Hole } from './holes.ts';
import { typedIn } from './traffic.ts';
import styles from './Golf.module.css';

export function TrafficList({ hole: { scenario, seed } }: { readonly hole: Hole }) {
  return (
    <ol className={styles.traffic} aria-label="What people write">
      {typedIn(scenario, seed).map(({ id, atMs, user, text }) => (
        <li key={id}>
          <span className={styles.when}>{(atMs / 1000).toFixed(2)} s</span>
          <span>
            {personName(user)}: “{text}”
          </span>
        </li>
      ))}
    </ol>
  );
}
