/** The two sweeps of beat 8, started and ended together: the same seeds under either rule. */
import { designFor, homeScenario } from '../../../scenarios/index.ts';
import { useSweep, type SweepOrder, type SweepState } from '../../engine/index.ts';
import { EVIDENCE_KNOB, type TickEvidence } from './home-run.ts';
import { RUNS } from './Thousand.tsx';

export const SWEEP_SEED = 'home';

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
  readonly start: () => void;
  readonly cancel: () => void;
}

export function useThousand(): ThousandHandle {
  const push = useSweep();
  const deviceAck = useSweep();
  const states = [push.state, deviceAck.state];
  return {
    push: push.state,
    deviceAck: deviceAck.state,
    done: states.reduce((sum, state) => sum + (state?.done ?? 0), 0),
    isRunning: states.some((state) => state?.status === 'running'),
    start: () => {
      push.start(orderOf('push'));
      deviceAck.start(orderOf('deviceAck'));
    },
    cancel: () => {
      push.cancel();
      deviceAck.cancel();
    },
  };
}
