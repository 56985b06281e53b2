/** The picture of a partition: two sides with a tear between them, and what each side believes. */
import { useBranch, usePlayback, useProjection } from '../../playback/index.ts';
import { personName } from '../../stage/words.ts';
import { beliefsOfSides, type Beliefs, type TypedMessage } from './beliefs.ts';
import styles from './BeliefBoard.module.css';

const NEAR = 'server-1';
const FAR = 'server-7';
/** Whose place in the world the two sides disagree about. */
const USER = 'ben';

export function BeliefBoard() {
  const beliefs = useProjection(beliefsOfSides);
  const nowUs = usePlayback(({ playhead }) => playhead.timeUs);
  const isLoaded = useBranch() !== undefined;
  if (!isLoaded) return null;
  const isTorn = beliefs.cuts.size > 0;
  return (
    <section className={styles.board} data-torn={isTorn || undefined} aria-label="Two beliefs">
      <NearSide beliefs={beliefs} nowUs={nowUs} />
      <div className={styles.tear} aria-hidden="true">
        <svg viewBox="0 0 20 120" preserveAspectRatio="none">
          <path d="m10 0-6 15 11 14-9 16 8 15-11 17 10 13-8 15 5 15" />
        </svg>
      </div>
      <FarSide beliefs={beliefs} />
      <p className={styles.between} role="status">
        {betweenText(beliefs)}
      </p>
    </section>
  );
}

function NearSide({ beliefs, nowUs }: { beliefs: Beliefs; nowUs: number }) {
  const entry = beliefs.map.get(USER);
  return (
    <div className={styles.side} data-side="near">
      <h2 className={styles.name}>{NEAR.replace('-', ' ')} side</h2>
      <p className={styles.who}>Redis and Cassandra are here.</p>
      <p className={styles.belief}>
        {entry === undefined
          ? `“${personName(USER)} is offline.”`
          : `“${personName(USER)} is at ${entry.server.replace('-', ' ')}.”`}
      </p>
      <p className={styles.age}>
        {entry === undefined
          ? 'No entry in the map.'
          : `Written ${secondsAgo(nowUs - entry.writtenUs)} ago.`}
      </p>
      <Messages
        title="In the table"
        messages={beliefs.messages.filter(({ isStored }) => isStored)}
      />
    </div>
  );
}

function FarSide({ beliefs }: { beliefs: Beliefs }) {
  const isHere = beliefs.sockets.get(USER) === FAR;
  return (
    <div className={styles.side} data-side="far">
      <h2 className={styles.name}>{FAR.replace('-', ' ')} side</h2>
      <p className={styles.who}>{personName(USER)}’s phone is here.</p>
      <p className={styles.belief}>
        {isHere
          ? `“${personName(USER)} is connected to me.”`
          : `“I do not hold ${personName(USER)}.”`}
      </p>
      <p className={styles.age}>{isHere ? 'It holds the socket.' : 'No socket.'}</p>
      <Messages
        title={`On ${personName(USER)}’s phone`}
        messages={beliefs.messages.filter(({ shownTo }) => shownTo.has(USER))}
      />
    </div>
  );
}

interface MessagesProps {
  readonly title: string;
  readonly messages: readonly TypedMessage[];
}

function Messages({ title, messages }: MessagesProps) {
  return (
    <div className={styles.messages}>
      <h3>{title}</h3>
      {messages.length === 0 ? (
        <p className={styles.none}>nothing yet</p>
      ) : (
        <ul>
          {messages.map(({ name, text, from }) => (
            <li key={name}>
              <small>{personName(from)}</small> {text}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function betweenText({ cuts, healedUs, swallowed, crossed }: Beliefs): string {
  if (cuts.size > 0) return `The tear has swallowed ${count(swallowed, 'packet')}.`;
  if (healedUs === 0) return 'One network, one belief.';
  if (crossed.size === 0) return 'Healed. What waited crosses now.';
  return `Healed. ${count(crossed.size, 'message')} crossed since.`;
}

const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;

function secondsAgo(us: number): string {
  return us < 1_000_000 ? `${Math.max(0, Math.round(us / 1000))} ms` : `${(us / 1e6).toFixed(1)} s`;
}
