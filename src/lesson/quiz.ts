/** Quiz items as plain data. Six types are judged here; the others are shown as they were written. */
import type { AnyDesign } from '../models/index.ts';
import type { Claim, NumberSource } from './claim.ts';
import type { RunSetup } from './lesson.ts';
import type { Place } from './reading/problem.ts';
import type { QuizType, WrittenQuiz } from './written/quiz-schemas.ts';

interface Item {
  readonly id: string;
  readonly stem: string;
  readonly misconception: string;
}

export interface Band {
  readonly least: number;
  readonly most: number;
}

interface NumberFeedback {
  readonly right: string;
  readonly low: string;
  readonly high: string;
}

/** Predict what happens; the option that does is the one whose claim the engine makes true. */
export interface OutcomeItem extends Item {
  readonly type: 'P1';
  readonly setup: RunSetup;
  readonly options: readonly (Place & {
    readonly text: string;
    readonly claim: Claim;
    readonly happens: boolean;
    readonly why: string;
  })[];
}

export interface NumberItem extends Item {
  readonly type: 'P2';
  readonly setup: RunSetup;
  readonly engine: NumberSource;
  readonly is: number;
  readonly unit: string;
  readonly full: Band;
  readonly half: Band;
  readonly feedback: NumberFeedback;
}

/** Right within a factor: 1.5 means from two thirds to one and a half times the answer. */
export interface EstimateItem extends Item {
  readonly type: 'E';
  readonly answer: number;
  readonly unit: string;
  readonly fullRatio: number;
  readonly halfRatio: number;
  readonly feedback: NumberFeedback;
}

export interface OrderItem extends Item {
  readonly type: 'O';
  /** `after` names the steps that must come earlier. */
  readonly steps: readonly {
    readonly id: string;
    readonly text: string;
    readonly after: readonly string[];
  }[];
  readonly distractors: readonly { readonly text: string; readonly why: string }[];
  readonly feedback: NumberFeedback;
}

export interface MatchItem extends Item {
  readonly type: 'M';
  readonly pairs: readonly { readonly left: string; readonly right: string }[];
  /** Right sides that match nothing. */
  readonly extra: readonly string[];
  readonly why: string;
}

export interface Choice {
  readonly text: string;
  readonly right: boolean;
  readonly why: string;
}

/** Both the choice and the reason must be right. */
export interface TwoTierItem extends Item {
  readonly type: 'C';
  readonly options: readonly Choice[];
  readonly reasons: readonly Choice[];
}

export type JudgedType = 'P1' | 'P2' | 'E' | 'O' | 'M' | 'C';

/** As written; the words are those of the file. */
export interface ShownItem extends Item {
  readonly type: Exclude<QuizType, JudgedType>;
  readonly written: Extract<WrittenQuiz, { type: Exclude<QuizType, JudgedType> }>;
  /** Designs in it that were checked against the knobs. */
  readonly designs: readonly AnyDesign[];
}

export type QuizItem =
  OutcomeItem | NumberItem | EstimateItem | OrderItem | MatchItem | TwoTierItem | ShownItem;
