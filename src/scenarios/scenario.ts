/** A scenario: topology, workload, fault envelope, duration and the checks it is judged by. Plain data. */
import type { CheckName } from './check-names.ts';
import type { AnyDesign, Conversation, NodeSpec } from '../models/index.ts';
import type { Action } from './plan.ts';

/** One class of link. Latency is a floor plus an exponential part. */
export interface LinkSpec {
  readonly floorMs: number;
  /** Mean of the exponential part on top of the floor. */
  readonly jitterMs: number;
  /** Chance that one packet is lost, 0..1. */
  readonly loss: number;
  /** How fast bytes leave on each connection, in megabits a second; at once when left out. */
  readonly mbps?: number;
}

/** mobile: phone to balancer. datacentre: among servers and stores. push: provider to phone. */
export type LinkClass = 'mobile' | 'datacentre' | 'push';

/** Links by class; and what a packet takes on top of that where it goes from one region to another. */
export type NetworkSpec = Readonly<Record<LinkClass, LinkSpec>> & { readonly regions?: LinkSpec };

/** The kinds of fault a plan may draw in this scenario: nothing outside it ever happens. */
export interface FaultEnvelope {
  /** At most this many faults in one plan. */
  readonly most: number;
  /** Faults strike in [fromMs, untilMs); afterwards everything heals, for the liveness checks. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly kinds: readonly FaultKind[];
}

export type FaultKind =
  /** A crash and, after holdMs, a restart. */
  | { readonly fault: 'crash'; readonly nodes: readonly string[]; readonly holdMs: Range }
  /** A cut of one link, or of every link of the node when there is no peer. */
  | {
      readonly fault: 'cut';
      readonly nodes: readonly string[];
      readonly peer?: string;
      readonly holdMs: Range;
    }
  | { readonly fault: 'pause'; readonly nodes: readonly string[]; readonly holdMs: Range }
  | { readonly fault: 'airplane'; readonly phones: readonly string[]; readonly holdMs: Range }
  | { readonly fault: 'background'; readonly phones: readonly string[]; readonly holdMs: Range }
  /** Loses the nth packet of one type, whichever message it carries. */
  | { readonly fault: 'drop'; readonly packets: readonly string[]; readonly nth: Range }
  | {
      readonly fault: 'slow';
      readonly nodes: readonly string[];
      readonly addMs: Range;
      readonly holdMs: Range;
    }
  /** The app is deleted and installed anew: its keys and all it kept are gone. */
  | { readonly fault: 'reinstall'; readonly phones: readonly string[] }
  | { readonly fault: 'skew'; readonly nodes: readonly string[]; readonly skewMs: Range };

/** Both ends included. */
export type Range = readonly [least: number, most: number];

/** Operations that each seed draws for itself, on top of the script. */
export interface Chatter {
  readonly conversation: string;
  readonly phones: readonly string[];
  readonly messages: Range;
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly nodes: readonly NodeSpec[];
  readonly conversations: readonly Conversation[];
  readonly network: NetworkSpec;
  /** What happens in every run, whatever the seed. */
  readonly script: readonly { readonly atMs: number; readonly action: Action }[];
  readonly chatter: readonly Chatter[];
  readonly faults: FaultEnvelope;
  readonly durationMs: number;
  /** The bound B of the liveness checks, counted from the last fault. */
  readonly boundMs: number;
  readonly checks: readonly CheckName[];
  /** Where this scenario's design differs from the reference. */
  readonly design: AnyDesign;
}
