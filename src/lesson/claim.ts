/** What a lesson says about a run: patterns of records, and claims over them. Plain data. */
import type { CheckName } from '../scenarios/index.ts';
import type { RecordName } from '../models/index.ts';
import type { Place } from './reading/problem.ts';

/** What a column of a record must hold: one of some values, or a number in a range, ends included. */
export type FieldPattern = {
  readonly name: string;
  readonly column: 'a' | 'b' | 'c';
} & (
  | { readonly as: 'number'; readonly least: number; readonly most: number }
  /** Enums by their place in the list, flags as 0 and 1. */
  | { readonly as: 'code'; readonly codes: readonly number[] }
  | { readonly as: 'text'; readonly texts: readonly string[] }
  /** Names of nodes; '' is "no node". */
  | { readonly as: 'node'; readonly nodes: readonly string[] }
);

/** Which records are meant. An empty list of nodes or messages means any. */
export interface RecordPattern {
  readonly kind: RecordName;
  readonly nodes: readonly string[];
  readonly messages: readonly string[];
  readonly fields: readonly FieldPattern[];
}

/** Records in [fromUs, untilUs). */
export interface ClaimWindow {
  readonly fromUs: number;
  readonly untilUs: number;
}

export type Claim =
  /** Between `least` and `most` records match. */
  | ({
      readonly claim: 'count';
      readonly of: RecordPattern;
      readonly least: number;
      readonly most: number;
    } & ClaimWindow)
  | ({ readonly claim: 'never'; readonly of: RecordPattern } & ClaimWindow)
  /** `first` happens, and no `second` before it. */
  | ({
      readonly claim: 'before';
      readonly first: RecordPattern;
      readonly second: RecordPattern;
    } & ClaimWindow)
  | {
      readonly claim: 'measure';
      readonly measure: string;
      readonly least: number;
      readonly most: number;
    }
  | {
      readonly claim: 'check';
      readonly check: CheckName;
      readonly verdict: 'holds' | 'broken' | 'not proved';
    }
  | { readonly claim: 'all'; readonly claims: readonly Claim[] };

/** A sentence about a run, and the claim that makes it true. */
export interface Fact extends Place {
  readonly says: string;
  readonly claim: Claim;
}

/** A number that comes from a run: how many records match, or a measure. */
export type NumberSource =
  | { readonly from: 'count'; readonly of: RecordPattern; readonly places: number }
  | { readonly from: 'measure'; readonly measure: string; readonly places: number };
