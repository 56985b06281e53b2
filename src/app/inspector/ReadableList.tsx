/** What this node can read: yes or no, and from how many packets. */
import { Eye, EyeOff } from 'lucide-react';
import { useBranch, useProjection } from '../playback/index.ts';
import { isSealing, READABLE, READABLE_WORDS, readByNodes } from './readable.ts';
import styles from './Inspector.module.css';

export function ReadableList({ node }: { node: number }) {
  const branch = useBranch()!;
  const counts = useProjection(readByNodes)[node];
  return (
    <>
      <ul className={styles.reads}>
        {READABLE.map((what) => {
          const count = counts?.[what] ?? 0;
          return (
            <li key={what} data-yes={count > 0 || undefined}>
              {count > 0 ? <Eye size={16} /> : <EyeOff size={16} />}
              {READABLE_WORDS[what]}
              <b>{count === 0 ? 'not so far' : `${count} times`}</b>
            </li>
          );
        })}
      </ul>
      <p className={styles.note}>
        {isSealing(branch.input.design)
          ? 'Messages are sealed between phones: only who has the key can read their words.'
          : 'Nothing is sealed in this design: whatever passes through a node can be read by it.'}
      </p>
    </>
  );
}
