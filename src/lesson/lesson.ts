/** A lesson as plain data: what parseLesson makes of a file, and all that a player or a proof needs. */
import type { AnyDesign } from '../models/index.ts';
import type { Action, CheckName, Scenario } from '../scenarios/index.ts';
import type { Claim, Fact, NumberSource, RecordPattern } from './claim.ts';
import type { ProseBlock } from './prose.ts';
import type { QuizItem } from './quiz.ts';
import type { Place } from './reading/problem.ts';

/** The beats in their order, by the key that front matter uses, with the heading of each. */
export const BEAT_TITLES = {
  hook: 'Hook',
  predict: 'Predict',
  run: 'Run',
  explain: 'Explain',
  investigate: 'Investigate',
  fix: 'Fix',
  say: 'Say it',
} as const;

export type BeatName = keyof typeof BEAT_TITLES;
export const BEAT_NAMES = Object.keys(BEAT_TITLES) as readonly BeatName[];

/** Something done to the run at a time, on top of its plan. */
export interface TimedAction {
  readonly atMs: number;
  readonly action: Action;
}

/** All that decides a run. `design` and `edits` come on top of the scenario's own. */
export interface RunSetup {
  readonly scenario: string;
  readonly seed: string;
  readonly design: AnyDesign;
  readonly edits: readonly TimedAction[];
}

/** Where the block's fence, or the option itself, stands in the file: for messages and links. */
type InFile = Place;

export interface PredictOption extends InFile {
  readonly text: string;
  readonly claim: Claim;
  /** Exactly one option of a prediction happens; `verify` proves it, nobody is trusted. */
  readonly happens: boolean;
  readonly why: string;
  /** The run in which this option is put to the test: the prediction's, with changes of its own. */
  readonly setup: RunSetup;
}

export interface NumberPrediction {
  readonly engine: NumberSource;
  readonly is: number;
  readonly unit: string;
  /** Answers at most this far from the truth are right, or half right. */
  readonly full: number;
  readonly half: number;
  readonly why: string;
}

export interface PredictBlock extends InFile {
  readonly kind: 'predict';
  readonly name: string;
  readonly ask: string;
  readonly confidence: boolean;
  /** The name of the run block that answers. */
  readonly run: string;
  readonly setup: RunSetup;
  /** Either options or a number; the other is empty or undefined. */
  readonly options: readonly PredictOption[];
  readonly number: NumberPrediction | undefined;
}

export interface RunBlock extends InFile {
  readonly kind: 'run';
  readonly name: string;
  readonly setup: RunSetup;
  /** The run stops before the first record like this. */
  readonly pause: RecordPattern;
  readonly facts: readonly Fact[];
}

export interface ExplainBlock extends InFile {
  readonly kind: 'explain';
  readonly ask: string;
  readonly run: string;
  readonly setup: RunSetup;
  /** The record that decides: shown once the learner has chosen. */
  readonly evidence: RecordPattern;
  readonly options: readonly {
    readonly cause: string;
    readonly right: boolean;
    readonly why: string;
  }[];
}

export interface CompareSide extends InFile {
  readonly label: string;
  readonly setup: RunSetup;
  readonly facts: readonly Fact[];
}

/** Two designs on one seed. */
export interface CompareBlock extends InFile {
  readonly kind: 'compare';
  readonly ask: string;
  readonly left: CompareSide;
  readonly right: CompareSide;
  readonly differs: string;
}

/** A design that must fail, by which check, and why. */
export interface WrongDesign extends InFile {
  readonly name: string;
  readonly design: AnyDesign;
  readonly fails: CheckName;
  /** The record that breaks the check must look like this. */
  readonly record: RecordPattern | undefined;
  readonly because: string;
}

export interface FixBlock extends InFile {
  readonly kind: 'fix';
  readonly task: string;
  readonly scenario: string;
  /** The only knobs on the screen, by key. */
  readonly knobs: readonly string[];
  /** Where the learner starts, on top of the scenario's design; it must fail. */
  readonly start: AnyDesign;
  readonly reference: AnyDesign;
  /** `${prefix}/1` to `${prefix}/${count}`. */
  readonly seeds: { readonly prefix: string; readonly count: number };
  readonly checks: readonly CheckName[];
  readonly hint: string;
  readonly nearMisses: readonly WrongDesign[];
  /** The reference without the mechanism that the lesson teaches. */
  readonly withheld: WrongDesign;
}

export interface SayBlock extends InFile {
  readonly kind: 'say';
  /** What to say in an interview, in about 30 seconds. */
  readonly sentence: string;
  readonly recall: readonly { readonly ask: string; readonly answer: string }[];
}

export interface QuizBlock extends InFile {
  readonly kind: 'quiz';
  readonly item: QuizItem;
}

export type LessonBlock =
  PredictBlock | RunBlock | ExplainBlock | CompareBlock | FixBlock | SayBlock | QuizBlock;

/** Prose and blocks of a beat, in the order of the file. Scenarios are in `Lesson.scenarios`. */
export type BeatPart = { readonly kind: 'prose'; readonly prose: ProseBlock } | LessonBlock;

export interface Beat extends InFile {
  readonly name: BeatName;
  readonly parts: readonly BeatPart[];
}

export interface Lesson {
  /** As it was given to parseLesson. */
  readonly fileName: string;
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly part: 'A' | 'B' | 'C' | 'D' | 'E' | 'F';
  readonly question: string;
  readonly misconceptions: readonly string[];
  readonly invariants: readonly CheckName[];
  readonly prerequisites: readonly string[];
  readonly objectives: readonly string[];
  /** The beats that are kept in 12 minutes, and in a class of 20. */
  readonly cuts: { readonly short: readonly BeatName[]; readonly class: readonly BeatName[] };
  /** By name; the first is the lesson's main one. */
  readonly scenarios: readonly { readonly name: string; readonly scenario: Scenario }[];
  /** All seven, in order. */
  readonly beats: readonly Beat[];
}
