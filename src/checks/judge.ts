/** All of a scenario's checks beside one run, most serious first. */
import type { TraceRecord } from '../kernel/index.ts';
import { sentence } from '../measures/index.ts';
import { RECORD_NAMES } from '../models/index.ts';
import { CHECK_NAMES, type CheckName } from '../scenarios/index.ts';
import type { Broken, Check, CheckContext, Verdict } from './check.ts';
import { AcceptedOnce } from './accepted-once.ts';
import { BoundedBacklog } from './bounded-backlog.ts';
import { Budgets } from './budgets.ts';
import { Conservation } from './conservation.ts';
import { EventualDelivery } from './eventual-delivery.ts';
import { HonestTicks } from './honest-ticks.ts';
import { KeyChangeVisible } from './key-change-visible.ts';
import { Load } from './load.ts';
import { NoAckedLoss } from './no-acked-loss.ts';
import { NoGhosts } from './no-ghosts.ts';
import { NoHiddenGaps } from './no-hidden-gaps.ts';
import { NoInvention } from './no-invention.ts';
import { NoRetryStorm } from './no-retry-storm.ts';
import { PresenceConverges } from './presence-converges.ts';
import { PresenceFresh } from './presence-fresh.ts';
import { SameOrder } from './same-order.ts';
import { SaneNumbers } from './sane-numbers.ts';
import { Sealed } from './sealed.ts';
import { SenderOrder } from './sender-order.ts';
import { ShownOnce } from './shown-once.ts';
import { StableView } from './stable-view.ts';
import { TicksForward } from './ticks-forward.ts';

const CHECKS: Readonly<Record<CheckName, new (context: CheckContext) => Check>> = {
  sealed: Sealed,
  'no-acked-loss': NoAckedLoss,
  'shown-once': ShownOnce,
  'no-invention': NoInvention,
  'accepted-once': AcceptedOnce,
  'same-order': SameOrder,
  'sender-order': SenderOrder,
  'no-hidden-gaps': NoHiddenGaps,
  'stable-view': StableView,
  'honest-ticks': HonestTicks,
  'ticks-forward': TicksForward,
  'eventual-delivery': EventualDelivery,
  'key-change-visible': KeyChangeVisible,
  'no-ghosts': NoGhosts,
  'presence-converges': PresenceConverges,
  'presence-fresh': PresenceFresh,
  conservation: Conservation,
  'bounded-backlog': BoundedBacklog,
  'no-retry-storm': NoRetryStorm,
  load: Load,
  budgets: Budgets,
  'sane-numbers': SaneNumbers,
};

export type CheckVerdict = { readonly id: CheckName } & Verdict;
export type BrokenCheck = { readonly id: CheckName } & Broken;

export function createCheck(name: CheckName, context: CheckContext): Check {
  return new CHECKS[name](context);
}

export class Judge {
  readonly #checks: readonly Check[];
  /** By kind of record: the checks that it concerns. */
  readonly #concerned: readonly (readonly Check[])[];

  /** The names in any order; verdicts come most serious first, each name once. */
  constructor(names: readonly CheckName[], context: CheckContext) {
    this.#checks = CHECK_NAMES.filter((name) => names.includes(name)).map((name) =>
      createCheck(name, context),
    );
    this.#concerned = RECORD_NAMES.map((kind) =>
      this.#checks.filter(({ kinds }) => kinds.includes(kind)),
    );
  }

  step(record: TraceRecord): void {
    for (const check of this.#concerned[record.kind]!) check.step(record);
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
