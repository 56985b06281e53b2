/** Records as a chain of causes, oldest first. A click on one takes the playhead there. */
import { Fragment, useState, type ReactNode } from 'react';
import { RECORD } from '../../models/index.ts';
import { useBranch, usePlayback, usePlaybackHandle, type Branch } from '../playback/index.ts';
import { sentenceAt, timeText } from '../stage/index.ts';
import { KIND_FACES, Switch } from '../theme/index.ts';
import styles from './ChainList.module.css';

export interface ChainListProps {
  readonly label: string;
  readonly records: readonly number[];
  /** Something that stands before a place of the chain. */
  readonly inserted?: { readonly before: number; readonly content: ReactNode };
}

/** A chain of more steps than this is told in short at first. */
const LONG = 8;

/** Left out when told in short: a packet's leaving, if it arrives next, and machines' own steps. */
function isMinor({ view }: Branch, records: readonly number[], place: number): boolean {
  const { kind } = view.columns;
  const record = records[place]!;
  if (place === records.length - 1) return false;
  if (kind[record] === RECORD.state) return true;
  return kind[record] === RECORD.sent && kind[records[place + 1]!] === RECORD.received;
}

export function ChainList({ label, records, inserted }: ChainListProps) {
  const branch = useBranch()!;
  const [every, setEvery] = useState(false);
  const isLong = records.length > LONG;
  return (
    <>
      {isLong && <Switch label="Every record" checked={every} onChange={setEvery} />}
      <ol className={styles.chain} aria-label={label}>
        {records.map((record, place) => (
          <Fragment key={record}>
            {inserted?.before === place && <li>{inserted.content}</li>}
            {(every || !isLong || !isMinor(branch, records, place)) && (
              <li>
                <Step record={record} />
              </li>
            )}
          </Fragment>
        ))}
      </ol>
    </>
  );
}

function Step({ record }: { record: number }) {
  const branch = useBranch()!;
  const playback = usePlaybackHandle();
  const isNow = usePlayback((state) => state.playhead.record === record + 1);
  const { node, timeUs } = branch.view.readRecord(record);
  const { Icon, colour } = KIND_FACES[branch.nodes.nodes[node]?.kind ?? 'phone'];
  return (
    <button
      type="button"
      className={styles.step}
      data-now={isNow || undefined}
      style={{ '--kind': colour } as React.CSSProperties}
      onClick={() => {
        playback.pause();
        playback.seekRecord(record + 1);
      }}
    >
      <span className={styles.dot}>
        <Icon size={12} />
      </span>
      <span>
        {sentenceAt(branch, record)}
        <span className={styles.when}>{timeText(timeUs)}</span>
      </span>
    </button>
  );
}
