/** The life of one message on one side, in sentences, with the record at which the sides part. */
import { useMemo } from 'react';
import { MatchList } from '../dock/record-filter.ts';
import { RECORD } from '../../models/index.ts';
import { sentenceAt } from '../dock/record-words.ts';
import { useBranch, usePlayback, type Branch } from '../playback/index.ts';
import { packetLook } from '../stage/packet-look.ts';
import styles from './Compare.module.css';

export interface MessageLifeProps {
  readonly message: string;
  /** The first record of it that the other side does not have so; -1 where there is none. */
  readonly parted: number;
}

/** So many records around the parting tell enough. */
const BEFORE = 3;
const LINES_MAX = 9;

export function MessageLife({ message, parted }: MessageLifeProps) {
  const branch = useBranch();
  const now = usePlayback((state) => state.playhead.record);
  const lines = useMemo(() => linesOf(branch, message, parted), [branch, message, parted]);
  if (branch === undefined) return null;
  return (
    <ol className={styles.life} aria-label="What becomes of the message">
      {lines.map((record) => (
        <li
          key={record}
          data-parted={record === parted || undefined}
          data-ahead={record >= now || undefined}
        >
          <span className={styles.when}>
            {((branch.view.columns.timeUs[record] ?? 0) / 1e6).toFixed(3)} s
          </span>
          <span>
            {sentenceAt(branch, record)}
            {record === parted && <strong className={styles.parted}> Here they part.</strong>}
          </span>
        </li>
      ))}
      {parted < 0 && <li className={styles.none}>On this side nothing more happens to it.</li>}
    </ol>
  );
}

/** What people and packets do with the message, from shortly before the parting on. */
function linesOf(branch: Branch | undefined, message: string, parted: number): readonly number[] {
  if (branch === undefined) return [];
  const list = new MatchList(branch.view, { level: 'wire', message, node: -1 }).update();
  const told = Array.from({ length: list.length }, (_, place) => list.at(place));
  const telling = told.filter((record) => record !== parted && isTelling(branch, record));
  // The parting itself is told, however deep inside it lies.
  const records = (parted < 0 ? telling : [...telling, parted]).toSorted((a, b) => a - b);
  const at = records.findIndex((record) => record >= parted);
  const from = parted < 0 ? Math.max(0, records.length - LINES_MAX) : Math.max(0, at - BEFORE);
  return records.slice(from, from + LINES_MAX);
}

/** Packets that carry the message or answer for it; what servers ask their stores only fills the page. */
function isTelling({ view }: Branch, record: number): boolean {
  const { kind, b } = view.columns;
  if (kind[record] !== RECORD.sent && kind[record] !== RECORD.received) return true;
  return packetLook(view.names.text(b[record]!), true) !== 'control';
}
