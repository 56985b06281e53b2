/** A plan: who types what and when, which fault strikes what and when. A run draws no hidden faults. */
import type { Operation } from '../models/index.ts';

/** One thing that is done to the world between two events. Nodes are named. */
export type Action =
  | { readonly do: 'operate'; readonly phone: string; readonly operation: Operation }
  /** A machine dies and tells nobody; of a process that dies the system resets the sockets. */
  | { readonly do: 'crash'; readonly node: string; readonly how?: 'machine' | 'process' }
  | { readonly do: 'restart' | 'pause' | 'resume'; readonly node: string }
  /** Without a peer: every link of the node. */
  | { readonly do: 'cut'; readonly node: string; readonly peer?: string }
  | { readonly do: 'heal'; readonly node: string; readonly peer?: string }
  | { readonly do: 'slow'; readonly node: string; readonly peer?: string; readonly addMs: number }
  | { readonly do: 'skew'; readonly node: string; readonly skewMs: number }
  /**
   * Loses the nth packet (from 1) of this type, counted from now on, and per message when one is
   * named. At time 0 it counts what nodes send as they start, too.
   */
  | {
      readonly do: 'drop';
      readonly packet: string;
      readonly message?: string;
      readonly nth: number;
    }
  /** Holds the nth packet up, counted as for a drop; what its connection carries after it waits too. */
  | {
      readonly do: 'delay';
      readonly packet: string;
      readonly message?: string;
      readonly nth: number;
      readonly addMs: number;
    }
  | { readonly do: 'knob'; readonly key: string; readonly value: string | number };

/** `id` names the item for edits and shrinking; items at one time keep their order in the list. */
export interface PlanItem {
  readonly id: string;
  readonly atUs: number;
  readonly action: Action;
}

export interface Plan {
  readonly items: readonly PlanItem[];
}

/** What a person at the stage does to a plan. */
export type Edit =
  /** At timeUs, after the event with that ordinal, so that the past stays as it was. */
  | {
      readonly edit: 'add';
      readonly id: string;
      readonly timeUs: number;
      readonly afterEvent: number;
      readonly action: Action;
    }
  | { readonly edit: 'remove'; readonly id: string }
  | { readonly edit: 'move'; readonly id: string; readonly timeUs: number };
