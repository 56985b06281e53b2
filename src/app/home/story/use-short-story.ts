/** The smallest story behind a red run: shrunk in a worker of its own when a run is chosen. */
import { useEffect, useState } from 'react';
import type { RunOutcome, ShrinkProgress, ShrinkResult } from '../../../explore/index.ts';
import { designFor, homeScenario } from '../../../scenarios/index.ts';
import { startShrink } from '../../engine/index.ts';
import { EVIDENCE_KNOB, type TickEvidence } from './home-run.ts';

export interface ShortStoryState {
  readonly progress: ShrinkProgress | null;
  readonly result: ShrinkResult | null;
  /** Why there is none, in a sentence; '' otherwise. */
  readonly failure: string;
}

const NOTHING: ShortStoryState = { progress: null, result: null, failure: '' };

/** As many as one reads at a glance. */
const LINES_MAX = 5;

export function useShortStory(evidence: TickEvidence, outcome: RunOutcome): ShortStoryState {
  const [known, setKnown] = useState<{ run: string; state: ShortStoryState } | null>(null);
  const { seed } = outcome;
  const check = outcome.broken?.id;
  const run = `${evidence} ${seed}`;
  useEffect(() => {
    if (check === undefined) return;
    const tell = (news: Partial<ShortStoryState>) =>
      setKnown({ run, state: { ...NOTHING, ...news } });
    const design = designFor(homeScenario, { [EVIDENCE_KNOB]: evidence });
    const order = { scenario: homeScenario, design, seed, check, linesMax: LINES_MAX };
    const shrink = startShrink(order, {
      progress: (progress) => tell({ progress }),
      done: (result) => tell({ result }),
      failed: (failure) => tell({ failure }),
    });
    return () => shrink.cancel();
  }, [evidence, seed, check, run]);
  // What is known of another run says nothing about this one.
  return known?.run === run ? known.state : NOTHING;
}
