/** Beat 9: one red run of the thousand, made as short as it can be, in a few plain lines. */
import { useEffect, useRef } from 'react';
import type { RunOutcome } from '../../../explore/index.ts';
import type { TickEvidence } from './home-run.ts';
import { useShortStory } from './use-short-story.ts';
import { WatchRun } from './WatchRun.tsx';
import styles from './ShortStory.module.css';

export interface ShortStoryProps {
  readonly evidence: TickEvidence;
  readonly outcome: RunOutcome;
  /** The how-manieth run it is. */
  readonly nth: number;
}

export function ShortStory({ evidence, outcome, nth }: ShortStoryProps) {
  const { result, progress, failure } = useShortStory(evidence, outcome);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (result !== null) box.current?.scrollIntoView?.({ block: 'nearest', behavior: 'smooth' });
  }, [result]);
  return (
    <section ref={box} className={styles.story} aria-live="polite">
      <h3 className={styles.title}>
        Run {nth}, made as short as it can be
        {result !== null && <span className={styles.note}> in {result.runs} runs</span>}
      </h3>
      {failure !== '' && <p role="alert">{failure}</p>}
      {failure === '' && result === null && (
        <p className={styles.note}>
          {progress === null
            ? 'Taking away whatever it does not need …'
            : `${progress.items} steps left after ${progress.runs} runs …`}
        </p>
      )}
      {result !== null && (
        <ol className={styles.lines}>
          {result.story.lines.map((line, place) => (
            <li key={place} data-last={place === result.story.lines.length - 1 || undefined}>
              {line}
            </li>
          ))}
        </ol>
      )}
      {result !== null && <WatchRun result={result} />}
    </section>
  );
}
