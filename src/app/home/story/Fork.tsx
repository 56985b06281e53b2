/** The marked instant at which two futures part: one line in, two lines out. */
import { useMemo } from 'react';
import { MessageBook, storyOf } from '../../../measures/index.ts';
import type { Branch } from '../../playback/index.ts';
import { QUESTION } from '../hero-frame.ts';
import { findRecord } from './moments.ts';
import { RECORD } from '../../../models/index.ts';
import styles from './Futures.module.css';

export interface ForkProps {
  readonly parent: Branch;
  readonly branch: Branch;
}

export function Fork({ parent, branch }: ForkProps) {
  const parting = useMemo(() => partingOf(parent, branch), [parent, branch]);
  if (parting === undefined) return null;
  return (
    <figure className={styles.fork}>
      <figcaption>
        <p className={styles.shared}>Same taps, same milliseconds, same tunnel.</p>
        <p>
          They part after <strong>{parting.after}</strong>, where {parting.sentence}
        </p>
      </figcaption>
      <svg className={styles.lines} viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden>
        <path d="M50 0V12" />
        <path data-side="left" d="M50 12C50 24 25 14 25 30" />
        <path data-side="right" d="M50 12C50 24 75 14 75 30" />
      </svg>
      <span className={styles.split} />
    </figure>
  );
}

/** The first record that one future has and the other has not, in words. */
function partingOf({ view, nodes }: Branch, { split }: Branch) {
  if (split === null || split.record >= view.length) return undefined;
  const book = new MessageBook();
  for (let index = 0; index <= split.record; index++) book.step(view.readRecord(index));
  const first = view.readRecord(split.record);
  const typed = findRecord(view, ({ kind }) => kind === RECORD.typed);
  const sentence = storyOf(first, view.names, nodes, book).replace(` “${QUESTION}”`, ' it');
  return {
    after: `${((first.timeUs - (typed?.timeUs ?? 0)) / 1000).toFixed(1)} ms`,
    sentence: sentence.charAt(0).toLowerCase() + sentence.slice(1),
  };
}
