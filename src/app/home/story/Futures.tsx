/** Beats 7 to 10: one past and two futures side by side, then a thousand seeds under each rule. */
import { useEffect, useRef, useState, type RefObject } from 'react';
import { Button } from '../../theme/index.ts';
import { usePlayback } from '../../playback/index.ts';
import type { BeatProps } from './BeatWords.tsx';
import { Fork } from './Fork.tsx';
import { Future } from './Future.tsx';
import { NextSteps } from './NextSteps.tsx';
import { ShortStory } from './ShortStory.tsx';
import { Thousand, RUNS, type Pick } from './Thousand.tsx';
import { useThousand, type ThousandHandle } from './use-thousand.ts';
import styles from './Futures.module.css';

const RULES = ['push', 'deviceAck'] as const;

export function Futures({ context, send }: BeatProps) {
  const branches = usePlayback((state) => state.branches);
  const nowUs = usePlayback(({ playhead }) => playhead.timeUs);
  const thousand = useThousand();
  const [pick, setPick] = useState<Pick | null>(null);
  const [pushed, acknowledged] = [context.cutId, context.otherId].map((id) =>
    branches.find((each) => each.id === id),
  );
  const box = useRef<HTMLDivElement>(null);
  useArrival(box);
  if (pushed === undefined || acknowledged === undefined) return null;
  const picked = pick === null ? undefined : thousand[pick.evidence]?.outcomes[pick.place];
  return (
    <div ref={box} className={styles.futures}>
      <Fork parent={pushed} branch={acknowledged} />
      <div className={styles.pair}>
        {RULES.map((evidence) => {
          const state = thousand[evidence];
          const branch = evidence === 'push' ? pushed : acknowledged;
          return (
            <Future key={evidence} branch={branch} evidence={evidence} nowUs={nowUs}>
              {state !== null && (
                <Thousand evidence={evidence} state={state} pick={pick} onPick={setPick} />
              )}
            </Future>
          );
        })}
      </div>
      <RunMany thousand={thousand} onStart={() => setPick(null)} />
      {pick !== null && picked !== undefined && (
        <ShortStory evidence={pick.evidence} outcome={picked} nth={pick.place + 1} />
      )}
      {thousand.done > 0 && !thousand.isRunning && (
        <NextSteps branchId={pushed.id} onAgain={() => send({ type: 'again' })} />
      )}
    </div>
  );
}

/** The switch is gone with its beat: on small screens the fork comes into view, the focus goes on. */
function useArrival(box: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    if (window.matchMedia('(width < 860px)').matches) {
      box.current?.scrollIntoView?.({ block: 'start', behavior: 'smooth' });
    }
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body) return;
    box.current?.querySelector<HTMLElement>('[data-next]')?.focus({ preventScroll: true });
  }, [box]);
}

interface RunManyProps {
  readonly thousand: ThousandHandle;
  readonly onStart: () => void;
}

function RunMany({ thousand, onStart }: RunManyProps) {
  const { done, isRunning, failure, start, cancel } = thousand;
  if (isRunning) {
    return (
      <div className={styles.many}>
        <progress max={2 * RUNS} value={done} aria-label="Runs done" className={styles.progress} />
        <Button onClick={cancel}>Stop</Button>
      </div>
    );
  }
  if (done >= 2 * RUNS) {
    return (
      <p role="status" className={styles.lesson}>
        No tick lies any more. Messages still vanish: tap a red square.
      </p>
    );
  }
  return (
    <div className={styles.many}>
      {failure === '' ? (
        <p className={styles.lesson}>Once proves nothing.</p>
      ) : (
        <p role="alert">{failure}</p>
      )}
      <Button
        data-next
        look="primary"
        size="large"
        onClick={() => {
          onStart();
          start();
        }}
      >
        Run 1,000
      </Button>
    </div>
  );
}
