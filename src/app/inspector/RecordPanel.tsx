/** One event, or one packet: what it is, its causes back to the tap, ways to lose or delay it. */
import { LocateFixed } from 'lucide-react';
import { useBranch, usePlaybackHandle } from '../playback/index.ts';
import { sentenceAt } from '../stage/index.ts';
import { Button } from '../theme/index.ts';
import { ChainList } from './ChainList.tsx';
import { PacketDeeds } from './PacketDeeds.tsx';
import { causesOf } from './provenance.ts';
import styles from './Inspector.module.css';

export function RecordPanel({ record }: { record: number }) {
  const branch = useBranch()!;
  const playback = usePlaybackHandle();
  if (record >= branch.view.length) {
    return <p className={styles.empty}>This event is not part of this branch.</p>;
  }
  const { message } = branch.view.readRecord(record);
  return (
    <>
      <p className={styles.verdict}>{sentenceAt(branch, record)}</p>
      <div className={styles.deeds}>
        <Button Icon={LocateFixed} onClick={() => playback.seekRecord(record + 1)}>
          Go to this moment
        </Button>
        {message >= 0 && (
          <Button
            onClick={() =>
              playback.select({ kind: 'message', message: branch.view.names.text(message) })
            }
          >
            The whole message
          </Button>
        )}
        <PacketDeeds record={record} />
      </div>
      <section className={styles.section}>
        <h3>What led to it</h3>
        <ChainList label="What led to it" records={causesOf(branch.view, record)} />
      </section>
    </>
  );
}
