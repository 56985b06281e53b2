/** The shortest failing story: a few plain lines, their space-time picture, and the way into the run. */
import { useEffect, useRef, type ReactNode } from 'react';
import { planFor } from '../../scenarios/index.ts';
import { StoryLines } from './StoryLines.tsx';
import type { ToldFailure } from './use-failure-story.ts';
import styles from './FailureStory.module.css';

type Done = Extract<ToldFailure, { state: 'done' }>;

export interface FailureStoryProps {
  readonly told: ToldFailure;
  /** What one can do with a story that is told: watch it. */
  readonly deeds?: (told: Done) => ReactNode;
  /** It was asked for just now: bring it into view. */
  readonly isAsked?: boolean;
}

export function FailureStory({ told, deeds, isAsked = false }: FailureStoryProps) {
  const { failure } = told;
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isAsked) box.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isAsked, failure, told.state]);
  return (
    <section ref={box} className={styles.story} aria-label="The shortest failing story">
      <h2 className={styles.heading}>
        Run {failure.nth} <span className={styles.check}>{failure.id}</span>
      </h2>
      <div role="status">
        {told.state === 'working' && (
          <p className={styles.small}>
            Leaving out whatever it does not need … {told.tried} runs tried.
          </p>
        )}
      </div>
      {told.state === 'working' && <p>{failure.because}</p>}
      {told.state === 'failed' && <p role="alert">{told.sentence}</p>}
      {told.state === 'done' && (
        <>
          <StoryLines result={told.result} view={told.view} />
          <p className={styles.small}>{leftOf(told)}</p>
          {deeds !== undefined && <div className={styles.deeds}>{deeds(told)}</div>}
        </>
      )}
    </section>
  );
}

function leftOf({ result, failure, order }: Done): string {
  const { items } = result.plan;
  const before = planFor(order.scenario, failure.seed).items.length;
  return `${items.length} of ${before} operations and faults are left, after ${result.runs} runs.`;
}
