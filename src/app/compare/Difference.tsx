/** The first difference: its sentence, both sides' phones at that moment, why, and what follows. */
import type { GhostDiff, VisibleDifference } from '../../explore/index.ts';
import { personWords } from '../../measures/index.ts';
import { bookOf } from '../dock/record-words.ts';
import type { GhostFound } from '../engine/index.ts';
import { PlaybackProvider, type Branch } from '../playback/index.ts';
import { differenceSentence, gapRows, numberText } from './difference-words.ts';
import { MessageLife } from './MessageLife.tsx';
import { MovePair } from './MovePair.tsx';
import { SidePhones } from './SidePhones.tsx';
import type { Situation } from './situations.ts';
import { useTwoSides } from './use-two-sides.ts';
import styles from './Compare.module.css';

export interface DifferenceProps {
  readonly situation: Situation;
  readonly found: GhostFound;
}

export function Difference({ situation, found }: DifferenceProps) {
  const sides = useTwoSides(situation, found);
  const { first, messages } = found.diff;
  if (first === undefined) return null;
  if (!sides.isReady) return <p className={styles.note}>Making both runs …</p>;
  const { before, after } = sides;
  const text = textOf(before.branch ?? after.branch, first.message);
  const whose = personWords(first.phone);
  return (
    <>
      <p className={styles.sentence}>
        <span className={styles.time}>{(first.timeUs / 1e6).toFixed(3)} s</span>{' '}
        {differenceSentence(first, whose, text)}
      </p>
      <MovePair sides={sides} firstUs={first.timeUs} endUs={situation.scenario.durationMs * 1000} />
      <div className={styles.pair}>
        {(['before', 'after'] as const).map((side) => (
          <section
            key={side}
            className={styles.run}
            aria-label={side === 'before' ? 'Design A' : 'Design B'}
          >
            <h2>
              <span className={styles.letter}>{side === 'before' ? 'A' : 'B'}</span>
            </h2>
            <PlaybackProvider playback={sides[side]}>
              <SidePhones where={side === 'before' ? ', design A' : ', design B'} />
              <MessageLife message={first.message} parted={first.parted[side]} />
            </PlaybackProvider>
          </section>
        ))}
      </div>
      <Gaps diff={found.diff} first={first} others={messages.length - 1} />
    </>
  );
}

/** What was typed; the name of the message where nobody can say. */
function textOf(branch: Branch | undefined, message: string): string {
  if (branch === undefined) return message;
  const { view } = branch;
  const facts = bookOf(view).about(view.names.find(message));
  return facts === undefined || facts.text < 0 ? message : view.names.text(facts.text);
}

interface GapsProps {
  readonly diff: GhostDiff;
  readonly first: VisibleDifference;
  /** Messages that come to differ later. */
  readonly others: number;
}

function Gaps({ diff, first, others }: GapsProps) {
  const rows = gapRows(diff);
  return (
    <section className={styles.gaps} aria-label="What follows from it">
      <h2 className={styles.heading}>What follows from it</h2>
      <p className={styles.note}>
        {others === 0
          ? 'No other message comes to look different.'
          : `${others} more ${others === 1 ? 'message comes' : 'messages come'} to look different.`}
      </p>
      {rows.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways
        <div className={styles.scroll} role="group" aria-label="Numbers that differ" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col" rowSpan={2}>
                  Measured
                </th>
                <th scope="colgroup" colSpan={2}>
                  at {(first.timeUs / 1e6).toFixed(1)} s
                </th>
                <th scope="colgroup" colSpan={2}>
                  at the end
                </th>
              </tr>
              <tr>
                <th scope="col">A</th>
                <th scope="col">B</th>
                <th scope="col">A</th>
                <th scope="col">B</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, words, gap: { atParting, end } }) => (
                <tr key={name}>
                  <th scope="row">{words}</th>
                  <td>{numberText(atParting.before)}</td>
                  <td>{numberText(atParting.after)}</td>
                  <td>{numberText(end.before)}</td>
                  <td>{numberText(end.after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
