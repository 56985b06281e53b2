/** All of a scenario's checks beside one run, most serious first. */
import type { TraceRecord } from '../kernel/index.ts';
import { sentence } from '../measures/index.ts';
import { CHECK_NAMES, type CheckName } from '../scenarios/index.ts';
import type { Broken, Check, CheckContext, Verdict } from './check.ts';
import { EventualDelivery } from './eventual-delivery.ts';
import { HonestTicks } from './honest-ticks.ts';
import { NoAckedLoss } from './no-acked-loss.ts';
import { NoGhosts } from './no-ghosts.ts';
import { SenderOrder } from './sender-order.ts';
import { ShownOnce } from './shown-once.ts';
import { TicksForward } from './ticks-forward.ts';

const CHECKS: Readonly<Record<CheckName, new (context: CheckContext) => Check>> = {
  'no-acked-loss': NoAckedLoss,
  'shown-once': ShownOnce,
  'sender-order': SenderOrder,
  'honest-ticks': HonestTicks,
  'ticks-forward': TicksForward,
  'eventual-delivery': EventualDelivery,
  'no-ghosts': NoGhosts,
};

export type CheckVerdict = { readonly id: CheckName } & Verdict;
export type BrokenCheck = { readonly id: CheckName } & Broken;

export function createCheck(name: CheckName, context: CheckContext): Check {
  return new CHECKS[name](context);
}

export class Judge {
  readonly #checks: readonly Check[];

  /** The names in any order; verdicts come most serious first, each name once. */
  constructor(names: readonly CheckName[], context: CheckContext) {
    this.#checks = CHECK_NAMES.filter((name) => names.includes(name)).map((name) =>
      createCheck(name, context),
    );
  }

  step(record: TraceRecord): void {
    for (const check of this.#checks) check.step(record);
  }

  /** The most serious check that is known to be broken by now, for whoever wants to stop early. */
  firstBroken(): BrokenCheck | undefined {
    const check = this.#checks.find(({ broken }) => broken !== undefined);
    return check?.broken === undefined ? undefined : { id: check.name, ...told(check.broken) };
  }

  /** The verdicts of a finished run. A run that was stopped has none: do not ask. */
  finish(): readonly CheckVerdict[] {
    return this.#checks.map((check) => ({ id: check.name, ...told(check.verdict()) }));
  }
}

/** Evidence reads as a sentence. */
function told<Some extends Verdict>(verdict: Some): Some {
  const whole = 'because' in verdict ? { because: sentence(verdict.because) } : {};
  const end =
    verdict.verdict === 'broken' && verdict.ending !== undefined
      ? { ending: sentence(verdict.ending) }
      : {};
  return { ...verdict, ...whole, ...end };
}
