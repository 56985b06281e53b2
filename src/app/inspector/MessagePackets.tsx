/** The packets that carry a message now, what can be done to them, and what was done. */
import { Undo2 } from 'lucide-react';
import { RECORD } from '../../models/index.ts';
import {
  actionName,
  takeBack,
  useBranch,
  usePlayback,
  usePlaybackHandle,
  useProjection,
  type Branch,
} from '../playback/index.ts';
import { sentenceAt, timeText, tokensInFlight } from '../stage/index.ts';
import { Button } from '../theme/index.ts';
import { PacketDeeds } from './PacketDeeds.tsx';
import styles from './Inspector.module.css';

/** A group message may be on its way to fifty phones at once. */
const PACKETS_MAX = 4;

/** The last packet about this message that left before the playhead; -1 when none did. */
function lastSent({ view }: Branch, message: number, end: number): number {
  const { kind, message: messages } = view.columns;
  for (let at = Math.min(end, view.length) - 1; at >= 0; at--) {
    if (messages[at] === message && kind[at] === RECORD.sent) return at;
  }
  return -1;
}

export function MessagePackets({ message }: { message: string }) {
  const branch = useBranch()!;
  const end = usePlayback((state) => state.playhead.record);
  const { flights } = useProjection(tokensInFlight);
  const id = branch.view.names.find(message);
  const flying = [...flights.values()].filter((flight) => flight.message === id);
  const last = flying.length > 0 ? -1 : lastSent(branch, id, end);
  const records = last < 0 ? flying.map(({ record }) => record).slice(-PACKETS_MAX) : [last];
  return (
    <>
      {records.length > 0 && (
        <section className={styles.section}>
          <h3>{flying.length > 0 ? 'On its way' : 'The last packet about it'}</h3>
          {records.map((record) => (
            <div key={record} className={styles.packet}>
              <p>
                {sentenceAt(branch, record)}{' '}
                <span className={styles.when}>
                  {timeText(branch.view.readRecord(record).timeUs)}
                </span>
              </p>
              <div className={styles.deeds}>
                <PacketDeeds record={record} name={sentenceAt(branch, record)} />
              </div>
            </div>
          ))}
        </section>
      )}
      <DoneToIt message={message} />
    </>
  );
}

/** Drops and delays of this message that somebody made, each with its undoing. */
function DoneToIt({ message }: { message: string }) {
  const branch = useBranch()!;
  const playback = usePlaybackHandle();
  const done = branch.input.edits.flatMap((edit) =>
    edit.edit === 'add' && 'nth' in edit.action && edit.action.message === message
      ? [{ id: edit.id, timeUs: edit.timeUs, words: actionName(edit.action) }]
      : [],
  );
  if (done.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>Done to it in this future</h3>
      {done.map(({ id, timeUs, words }) => (
        <div key={id} className={styles.packet}>
          <p>
            {words} <span className={styles.when}>{timeText(timeUs)}</span>
          </p>
          <div className={styles.deeds}>
            <Button
              Icon={Undo2}
              aria-description={words}
              onClick={() => void takeBack(playback, branch, id)}
            >
              Take it back
            </Button>
          </div>
        </div>
      ))}
    </section>
  );
}
