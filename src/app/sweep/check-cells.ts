/** A grid of runs by checks: what each cell says, where it lies, and the shapes of those in sight. */
import type { Failure } from '../../explore/index.ts';
import { CHECK_NAMES, type CheckName } from '../../scenarios/index.ts';
import type { SweepState } from '../engine/index.ts';

export type CellVerdict = 'pending' | 'holds' | 'not proved' | 'broken' | 'stopped';

export interface CheckLayout {
  /** From one run to the next. */
  readonly pitchPx: number;
  /** From one check to the next. */
  readonly rowPx: number;
}

/** The rows: the scenario's checks, most serious first. */
export function checksOf({ order }: Pick<SweepState, 'order'>): readonly CheckName[] {
  return CHECK_NAMES.filter((name) => order.scenario.checks.includes(name));
}

/** What a run says of a check; `nth` counts from 1. */
export function cellAt(
  { outcomes }: Pick<SweepState, 'outcomes'>,
  nth: number,
  check: CheckName,
): { readonly verdict: CellVerdict; readonly because: string } {
  const outcome = outcomes[nth - 1];
  if (outcome === undefined) return { verdict: 'pending', because: '' };
  if (outcome.verdict === 'stopped') return { verdict: 'stopped', because: outcome.stopSentence };
  const verdict = outcome.verdicts.find(({ id }) => id === check);
  if (verdict === undefined) return { verdict: 'pending', because: '' };
  return {
    verdict: verdict.verdict,
    because: 'because' in verdict ? verdict.because : '',
  };
}

/** The failure behind a red cell; undefined behind any other. */
export function failureAt(
  { outcomes }: Pick<SweepState, 'outcomes'>,
  nth: number,
  check: CheckName,
): Failure | undefined {
  const outcome = outcomes[nth - 1];
  const verdict = outcome?.verdicts.find(({ id }) => id === check);
  if (outcome === undefined || verdict?.verdict !== 'broken') return undefined;
  return { ...verdict, seed: outcome.seed, nth };
}

/** Every red cell, run by run, in each the most serious check first. */
export function failuresOf({ outcomes }: Pick<SweepState, 'outcomes'>): readonly Failure[] {
  return outcomes.flatMap((outcome, place) => {
    if (outcome === undefined || outcome.verdict !== 'broken') return [];
    const { seed, verdicts } = outcome;
    return verdicts.flatMap((each) =>
      each.verdict === 'broken' ? [{ ...each, seed, nth: place + 1 }] : [],
    );
  });
}

/** The next run in which the check is broken, after `nth`, going round; undefined when there is none. */
export function nextBroken(
  state: Pick<SweepState, 'outcomes'>,
  nth: number,
  check: CheckName,
): number | undefined {
  const count = state.outcomes.length;
  for (let step = 1; step <= count; step++) {
    const at = ((nth - 1 + step) % count) + 1;
    if (failureAt(state, at, check) !== undefined) return at;
  }
  return undefined;
}

export interface CellsInSight {
  readonly fromNth: number;
  readonly toNth: number;
}

/** Path data by verdict: a dot waits, a square holds, a ring proves nothing, a cross is broken. */
export function checkPaths(
  state: Pick<SweepState, 'order' | 'outcomes'>,
  { pitchPx, rowPx }: CheckLayout,
  { fromNth, toNth }: CellsInSight,
): Readonly<Record<CellVerdict, string>> {
  const parts: Record<CellVerdict, string[]> = {
    pending: [],
    holds: [],
    'not proved': [],
    broken: [],
    stopped: [],
  };
  const [width, height] = [pitchPx - 2, rowPx - 4];
  checksOf(state).forEach((check, row) => {
    for (let nth = fromNth; nth <= toNth; nth++) {
      const { verdict } = cellAt(state, nth, check);
      const x = (nth - fromNth) * pitchPx + 1;
      parts[verdict].push(shapeAt(verdict, { x, y: row * rowPx + 2, width, height }));
    }
  });
  return {
    pending: parts.pending.join(''),
    holds: parts.holds.join(''),
    'not proved': parts['not proved'].join(''),
    broken: parts.broken.join(''),
    stopped: parts.stopped.join(''),
  };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function shapeAt(verdict: CellVerdict, { x, y, width, height }: Box): string {
  const box = (inset: number): string =>
    `M${x + inset} ${y + inset}h${width - 2 * inset}v${height - 2 * inset}h-${width - 2 * inset}z`;
  switch (verdict) {
    case 'pending':
      return `M${x + width / 2 - 1} ${y + height / 2 - 1}h2v2h-2z`;
    case 'holds':
      return box(0);
    case 'not proved':
      return box(1);
    case 'broken': {
      const [a, b] = [width - 4, height - 10];
      return `${box(0)}M${x + 2} ${y + 5}l${a} ${b}m0 -${b}l-${a} ${b}`;
    }
    case 'stopped':
      return `M${x} ${y + height / 2}h${width}`;
  }
}
