/** What this node can read: of how many messages the words, the sender, the recipient and so on. */
import { Eye, EyeOff } from 'lucide-react';
import { useBranch, usePlayback } from '../playback/index.ts';
import { DataTable } from './DataTables.tsx';
import { RealSealing } from './RealSealing.tsx';
import { READABLE, READABLE_WORDS, readersAt } from './readers-at.ts';
import styles from './Inspector.module.css';

export function ReadableList({ node }: { node: number }) {
  const branch = useBranch()!;
  const record = usePlayback((state) => state.playhead.record);
  const table = readersAt(branch, record).table(node);
  const isSealing = String(branch.input.design['encryption'] ?? 'none') !== 'none';
  return (
    <>
      <ul className={styles.reads}>
        {READABLE.map((what) => {
          const column = table.columns.indexOf(what);
          const count = table.rows.filter((row) => row[column] === true).length;
          return (
            <li key={what} data-yes={count > 0 || undefined}>
              {count > 0 ? <Eye size={16} /> : <EyeOff size={16} />}
              {READABLE_WORDS[what]}
              <b>{count === 0 ? 'not so far' : count === 1 ? '1 message' : `${count} messages`}</b>
            </li>
          );
        })}
      </ul>
      <p className={styles.note}>
        {isSealing
          ? 'Messages are sealed between phones: only who has the key can read their words.'
          : 'Nothing is sealed in this design: whoever has a message in hand can read it.'}
      </p>
      <DataTable table={table} />
      {isSealing && branch.nodes.nodes[node]?.kind === 'phone' && (
        <RealSealing node={node} branch={branch} />
      )}
    </>
  );
}
