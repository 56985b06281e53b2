/** The state of a fix: the knobs as they are turned, the sweep over the lesson's seeds, its verdict. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Failure } from '../../../explore/index.ts';
import type { FixBlock } from '../../../lesson/index.ts';
import type { AnyDesign } from '../../../models/index.ts';
import { designFor, planFor } from '../../../scenarios/index.ts';
import { useSweep, type SweepOrder, type SweepState } from '../../engine/index.ts';
import { keyOf } from '../answers.ts';
import type { Exhibit } from '../lab/lab.ts';
import { openingUs } from '../lab/stops.ts';
import { useLab } from '../lab/LabContext.tsx';
import { useLesson } from '../LessonContext.tsx';
import { isAccepted, startOf } from './fix-result.ts';

export interface FixHandle {
  /** Values of the lesson's knobs only. */
  readonly design: AnyDesign;
  readonly begin: AnyDesign;
  readonly turn: (key: string, value: string | number) => void;
  readonly set: (design: AnyDesign) => void;
  readonly state: SweepState | null;
  /** The design that the sweep on screen is about. */
  readonly tried: AnyDesign | null;
  readonly start: () => void;
  readonly cancel: () => void;
  readonly watch: (failure: Failure) => void;
}

export function useFix(block: FixBlock): FixHandle {
  const { lesson, answers, send } = useLesson();
  const lab = useLab();
  const key = keyOf(block);
  const scenario = useMemo(() => {
    const found = lesson.scenarios.find(({ name }) => name === block.scenario)?.scenario;
    if (found === undefined) throw new Error(`the lesson has no scenario "${block.scenario}"`);
    // Judged by the promises of this fix, whatever else the scenario is judged by.
    return { ...found, checks: block.checks };
  }, [lesson, block]);
  const begin = useMemo(() => startOf(block, designFor(scenario)), [block, scenario]);
  const [design, setDesign] = useState<AnyDesign>(() => answers.fixes[key]?.design ?? begin);
  const [tried, setTried] = useState<AnyDesign | null>(null);
  const { state, start, cancel } = useSweep();

  const orderFor = useCallback(
    (knobs: AnyDesign): SweepOrder => ({
      scenario,
      design: designFor(scenario, { ...block.start, ...knobs }),
      seed: block.seeds.prefix,
      count: block.seeds.count,
    }),
    [scenario, block],
  );

  // A sweep is told of once, when it ends.
  const told = useRef<SweepState | null>(null);
  useEffect(() => {
    if (state?.status !== 'finished' || told.current === state || tried === null) return;
    told.current = state;
    send({ type: 'fix', key, design: tried, accepted: isAccepted(block, state) });
  }, [state, tried, send, key, block]);

  useOpening(block, orderFor, begin);

  return {
    design,
    begin,
    turn: (knob, value) => setDesign((before) => ({ ...before, [knob]: value })),
    set: setDesign,
    state,
    tried,
    start: () => {
      setTried(design);
      start(orderFor(design));
    },
    cancel,
    watch: (failure) => {
      if (tried === null) return;
      const title = `Run ${failure.nth} of ${block.seeds.count}`;
      const exhibit = exhibitOf(`${key} ${failure.seed}`, orderFor(tried), failure.seed, title);
      lab.show(exhibit).then(
        ([branch]) => branch !== undefined && lab.goTo(branch, failure.record),
        () => undefined,
      );
    },
  };
}

/** The first seed under the design of the start comes on stage with the beat. */
function useOpening(
  block: FixBlock,
  orderFor: (knobs: AnyDesign) => SweepOrder,
  begin: AnyDesign,
): void {
  const lab = useLab();
  useEffect(() => {
    const seed = `${block.seeds.prefix}/1`;
    const exhibit = exhibitOf(`${keyOf(block)} start`, orderFor(begin), seed, 'Before any change');
    lab.show(exhibit).then(
      ([branch]) => branch !== undefined && lab.playback.seekTime(openingUs(branch)),
      () => undefined,
    );
  }, [lab, orderFor, begin, block]);
}

function exhibitOf(
  key: string,
  { scenario, design }: SweepOrder,
  seed: string,
  title: string,
): Exhibit {
  const order = { scenario, design, seed, plan: planFor(scenario, seed), edits: [] };
  return { key: `fix ${key}`, title: `${scenario.title}: ${title}`, name: title, order };
}
