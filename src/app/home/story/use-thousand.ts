/** The two sweeps of beat 8, one after the other: the same seeds under either rule. */
import { useEffect, useState } from 'react';
import { designFor, homeScenario } from '../../../scenarios/index.ts';
import { useSweep, type SweepOrder, type SweepState } from '../../engine/index.ts';
import { EVIDENCE_KNOB, type TickEvidence } from './home-run.ts';
import { RUNS } from './Thousand.tsx';

const SWEEP_SEED = 'home';

const orderOf = (evidence: TickEvidence): SweepOrder => ({
  scenario: homeScenario,
  design: designFor(homeScenario, { [EVIDENCE_KNOB]: evidence }),
  seed: SWEEP_SEED,
  count: RUNS,
});

export interface ThousandHandle {
  readonly push: SweepState | null;
  readonly deviceAck: SweepState | null;
  readonly done: number;
  readonly isRunning: boolean;
  /** Why it ended early, in a sentence; '' otherwise. */
  readonly failure: string;
  readonly start: () => void;
  readonly cancel: () => void;
}

export function useThousand(): ThousandHandle {
  const push = useSweep();
  const deviceAck = useSweep();
  // Both at once would share the same few cores and fill no sooner.
  const [isSecondDue, setSecondDue] = useState(false);
  const startSecond = deviceAck.start;
  const isSecondNext = isSecondDue && push.state?.status === 'finished' && deviceAck.state === null;
  useEffect(() => {
    if (isSecondNext) startSecond(orderOf('deviceAck'));
  }, [isSecondNext, startSecond]);

  const states = [push.state, deviceAck.state];
  const isRunning = states.some((state) => state?.status === 'running');
  return {
    push: push.state,
    deviceAck: deviceAck.state,
    done: states.reduce((sum, state) => sum + (state?.done ?? 0), 0),
    isRunning: isRunning || isSecondNext,
    failure: states.find((state) => state?.status === 'failed')?.sentence ?? '',
    start() {
      push.clear();
      deviceAck.clear();
      setSecondDue(true);
      push.start(orderOf('push'));
    },
    cancel() {
      setSecondDue(false);
      push.cancel();
      deviceAck.cancel();
    },
  };
}
