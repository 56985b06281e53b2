/** The smallest failing story in at most eight plain lines, with the way into the run itself. */
import { Play } from 'lucide-react';
import type { ShrinkResult } from '../../../explore/index.ts';
import { planFor } from '../../../scenarios/index.ts';
import type { SweepOrder } from '../../engine/index.ts';
import { usePlaybackHandle, type Playback } from '../../playback/index.ts';
import { Button } from '../../theme/index.ts';
import type { Shrunk } from './use-shrunk.ts';
import styles from './RunsPanel.module.css';

export interface ShortStoryProps {
  readonly shrunk: Shrunk;
  readonly order: SweepOrder;
}

export function ShortStory({ shrunk, order }: ShortStoryProps) {
  const playback = usePlaybackHandle();
  const { failure } = shrunk;
  return (
    <section className={styles.story} aria-label="The smallest failing story">
      <h3 className={styles.heading}>
        Run {failure.nth} <span className={styles.check}>{failure.id}</span>
      </h3>
      {shrunk.state === 'working' && (
        <p role="status">
          Looking for the smallest plan that still fails … {shrunk.tried} runs tried.
        </p>
      )}
      {shrunk.state === 'failed' && <p role="alert">{shrunk.sentence}</p>}
      {shrunk.state === 'done' && (
        <>
          <ol className={styles.lines}>
            {shrunk.result.story.lines.map((line, place) => (
              <li key={shrunk.result.story.records[place]}>{line}</li>
            ))}
          </ol>
          <p className={styles.small}>
            {shrunk.result.plan.items.length} of{' '}
            {planFor(order.scenario, failure.seed).items.length} operations and faults are left,
            after {shrunk.result.runs} runs.
          </p>
          <div className={styles.deeds}>
            <Button
              look="primary"
              Icon={Play}
              onClick={() => void watchShrunk(playback, shrunk.result, failure.nth)}
            >
              Watch this story
            </Button>
            <Button onClick={() => void watchWhole(playback, order, failure.seed, failure.nth)}>
              Load run {failure.nth} as it was
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

/** Loaded, paused just before the first thing that is told. */
async function watchShrunk(playback: Playback, result: ShrinkResult, nth: number): Promise<void> {
  const { scenario, design, seed, plan, story } = result;
  await playback.load({ scenario, design, seed, plan, edits: [] }, `Run ${nth}, shortest`);
  playback.seekRecord(story.records[0] ?? 0);
}

async function watchWhole(
  playback: Playback,
  { scenario, design }: SweepOrder,
  seed: string,
  nth: number,
): Promise<void> {
  const plan = planFor(scenario, seed);
  await playback.load({ scenario, design, seed, plan, edits: [] }, `Run ${nth}`);
}
