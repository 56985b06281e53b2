/** A message: what it says, where its copies lie, who could read it, its packets, its life so far. */
import { SkipForward } from 'lucide-react';
import { RECORD } from '../../models/index.ts';
import {
  useBranch,
  usePlayback,
  usePlaybackHandle,
  useProjection,
  type Branch,
} from '../playback/index.ts';
import { copiesOfMessages, nodeTitle, PLACE_WORDS, timeText } from '../stage/index.ts';
import { Button } from '../theme/index.ts';
import { ChainList } from './ChainList.tsx';
import { MessagePackets } from './MessagePackets.tsx';
import { nodesWithWords, readersAt } from './readers-at.ts';
import styles from './Inspector.module.css';

/** Only what a person would call an event; packets are on the map. */
const TOLD: ReadonlySet<number> = new Set([
  RECORD.typed,
  RECORD.stored,
  RECORD.forgotten,
  RECORD.shown,
  RECORD.status,
  RECORD.accepted,
  RECORD.marked,
  RECORD.lost,
  RECORD.delayed,
  RECORD.duplicate,
  RECORD.notified,
  RECORD.banner,
]);

/** The events of a message before the playhead, newest last, at most this many. */
const EVENTS_MAX = 40;

function lifeRecords({ view }: Branch, message: number, end: number): number[] {
  const found: number[] = [];
  const { message: messages, kind } = view.columns;
  for (let at = Math.min(end, view.length) - 1; at >= 0 && found.length < EVENTS_MAX; at--) {
    if (messages[at] === message && TOLD.has(kind[at]!)) found.push(at);
  }
  return found.reverse();
}

export function MessagePanel({ message }: { message: string }) {
  const branch = useBranch()!;
  const playback = usePlaybackHandle();
  const end = usePlayback((state) => state.playhead.record);
  const id = branch.view.names.find(message);
  const copies = useProjection(copiesOfMessages).get(id)?.copies ?? [];
  const records = lifeRecords(branch, id, end);
  const typed = records[0];
  const nameOf = (node: number) => nodeTitle(branch.nodes.nodes[node]!);
  if (typed === undefined) {
    return <p className={styles.empty}>At this moment nobody has typed this message yet.</p>;
  }
  const first = branch.view.readRecord(typed);
  const readers = nodesWithWords(readersAt(branch, end).of(id)).map(nameOf);
  return (
    <>
      {first.kind === RECORD.typed && (
        <p className={styles.quote}>{branch.view.names.text(first.a)}</p>
      )}
      <dl className={styles.facts}>
        <dt>Name</dt>
        <dd>{message}</dd>
        <dt>Typed at</dt>
        <dd>{timeText(first.timeUs)}</dd>
        <dt>Copies</dt>
        <dd>
          {copies.length === 0
            ? 'none'
            : copies.map(({ node, place }) => `${nameOf(node)} (${PLACE_WORDS[place]})`).join(', ')}
        </dd>
        <dt>Read by</dt>
        <dd>{readers.length === 0 ? 'nobody yet' : readers.join(', ')}</dd>
      </dl>
      <section className={styles.section}>
        <Button Icon={SkipForward} onClick={() => playback.stepMessage(message)}>
          Next event of this message
        </Button>
      </section>
      <MessagePackets message={message} />
      <section className={styles.section}>
        <h3>Its life so far</h3>
        <ChainList label="Its life so far" records={records} />
      </section>
    </>
  );
}
