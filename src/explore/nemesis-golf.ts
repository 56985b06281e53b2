/**
 * Nemesis golf: break a check of a flawed design with as few faults as possible. A learner's
 * schedule must stay inside the scenario's envelope; it is shrunk, and its score is what is left.
 */
import type { AnyDesign } from '../models/index.ts';
import {
  outsideEnvelope,
  planFor,
  trafficFor,
  type CheckName,
  type Plan,
  type Problem,
  type Scenario,
} from '../scenarios/index.ts';
import { createRun, type CreateRun } from './explored-run.ts';
import { JudgedRun, type RunOutcome } from './judged-run.ts';
import { partsOf } from './plan-parts.ts';
import { ShrinkJob, type ShrinkResult } from './shrink.ts';
import { SweepJob } from './sweep.ts';

/** The hole: what is to be broken, and the traffic under which. */
export interface GolfCourse {
  readonly scenario: Scenario;
  readonly design: AnyDesign;
  readonly check: CheckName;
  /** Of the traffic and of luck. */
  readonly seed: string;
  readonly createRun?: CreateRun;
}

export type GolfScore =
  /** Nothing was run. */
  | { readonly outcome: 'outside'; readonly problems: readonly Problem[] }
  /** The check survived it. */
  | { readonly outcome: 'survived'; readonly verdict: RunOutcome['verdict'] }
  | { readonly outcome: 'broken'; readonly score: number; readonly shrunk: ShrinkResult };

/** A fault with its cure counts once, and so does each thing that people do. */
export function scoreOf(plan: Plan): number {
  return partsOf(plan).length;
}

/** Scores one schedule; the faults must be sorted by time. */
export class GolfJob {
  readonly #course: GolfCourse;
  readonly #plan: Plan;
  #judged: JudgedRun | undefined;
  #shrink: ShrinkJob | undefined;
  #score: GolfScore | undefined;

  constructor(course: GolfCourse, faults: Plan) {
    this.#course = course;
    const { scenario, design, check, seed, createRun: create = createRun } = course;
    this.#plan = together(trafficFor(scenario, seed), faults);
    const problems = outsideEnvelope(faults, scenario);
    if (problems.length > 0) {
      this.#score = { outcome: 'outside', problems };
      return;
    }
    const input = { scenario, design, seed, plan: this.#plan, edits: [] };
    this.#judged = new JudgedRun({ input, checks: [check], createRun: create });
  }

  /** Executes at most so many moments; true when the score is known. */
  advance(moments: number): boolean {
    let left = moments;
    while (this.#judged !== undefined && left > 0) {
      const { used, outcome } = this.#judged.advance(left);
      left -= used;
      if (outcome !== undefined) this.#afterRun(outcome);
    }
    if (this.#shrink === undefined || left <= 0) return this.#score !== undefined;
    if (!this.#shrink.advance(left).finished) return false;
    const shrunk = this.#shrink.result()!;
    this.#shrink = undefined;
    this.#score = { outcome: 'broken', score: scoreOf(shrunk.plan), shrunk };
    return true;
  }

  /** Undefined until it is known. */
  score(): GolfScore | undefined {
    return this.#score;
  }

  #afterRun({ verdict, broken }: RunOutcome): void {
    this.#judged = undefined;
    if (broken === undefined) this.#score = { outcome: 'survived', verdict };
    else this.#shrink = new ShrinkJob({ ...this.#course, plan: this.#plan });
  }
}

/** Failures of a sweep that are shrunk: the first ones, because all cost a search. */
const TRIES_MAX = 12;

export interface GolfPar {
  readonly par: number;
  readonly shrunk: ShrinkResult;
}

/** The engine's own best: the smallest of the first failures that a sweep of the course finds. */
export class GolfParJob {
  readonly #course: GolfCourse;
  readonly #sweep: SweepJob;
  #failing: string[] | undefined;
  #shrink: ShrinkJob | undefined;
  #best: GolfPar | undefined;

  constructor(course: GolfCourse, seeds: number) {
    this.#course = course;
    const { scenario, check } = course;
    const judged = { ...scenario, checks: [check] };
    this.#sweep = new SweepJob({ ...course, scenario: judged, count: seeds });
  }

  /** Executes about so many moments; true when par is known, or known not to be found. */
  advance(moments: number): boolean {
    if (!this.#sweep.finished) {
      this.#sweep.advance(moments);
      return false;
    }
    this.#failing ??= this.#sweep.outcomes
      .filter(({ broken }) => broken !== undefined)
      .slice(0, TRIES_MAX)
      .map(({ seed }) => seed);
    this.#shrink ??= this.#nextShrink();
    if (this.#shrink === undefined) return true;
    if (!this.#shrink.advance(moments).finished) return false;
    const shrunk = this.#shrink.result();
    this.#shrink = undefined;
    if (shrunk === undefined) return false;
    const par = scoreOf(shrunk.plan);
    if (this.#best === undefined || par < this.#best.par) this.#best = { par, shrunk };
    return false;
  }

  /** Undefined until finished, and for ever when no seed broke the check. */
  result(): GolfPar | undefined {
    return this.#best;
  }

  #nextShrink(): ShrinkJob | undefined {
    const seed = this.#failing?.shift();
    if (seed === undefined) return undefined;
    const plan = planFor(this.#course.scenario, seed);
    return new ShrinkJob({ ...this.#course, seed, plan });
  }
}

function together(one: Plan, other: Plan): Plan {
  const items = [...one.items, ...other.items];
  const place = new Map(items.map((item, index) => [item, index]));
  return {
    items: items.toSorted((a, b) => a.atUs - b.atUs || place.get(a)! - place.get(b)!),
  };
}
