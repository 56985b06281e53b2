/** Why a tick stands where it stands, and what the next one waits for. */
import { useBranch, usePlayback, useProjection } from '../playback/index.ts';
import {
  AWAITED_WORDS,
  copiesOfMessages,
  EVIDENCE_WORDS,
  nodeTitle,
  PLACE_WORDS,
} from '../stage/index.ts';
import { STATUS_WORDS, Tick } from '../theme/index.ts';
import { ChainList } from './ChainList.tsx';
import { provenanceOf, type Provenance } from './provenance.ts';
import styles from './Inspector.module.css';

export interface TickPanelProps {
  readonly message: string;
  readonly phone: number;
}

export function TickPanel({ message, phone }: TickPanelProps) {
  const branch = useBranch()!;
  const end = usePlayback((state) => state.playhead.record);
  const provenance = provenanceOf(branch, { phone, message, end });
  if (provenance === null) {
    return <p className={styles.empty}>At this moment the phone does not show this message yet.</p>;
  }
  const { status, evidence, chain, gapBefore, silent, waits } = provenance;
  const names = silent.map((node) => nodeTitle(branch.nodes.nodes[node]!)).join(' and ');
  return (
    <>
      <p className={styles.verdict} data-false={gapBefore >= 0 || undefined}>
        <Tick status={status} silent size={28} />
        <span>
          <b>{STATUS_WORDS[status]}</b>, because {EVIDENCE_WORDS[evidence]}.
          {gapBefore >= 0 && ` ${names}’s phone never said so.`}
        </span>
      </p>
      <ChainList
        label="The events that put it there"
        records={chain}
        {...(gapBefore < 0
          ? {}
          : {
              inserted: {
                before: gapBefore,
                content: <p className={styles.gap}>Here a word from {names}’s phone is missing.</p>,
              },
            })}
      />
      <Waits waits={waits} message={message} />
    </>
  );
}

/** What is missing for the next tick, and where the message lies meanwhile. */
function Waits({ waits, message }: { waits: Provenance['waits']; message: string }) {
  const branch = useBranch()!;
  const copies = useProjection(copiesOfMessages).get(branch.view.names.find(message))?.copies ?? [];
  const places = copies.map(
    ({ node, place }) => `${nodeTitle(branch.nodes.nodes[node]!)} (${PLACE_WORDS[place]})`,
  );
  return (
    <div className={styles.waits}>
      {waits === null ? (
        <p>It waits for nothing more.</p>
      ) : (
        <p>
          For the next mark it is <b>{AWAITED_WORDS[waits.awaited]}</b>.
        </p>
      )}
      <p className={styles.note}>
        Copies now: {places.length === 0 ? 'nowhere' : places.join(', ')}.
      </p>
    </div>
  );
}
